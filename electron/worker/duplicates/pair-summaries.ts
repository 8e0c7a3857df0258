import type { Duplicate } from '#shared/domain/duplicate.ts';
import type { Model } from '#shared/link/model.ts';
import type { Term } from '#shared/link/weigh.ts';
import type { LinkStore } from '../db/links.ts';
import type { PairStore } from '../db/pairs.ts';
import type { Epoch } from './epoch.ts';
import { hypothesisOf } from './hypotheses.ts';
import type { Index } from './index-report.ts';

export type PairSummary = Pick<Duplicate, 'hypothesis' | 'probability' | 'weight' | 'state'> & {
  other: number;
  name: { id: string; number: string };
};

/**
 * Returns the pairs of a report that the index found or that officers decided: hypothesis, probability (0 to 1), weight
 * (bits) and decision, without reasons. A decided pair that the index did not find has weight 0.
 */
export function pairSummaries(
  { links, pairs }: { links: LinkStore; pairs: PairStore },
  model: Model,
  id: number,
  reportId: string,
): PairSummary[] {
  const decided = new Map<string, Duplicate['state']>(
    pairs
      .ofReport(reportId)
      .map(({ reports: [left, right], decision }) => [left === reportId ? right : left, decision]),
  );
  const found: PairSummary[] = links.pairs(id).flatMap(({ other, hypothesis, probability, weight }) => {
    const name = links.name(other);
    if (name === null) return [];
    const state = decided.get(name.id) ?? 'suggested';
    decided.delete(name.id);
    return [{ other, name, probability, weight, state, hypothesis: hypothesisOf(model, hypothesis) }];
  });
  for (const [otherId, state] of decided) {
    const other = links.seqOf(otherId);
    const name = other === null ? null : links.name(other);
    if (other === null || name === null) continue;
    const hypothesis = state === 'related' ? 'related' : 'other_person';
    found.push({ other, name, probability: state === 'same' ? 1 : 0, weight: 0, state, hypothesis });
  }
  return found;
}

/** Returns the terms that make up a pair's weight; empty when either report has not been read yet. */
export function pairReasons(
  { epoch, index }: { epoch: Epoch; index: Pick<Index, 'features'> },
  id: number,
  other: number,
): Term[] {
  const { reader, weigher, levels } = epoch.scorer;
  const a = index.features(id);
  const b = index.features(other);
  if (a === null || b === null) return [];
  reader.levels(a, b, levels);
  return weigher.explain(levels, { a, b })?.terms ?? [];
}
