import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { QueueColumn, QueueRow } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { waitingSince } from '#shared/domain/waiting.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { fold } from './fold.ts';
import { offenseWords, ownerOf, stateRank } from './queue-row.ts';

type Given = { report: Report; location: string; person: string; offense: string };
type Stored = string | number | null;
type Cell = (given: Given) => Stored;
/** A row as it is read; what is shown of `claim` and `inQueue` is worked out of them. */
export type RawRow = Omit<QueueRow, 'claim' | 'unsent'> & { claim: string | null; inQueue: 0 | 1; seq: number };

/** All that the cache has of one column of the queue. */
type Descriptor = {
  /** Columns of the table `queue` that are worked out of a report; others are kept by whoever finds repeats or hints. */
  stored?: Readonly<Record<string, Cell>>;
  /** Field of a row → where it is read from. */
  shown: Partial<Record<keyof RawRow, string>>;
  /** What it sorts by. */
  key: string;
  /** It sorts by how long, and stores since when. */
  isReversed?: boolean;
  /** The queue begins with it: its index is there during a first pull too, and there is one of likely repeats alone. */
  isFirst?: boolean;
  /** More that its index answers. */
  covers?: readonly string[];
  /**
   * SQL type of what it stores, with a default that stands until the reports were read once more: for a column that the
   * baseline does not have yet.
   */
  added?: 'INTEGER NOT NULL DEFAULT 0' | "TEXT NOT NULL DEFAULT ''";
};

export const COLUMNS: Readonly<Record<QueueColumn, Descriptor>> = {
  trackingNumber: {
    stored: { tracking_number: ({ report }) => report.trackingNumber },
    shown: { trackingNumber: 'tracking_number' },
    key: 'tracking_number',
  },
  receivedAt: {
    stored: { received_at: ({ report }) => report.receivedAt },
    shown: { receivedAt: 'received_at' },
    key: 'received_at',
    isFirst: true,
    covers: ['photos', 'hints'],
  },
  waiting: {
    stored: { waiting_since: ({ report }) => waitingSince(report) },
    shown: { waitingSince: 'waiting_since' },
    key: 'waiting_since',
    isReversed: true,
    isFirst: true,
  },
  kind: { stored: { kind: ({ report }) => report.kind }, shown: { kind: 'kind' }, key: 'kind' },
  offense: {
    stored: {
      offense_code: ({ report }) => report.offenseCode,
      offense: ({ offense }) => offense,
      offense_key: ({ offense }) => fold(offense),
    },
    shown: { offenseCode: 'offense_code' },
    key: 'offense_key',
  },
  location: {
    stored: { location: ({ location }) => location, location_key: ({ location }) => fold(location) },
    shown: { location: 'location' },
    key: 'location_key',
  },
  person: {
    stored: { person: ({ person }) => person, person_key: ({ person }) => fold(person) },
    shown: { person: 'person' },
    key: 'person_key',
  },
  state: {
    stored: { state: ({ report }) => report.state, state_rank: ({ report }) => stateRank(report.state) },
    shown: { state: 'state' },
    key: 'state_rank',
  },
  hints: { shown: { hints: 'hints' }, key: 'hints' },
  repeats: { shown: { repeats: 'repeats', strongest: 'strongest' }, key: 'likelihood' },
};

const DESCRIPTORS = Object.values(COLUMNS);

/** What no column shows by itself. */
const BESIDES: Readonly<Record<string, Cell>> = {
  id: ({ report }) => report.id,
  version: ({ report }) => report.version,
  claim: ({ report }) => (report.claim === null ? null : JSON.stringify(report.claim)),
  closed_at: ({ report }) => (isOpen(report.state) ? null : report.changedAt),
  owner: ({ report }) => ownerOf(report),
  photos: ({ report }) => report.attachments.length,
};

const CELLS = Object.entries(
  Object.assign({}, BESIDES, ...DESCRIPTORS.map(({ stored }) => stored)) as Record<string, Cell>,
);

/** What the list has of a report, apart from what the linker writes there. */
export const LISTED: readonly string[] = ['in_queue', 'hints', ...CELLS.map(([name]) => name)];

/** Columns that the baseline's table does not have → their SQL types. */
export const ADDED: ReadonlyMap<string, string> = new Map(
  DESCRIPTORS.flatMap(({ stored = {}, added }) =>
    added === undefined ? [] : Object.keys(stored).map((name) => [name, added] as const),
  ),
);

/** What the lists show of a report, and the folded texts by which they sort and search. */
export function queueColumns(report: Report, policy: Policy | null): Record<string, Stored> {
  const { who, where } = knownFacts(report);
  const given = {
    report,
    location: where.unit ? `${where.address}, ${where.unit}` : where.address,
    person: `${who.familyName}, ${who.givenName}`,
    offense: offenseWords(report.kind, report.offenseCode, policy),
  };
  return Object.fromEntries(CELLS.map(([name, cell]) => [name, cell(given)]));
}

const SHOWN: Partial<Record<keyof RawRow, string>> = Object.assign(
  { seq: 'seq', id: 'id', version: 'version', claim: 'claim', inQueue: 'in_queue' },
  ...DESCRIPTORS.map(({ shown }) => shown),
);

/** The list of a SELECT from `queue` that reads a `RawRow`. */
export const ROW = Object.entries(SHOWN)
  .map(([field, column]) => `queue.${column} AS ${field}`)
  .join(', ');
