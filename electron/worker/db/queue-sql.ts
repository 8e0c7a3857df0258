import type { Officer } from '#shared/domain/officer.ts';
import type { QueueColumn, QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import { LIKELY_REPEAT } from '#shared/domain/repeat.ts';
import type { ReportState } from '#shared/domain/report.ts';
import type { Mark, Search } from '#shared/domain/search.ts';
import { CLOSED_STATES, isOpen, OPEN_STATES } from '#shared/domain/workflow.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';
import { stateRank } from './queue-row.ts';

/** From where the queue is looked at: what "mine", "over the promise" and days mean depends on it. */
export type ViewerContext = {
  officer: Pick<Officer, 'id' | 'displayName' | 'role'>;
  /** Whatever has waited since before this instant is over the promised time. */
  overBefore: string;
  /** The first instant of a day (YYYY-MM-DD) at the agency, so many days later. */
  startOf: (day: string, later: number) => string;
};

/** Where nobody looks: nothing is mine, nothing was promised, and days are those of UTC. */
export const NOBODY: ViewerContext = {
  officer: { id: '', displayName: '', role: 'officer' },
  overBefore: '',
  startOf: (day, later) => instantAt(addDays(day, later), 0, 'UTC').toISOString(),
};

/** Column → what it sorts by, and the index in that order. */
export const SORTS = {
  trackingNumber: { key: 'tracking_number', index: 'queue_by_tracking_number' },
  receivedAt: { key: 'received_at', index: 'queue_by_received_at' },
  waiting: { key: 'waiting_since', index: 'queue_by_waiting' },
  kind: { key: 'kind', index: 'queue_by_kind' },
  offense: { key: 'offense_key', index: 'queue_by_offense' },
  location: { key: 'location_key', index: 'queue_by_location' },
  person: { key: 'person_key', index: 'queue_by_person' },
  state: { key: 'state_rank', index: 'queue_by_state' },
  hints: { key: 'hints', index: 'queue_by_hints' },
  repeats: { key: 'likelihood', index: 'queue_by_repeats' },
} as const satisfies Record<QueueColumn, { key: string; index: string }>;
export type QueueSortKey = (typeof SORTS)[QueueColumn]['key'];

export type Value = string | number;
export type Where = { sql: string; values: Value[] };
/** Where a row stands in an order: its sort key and, to break ties, its tracking number. */
export type Place = { key: Value; number: string };

export const ROW = `seq, id, tracking_number AS trackingNumber, received_at AS receivedAt, waiting_since AS waitingSince,
  kind, offense, location, person, state, hints, repeats, strongest, version, claim, in_queue AS inQueue`;

/**
 * What a filter lets through, as conditions that each hold for one value of `in_queue`: reports that wait and reports that
 * do not are two stretches of every index, and an order over both merges the two. Whoever asks for all closed ones finds
 * those, too, that were decided here and are not sent yet: in no other list they would be found.
 */
export function stretches(filter: QueueFilter, search: Search, stand: ViewerContext): Where[] {
  const states = narrowed(filter.states, search.states);
  const open = states.filter(isOpen);
  const closed = states.filter((state) => !isOpen(state));
  const rest = others(filter, search, stand);
  const stretch = (inQueue: 0 | 1, of: readonly ReportState[]): Where => {
    const all = of.length === 0 || of.length === (inQueue === 1 ? OPEN_STATES : CLOSED_STATES).length;
    const parts = [
      { sql: `in_queue = ${inQueue}`, values: [] },
      ...(all ? [] : [isIn('state_rank', of.map(stateRank))]),
    ];
    return both([...parts, ...rest]);
  };
  if (filter.states.length > 0 && search.states.length > 0 && states.length === 0) return [];
  if (closed.length === 0) return [stretch(1, open)];
  return open.length === 0 ? [stretch(0, closed)] : [stretch(1, open), stretch(0, closed)];
}

/** States chosen in both places narrow each other; where one place says nothing, the other counts. */
function narrowed(chosen: readonly ReportState[], typed: readonly ReportState[]): ReportState[] {
  const unique = [...new Set(typed.length === 0 ? chosen : typed)];
  return chosen.length === 0 || typed.length === 0 ? unique : unique.filter((state) => chosen.includes(state));
}

function others(filter: QueueFilter, search: Search, stand: ViewerContext): Where[] {
  const parts: Where[] = [];
  const kinds = new Set([...filter.kinds, ...search.kinds]);
  if (kinds.size > 0) parts.push(isIn('kind', [...kinds]));
  const marks = new Set<Mark | 'needs_me'>(search.marks);
  if (filter.likelyRepeat) marks.add('repeat');
  for (const one of filter.only ?? []) marks.add(one);
  for (const mark of marks) parts.push(MARK_SQL[mark](stand));
  if (search.from !== null) parts.push({ sql: 'received_at >= ?', values: [stand.startOf(search.from, 0)] });
  if (search.to !== null) parts.push({ sql: 'received_at < ?', values: [stand.startOf(search.to, 1)] });
  return parts;
}

/** Whom the promise is kept waiting by: the agency, and not the person. */
const NOT_WITH_PERSON = `state_rank <> ${stateRank('awaiting_citizen')}`;

const ownerOf = ({ officer }: ViewerContext): Value[] => [`id:${officer.id}`, `name:${officer.displayName}`];

const LIKELY_SQL = `likelihood >= ${LIKELY_REPEAT}`;
const MARK_SQL: Record<Mark | 'needs_me', (stand: ViewerContext) => Where> = {
  repeat: () => ({ sql: LIKELY_SQL, values: [] }),
  photo: () => ({ sql: 'photos > 0', values: [] }),
  hint: () => ({ sql: 'hints > 0', values: [] }),
  mine: (stand) => ({ sql: 'owner IN (?, ?)', values: ownerOf(stand) }),
  over: ({ overBefore }) => ({
    sql: `waiting_since < ? AND ${NOT_WITH_PERSON}`,
    values: [overBefore],
  }),
  /** An act of mine that the server would not take, something of mine that came back, and what only a supervisor may decide. */
  needs_me: (stand) => {
    const came = [stateRank('resubmitted'), stateRank('returned')];
    const raised = [stateRank('escalated'), stateRank('appealed')];
    const back = `SELECT seq FROM queue WHERE in_queue = 1 AND owner IN (?, ?) AND state_rank IN (${came.join()})`;
    const supervisor = `UNION SELECT seq FROM queue WHERE in_queue = 1 AND state_rank IN (${raised.join()})`;
    return {
      sql: `seq IN (SELECT report.seq FROM outbox JOIN report ON report.id = outbox.report_id
              WHERE outbox.state IN ('conflict', 'refused')
            UNION ${back} ${stand.officer.role === 'supervisor' ? supervisor : ''})`,
      values: ownerOf(stand),
    };
  },
};

function isIn(column: string, values: readonly Value[]): Where {
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values: [...values] };
}

