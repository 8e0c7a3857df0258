import { isFromReporter } from '#shared/domain/attachment.ts';
import { closingsOf } from '#shared/domain/closings.ts';
import type { Point } from '#shared/domain/incident.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { oldestUnansweredAt } from '#shared/domain/messages.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { QueueColumn, QueueRow } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { waitingSince } from '#shared/domain/waiting.ts';
import { isOpen, isOwed } from '#shared/domain/workflow.ts';
import { isDangerMarked } from '#shared/screening/danger.ts';
import { fold } from './fold.ts';
import { offenseWords, ownerOf, stateRank } from './queue-row.ts';

type Given = {
  report: Report;
  location: string;
  point: Point | null;
  person: string;
  offense: string;
  value: number;
  language: string;
};
type Stored = string | number | null;
type Cell = (given: Given) => Stored;
/** A row as read from the database; the displayed `claim` and `unsent` are derived from it. */
export type RawRow = Omit<QueueRow, 'claim' | 'unsent'> & { claim: string | null; inQueue: 0 | 1; seq: number };

/** The definition of one queue column. */
type Descriptor = {
  /**
   * Columns of the `queue` table computed from a report; the others are maintained by the code that finds duplicates or
   * hints.
   */
  stored?: Readonly<Record<string, Cell>>;
  /** Maps each field of a row to the column it is read from. */
  shown: Partial<Record<keyof RawRow, string>>;
  /** The column to sort by. */
  key: string;
  /** True when the list sorts by a duration but the column stores the start time, which sorts the other way around. */
  isReversed?: boolean;
  /**
   * True for the queue's initial sort order. Its index exists even during a first pull, and a second index contains
   * only likely duplicates.
   */
  isFirst?: boolean;
  /** More columns to include in the index for sorting by this column. */
  covers?: readonly string[];
  /**
   * For a column that is not in the baseline: its SQL type, with the default used until all reports have been processed
   * again.
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
    stored: {
      location: ({ location }) => location,
      location_key: ({ location }) => streetKey(location),
      // Used to find other reports nearby (nearby.ts); 0 if this report is not on the map.
      lat_e5: ({ point }) => Math.round((point?.lat ?? 0) * 1e5),
      lon_e5: ({ point }) => Math.round((point?.lon ?? 0) * 1e5),
    },
    shown: { location: 'location' },
    key: 'location_key',
    added: 'INTEGER NOT NULL DEFAULT 0',
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
  hints: {
    stored: {
      danger: ({ report }) => (isDangerMarked(report) ? 1 : 0),
      // A report with danger words counts as having a message if nobody has to act on it. Otherwise no list would show
      // it to officers.
      message: ({ report }) =>
        oldestUnansweredAt(report) !== null || (!isOwed(report) && isDangerMarked(report)) ? 1 : 0,
    },
    shown: { hints: 'hints', flag: 'flag', danger: 'danger', message: 'message' },
    key: 'hints',
    added: 'INTEGER NOT NULL DEFAULT 0',
  },
  duplicates: { shown: { duplicates: 'duplicates', strongest: 'strongest' }, key: 'likelihood' },
  value: {
    stored: { value_cents: ({ value }) => value },
    shown: { value: 'value_cents' },
    key: 'value_cents',
    added: 'INTEGER NOT NULL DEFAULT 0',
  },
  assignee: {
    // Language and photos are shown beside the offense, and can't be sorted by.
    stored: {
      assignee: ({ report }) => report.assignedTo?.displayName ?? '',
      language: ({ language }) => language,
      message_since: ({ report }) => oldestUnansweredAt(report) ?? '',
    },
    shown: { assignee: 'assignee', language: 'language', photos: 'photos' },
    key: 'assignee',
    added: "TEXT NOT NULL DEFAULT ''",
  },
};

/** Sorts house numbers numerically (99 before 100), before all addresses that begin with a street name. */
export const streetKey = (location: string): string =>
  fold(location).replace(/^\d{1,6}/, (house) => house.padStart(6, '0'));

const DESCRIPTORS = Object.values(COLUMNS);

/** Stored values that no column is sorted by. */
const BESIDES: Readonly<Record<string, Cell>> = {
  id: ({ report }) => report.id,
  version: ({ report }) => report.version,
  claim: ({ report }) => (report.claim === null ? null : JSON.stringify(report.claim)),
  closed_at: ({ report }) => (isOpen(report.state) ? null : report.changedAt),
  owner: ({ report }) => ownerOf(report),
  last_closing: ({ report }) => closingsOf(report).at(-1) ?? '',
  earlier_closings: ({ report }) => {
    const earlier = closingsOf(report).slice(0, -1);
    return earlier.length === 0 ? '' : JSON.stringify(earlier);
  },
  photos: ({ report }) => report.attachments.filter(isFromReporter).length,
};

const CELLS = Object.entries(
  Object.assign({}, BESIDES, ...DESCRIPTORS.map(({ stored }) => stored)) as Record<string, Cell>,
);

/** The stored columns of a report, except those the linker writes. */
export const LISTED: readonly string[] = ['in_queue', 'hints', 'flag', ...CELLS.map(([name]) => name)];

/** Columns that are created where a cache's table lacks them → their SQL types; a column's stored values share one. */
export const ADDED: ReadonlyMap<string, string> = new Map([
  ...DESCRIPTORS.flatMap(({ stored = {}, added }) =>
    added === undefined ? [] : Object.keys(stored).map((name) => [name, added] as const),
  ),
  ...['flag', 'last_closing', 'earlier_closings'].map((name) => [name, "TEXT NOT NULL DEFAULT ''"] as const),
]);

/** Returns the values that lists show for a report, and the normalized text used for sorting and searching. */
export function queueColumns(report: Report, policy: Policy | null): Record<string, Stored> {
  const { who, where, items, fraud } = knownFacts(report);
  const given = {
    report,
    location: where.unit ? `${where.address}, ${where.unit}` : where.address,
    person: `${who.familyName}, ${who.givenName}`,
    offense: offenseWords(report.kind, report.offenseCode, policy),
    value: items.reduce((all, { valueCents }) => all + (valueCents ?? 0), fraud?.amountCents ?? 0),
    language: who.language,
    point: where.point,
  };
  return Object.fromEntries(CELLS.map(([name, cell]) => [name, cell(given)]));
}

const SHOWN: Partial<Record<keyof RawRow, string>> = Object.assign(
  { seq: 'seq', id: 'id', version: 'version', claim: 'claim', inQueue: 'in_queue' },
  ...DESCRIPTORS.map(({ shown }) => shown),
);

/** The column list of a SELECT from `queue` that yields a `RawRow`. */
export const ROW = [
  ...Object.entries(SHOWN).map(([field, column]) => `queue.${column} AS ${field}`),
  'EXISTS (SELECT 1 FROM draft WHERE draft.report_id = queue.id) AS draft',
].join(', ');
