import { compareForKeeping } from '#shared/domain/keep.ts';
import type { QueueRow } from '#shared/domain/queue.ts';
import { type ClusterEdge, clusterOf } from '#shared/link/cluster.ts';
import type { Stores } from '../db/stores.ts';
import type { Linker } from './link-report.ts';
import { once } from './once.ts';

/** `decided`: officers decided that all the reports are about the same incident. If false, that is only likely. */
export type Incident = { reports: QueueRow[]; primary: string; decided: boolean };

type Needed = Pick<Stores, 'queue' | 'links'> & { linker: Pick<Linker, 'near'> };

/**
 * Returns the reports that one person filed about one incident, in the order received, and their primary. The primary
 * is chosen by the same rule as for two reports. Reports by other people about the same incident are linked, but not
 * included. Returns null when this report is the only one.
 */
export function incidentOf({ queue, links, linker }: Needed, reportId: string): Incident | null {
  // Each result is computed only once, because every report is compared with every other, and comparing and parsing
  // large reports is slow.
  const likely = new Map<string, number>();
  const pairsOf = linker.near();
  const near = once((id: string): ClusterEdge[] =>
    pairsOf(id).map(({ reportId: other, hypothesis, probability, state, isByAnother }) => {
      const pair = id < other ? `${id} ${other}` : `${other} ${id}`;
      const known = likely.get(pair);
      const isLikely = known === undefined && state === 'suggested' && hypothesis === 'same_person' && !isByAnother();
      const likelihood = known ?? (isLikely ? probability : 0);
      likely.set(pair, likelihood);
      const said = state === 'same' || state === 'not_same' ? state : inOneChain(id, other) ? 'same' : null;
      return { other, probability: likelihood, said };
    }),
  );
  const chainOf = once((id: string) => links.chain(id));
  // Rejecting a report as a duplicate of another also decides that both are the same incident.
  const inOneChain = (one: string, other: string): boolean => {
    const [a, b] = [chainOf(one), chainOf(other)];
    return a !== null && b !== null && (a.duplicateOf === b.number || b.duplicateOf === a.number);
  };
  const rows = clusterOf(reportId, near)
    .flatMap((id) => queue.row(id) ?? [])
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const [first] = rows;
  if (first === undefined || rows.length < 2) return null;
  const ends = new Set(rows.map(({ id }) => chainOf(id)?.duplicateOf));
  const candidates = rows.map((row) => ({
    ...row,
    isPrimary: ends.has(row.trackingNumber),
    isAnswered: links.isAnswered(row.id),
  }));
  const primary = candidates.sort(compareForKeeping)[0] ?? first;
  const decided = clusterOf(reportId, (id) => near(id).filter(({ said }) => said !== null));
  return { reports: rows, primary: primary.trackingNumber, decided: decided.length >= rows.length };
}