function both(parts: readonly Where[]): Where {
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

/** The rows of a log of the queue that a filter lets through, as places of an order; conditions may follow. */
export function placeSql(where: readonly Where[], key: QueueSortKey, from: string): Where {
  return {
    sql: `SELECT ${key} AS sortKey, tracking_number AS trackingNumber, moved_by AS by FROM ${from}
      WHERE (${where.map(({ sql }) => `(${sql})`).join(' OR ') || '0'})`,
    values: where.flatMap(({ values }) => values),
  };
}

const RANGES = /\b(?=(?:photos|hints|likelihood|waiting_since|received_at) [<>])/g;
const MARKED = /\b(?=(?:photos|hints) [<>])/g;

/**
 * A condition for whoever finds rows by it, in whatever order. SQLite is not told how many rows an index would give, and
 * rates a range above a colleague's few reports: the plus keeps it from any index but the one that has the fewest.
 */
export function byFewest(sql: string): string {
  if (sql.includes(' seq IN (SELECT')) return sql.replace('in_queue', '+in_queue');
  if (sql.includes('owner IN')) return sql.replaceAll(RANGES, '+');
  return sql.includes(LIKELY_SQL) ? sql.replaceAll(MARKED, '+') : sql;
}

export function countSql(where: readonly Where[]): Where {
  return {
    sql: `SELECT ${where.map(({ sql }) => `(SELECT count(*) FROM queue WHERE ${byFewest(sql)})`).join(' + ') || '0'}`,
    values: where.flatMap(({ values }) => values),
  };
}

/**
 * The same number read off what the cache has counted already (migration 0019), or null where the filter asks for what is not
 * counted there. Words of a search are left aside. Of the day on which the promise runs out the rows themselves are counted.
 */
export function countedSql(filter: QueueFilter, search: Search, stand: ViewerContext): Where | null {
  const marks = new Set<string>([...search.marks, ...(filter.only ?? []), ...(filter.likelyRepeat ? ['repeat'] : [])]);
  const over = marks.delete('over');
  const likely = marks.delete('repeat');
  if (marks.size > 0 || search.from !== null || search.to !== null) return null;
  const where = stretches({ ...filter, only: [], likelyRepeat: false }, { ...search, marks: [] }, stand);
  const day = stand.overBefore.slice(0, 10);
  const parts = where.flatMap((one): Where[] => {
    const of = (more: readonly Where[]) => both([one, ...more]);
    const tally = (more: readonly Where[]): Where => {
      const { sql, values } = of([...(likely ? [{ sql: 'likely = 1', values: [] }] : []), ...more]);
      return { sql: `(SELECT ifnull(sum(n), 0) FROM queue_tally WHERE ${sql})`, values };
    };
    if (!over) return [tally([])];
    const late = MARK_SQL.over(stand);
    const lastDay = of([
      ...(likely ? [MARK_SQL.repeat(stand)] : []),
      late,
      { sql: 'waiting_since >= ?', values: [day] },
    ]);
    return [
      tally([{ sql: `waited < ? AND ${NOT_WITH_PERSON}`, values: [day] }]),
      { sql: `(SELECT count(*) FROM queue WHERE ${lastDay.sql})`, values: lastDay.values },
    ];
  });
  return {
    sql: `SELECT ${parts.map(({ sql }) => sql).join(' + ') || '0'}`,
    values: parts.flatMap(({ values }) => values),
  };
}

/**
 * All that the filter lets through, in order: for few rows, which are found by what the filter asks and then sorted. The
 * plus keeps the planner from going through the whole queue along the index of the order.
 */
export function fewSql(where: readonly Where[], sort: QueueSort): Where {
  return {
    sql: `SELECT seq FROM queue WHERE ${where.map(({ sql }) => `(${byFewest(sql)})`).join(' OR ') || '0'} ORDER BY +${orderOf(sort, false)}`,
    values: where.flatMap(({ values }) => values),
  };
}

/** The index of an order; where only likely repeats are asked for, one that has nothing else in it (migration 0021). */
export function indexOf(column: QueueColumn, where: readonly Where[]): string {
  const likely = where.length > 0 && where.every(({ sql }) => sql.includes(LIKELY_SQL));
  if (likely && column === 'receivedAt') return 'likely_by_received_at';
  return likely && column === 'waiting' ? 'likely_by_waiting' : SORTS[column].index;
}

/**
 * A stretch of an order, read along its index: from a place on (or from the beginning), `LIMIT ? OFFSET ?` at its end.
 * "Waiting" sorts by how long, so its order is that of `waiting_since` turned round.
 *
 * @param back reads from the end towards the beginning.
 * @param built whether the order's index is there; during a first pull it may not be, and then the rows are sorted.
 */
export function walkSql(
  where: readonly Where[],
  sort: QueueSort,
  what: 'row' | 'place',
  { from = null, back = false, built = true }: { from?: Place | null; back?: boolean; built?: boolean } = {},
): Where {
  const { key } = SORTS[sort.column];
  const index = indexOf(sort.column, where);
  const down = isDown(sort, back);
  const columns = what === 'row' ? `${ROW}, ${key} AS sortKey` : `${key} AS sortKey, tracking_number AS trackingNumber`;
  const side = down ? '<=' : '>=';
  const starts = key === 'tracking_number' ? `${key} ${side} ?` : `(${key}, tracking_number) ${side} (?, ?)`;
  const start: Value[] = from === null ? [] : key === 'tracking_number' ? [from.number] : [from.key, from.number];
  // The plus keeps the planner from looking a filter's values up one by one, which would begin before the place.
  const along = (sql: string) => (from === null ? sql : sql.replace(/\b(kind|state_rank)(?= IN)/g, '+$1'));
  const parts = where.map(({ sql, values }) => ({
    sql: `SELECT ${columns} FROM queue ${built ? `INDEXED BY ${index}` : ''} WHERE ${along(sql)}${from === null ? '' : ` AND ${starts}`}`,
    values: [...values, ...start],
  }));
  const merged = key === 'tracking_number' ? ['trackingNumber'] : ['sortKey', 'trackingNumber'];
  const order = parts.length === 1 ? orderOf(sort, back) : merged.map((one) => `${one} ${dir(down)}`).join(', ');
  return {
    sql: `${parts.map(({ sql }) => sql).join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values: parts.flatMap(({ values }) => values),
  };
}

const dir = (down: boolean) => (down ? 'DESC' : 'ASC');
/** Whether an order goes from the greatest key to the least. */
export const isDown = (sort: QueueSort, back = false): boolean =>
  ((sort.direction === 'desc') !== (sort.column === 'waiting')) !== back;

function orderOf(sort: QueueSort, back: boolean): string {
  const { key } = SORTS[sort.column];
  const direction = dir(isDown(sort, back));
  return key === 'tracking_number' ? `${key} ${direction}` : `${key} ${direction}, tracking_number ${direction}`;
}
