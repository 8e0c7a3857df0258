import { LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import { QUEUE_COLUMNS, type QueueColumn } from '#shared/domain/queue.ts';
import { ADDED, COLUMNS } from './queue-columns.ts';

/** `isLater`: skipped while a first pull fills the cache (later-indexes.ts). */
type Index = { name: string; sql: string; isLater: boolean };

/** The parts of a connection needed here; `open.ts` has the full type. */
type Target = {
  exec: (sql: string) => unknown;
  prepare: (sql: string) => { all: () => unknown[]; get: () => unknown };
  transaction: (work: () => void) => { immediate: () => void };
};

const snake = (id: string): string => id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const index = (name: string, what: string, isLater = false): Index => ({
  name,
  sql: `CREATE INDEX ${name} ON queue ${what}`,
  isLater,
});

/** Returns the name of the index for sorting by a column. */
export const orderIndex = (column: QueueColumn): string => `queue_by_${snake(column)}`;
/**
 * Returns the name of the index that contains only likely duplicates; null if the column has no such index. Likely
 * duplicates are few, and without this index all rows would be scanned.
 */
export const likelyIndex = (column: QueueColumn): string | null =>
  COLUMNS[column].isFirst === true ? `likely_by_${snake(column)}` : null;

/**
 * Defines the indexes for sorting by a column. The indexed columns are `in_queue`, then the sort key, then the tracking
 * number, which breaks ties; then the columns that filters use, so that filters are answered from the index and only
 * displayed rows are read.
 */
function order(column: QueueColumn): Index[] {
  const { key, isFirst = false, covers = [] } = COLUMNS[column];
  const all = [...new Set(['in_queue', key, 'tracking_number', 'state_rank', 'kind'])];
  const likely = likelyIndex(column);
  return [
    index(orderIndex(column), `(${[...all, ...covers].join(', ')})`, !isFirst),
    ...(likely === null ? [] : [index(likely, `(${all.join(', ')}) WHERE likelihood >= ${LIKELY_DUPLICATE}`)]),
  ];
}

/** All indexes of the `queue` table. */
export const QUEUE_INDEXES: readonly Index[] = [
  ...QUEUE_COLUMNS.flatMap(order),
  index('queue_of_person', '(person_key, received_at)', true),
  index('queue_by_owner', '(in_queue, owner, state_rank) WHERE owner IS NOT NULL'),
  // `photos` comes after `in_queue`; otherwise SQLite would not choose this index for `photos > 0`.
  index('queue_by_photos', '(in_queue, photos, state_rank, kind, hints) WHERE photos > 0'),
  // Like photos: few reports match, and they are queried after every change.
  index('queue_by_message', '(in_queue, message, received_at) WHERE message > 0'),
  index('queue_by_danger', '(in_queue, danger, received_at) WHERE danger > 0'),
  // The index has only the columns that a map needs, because a map scans thousands of rows in a latitude band to find a
  // few.
  index('queue_by_place', '(lat_e5, lon_e5, received_at) WHERE lat_e5 <> 0', true),
  index('queue_by_closed', '(closed_at) WHERE closed_at IS NOT NULL'),
  index('queue_by_last_closing', "(last_closing) WHERE last_closing <> ''"),
  // Reports that were closed more than once are few.
  index('queue_by_closings', "(last_closing, earlier_closings) WHERE earlier_closings <> ''"),
];

/**
 * Makes the columns and indexes of `queue` match the descriptors, so that neither needs a migration: outdated or changed
 * indexes are dropped and missing ones are built. Later indexes are built here only when there are no reports yet,
 * otherwise in the background, where new columns are filled too (rescreening.ts). Writes nothing when nothing differs,
 * because another connection may be writing while the cache is opened.
 */
export function reconcileQueue(db: Target): void {
  const due = changesOf(db);
  if (due.length > 0) db.transaction(() => due.forEach((sql) => void db.exec(sql))).immediate();
}

/** Returns the SQL statements needed. */
function changesOf(db: Target): string[] {
  const columns = new Set(db.prepare("SELECT name FROM pragma_table_info('queue')").all().map(nameOf));
  const there = db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'queue' AND sql IS NOT NULL")
    .all() as { name: string; sql: string }[];
  const wanted = new Map(QUEUE_INDEXES.map(({ name, sql }) => [name, sql]));
  const isRight = ({ name, sql }: { name: string; sql: string }) => wanted.get(name) === sql;
  const built = new Set(there.filter(isRight).map(nameOf));
  const isEmpty = db.prepare('SELECT 1 FROM report LIMIT 1').get() === undefined;
  return [
    ...[...ADDED]
      .filter(([name]) => !columns.has(name))
      .map(([name, type]) => `ALTER TABLE queue ADD COLUMN ${name} ${type}`),
    ...there.filter((one) => !isRight(one)).map(({ name }) => `DROP INDEX ${name}`),
    ...QUEUE_INDEXES.filter(({ name, isLater }) => !built.has(name) && (isEmpty || !isLater)).map(({ sql }) => sql),
  ];
}

const nameOf = (row: unknown): string => (row as { name: string }).name;
