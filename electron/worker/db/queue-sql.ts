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

/** Counted from an index: 1 to 5 ms of 100,000 reports, which is why nothing is counted beforehand. */
export function countSql(where: readonly Where[]): Where {
  return {
    sql: `SELECT ${where.map(({ sql }) => `(SELECT count(*) FROM queue WHERE ${byFewest(sql)})`).join(' + ') || '0'}`,
    values: where.flatMap(({ values }) => values),
  };
}

/**
 * Numbers of rows that the filter lets through, in order, `LIMIT ? OFFSET ?` at its end: for few rows, which are found by what
 * the filter asks and then sorted. The plus keeps the planner from going through the whole queue along the index of the order.
 */
export function fewSql(where: readonly Where[], sort: QueueSort): Where {
  return {
    sql: `SELECT seq FROM queue WHERE ${where.map(({ sql }) => `(${byFewest(sql)})`).join(' OR ') || '0'}
      ORDER BY +${orderOf(sort)} LIMIT ? OFFSET ?`,
    values: where.flatMap(({ values }) => values),
  };
}

/** The index of an order; where only likely repeats are asked for, one that has nothing else in it. */
export function indexOf(column: QueueColumn, where: readonly Where[]): string {
  const likely = where.length > 0 && where.every(({ sql }) => sql.includes(LIKELY_SQL));
  if (likely && column === 'receivedAt') return 'likely_by_received_at';
  return likely && column === 'waiting' ? 'likely_by_waiting' : SORTS[column].index;
}

/**
 * The same for many rows, read along the index of their order; to skip half of 100,000 there takes 1 to 2 ms.
 * "Waiting" sorts by how long, so its order is that of `waiting_since` turned round.
 *
 * @param deep many rows are skipped: what this index cannot tell of them is gathered from another one first.
 * @param built whether the order's index is there; during a first pull it may not be, and then the rows are sorted.
 */
export function walkSql(where: readonly Where[], sort: QueueSort, { deep = false, built = true } = {}): Where {
  const { key, index: own } = SORTS[sort.column];
  const index = indexOf(sort.column, where);
  const isGathered = deep && index === own;
  const parts = where.map(
    ({ sql }) => `SELECT seq, ${key} AS sortKey, tracking_number AS number FROM queue
      ${built ? `INDEXED BY ${index}` : ''} WHERE ${isGathered ? gathered(sql, key) : sql}`,
  );
  const order = parts.length === 1 ? orderOf(sort) : orderOf(sort, 'sortKey', 'number');
  return {
    sql: `${parts.join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values: where.flatMap(({ values }) => values),
  };
}

/** How many rows that the filter lets through come before the one whose number is `@seq`. */
export function rankSql(where: readonly Where[], sort: QueueSort): Where {
  const { key } = SORTS[sort.column];
  const before = `(${key}, tracking_number) ${isDown(sort) ? '>' : '<'}
    (SELECT ${key}, tracking_number FROM queue WHERE seq = @seq)`;
  const parts = where.map(({ sql }) => `(SELECT count(*) FROM queue WHERE ${gathered(sql, key)} AND ${before})`);
  return { sql: `SELECT ${parts.join(' + ') || '0'}`, values: where.flatMap(({ values }) => values) };
}

/** What no order's index has, besides its own key. */
const ELSEWHERE = /photos|hints|owner|likelihood|waiting_since|received_at|seq IN/;

/** To read each row for that would take 1 µs for each that is skipped; gathering takes 0.3 µs for each that is let through. */
function gathered(sql: string, key: QueueSortKey): string {
  const stretch = /^in_queue = [01]/.exec(sql)?.[0];
  if (stretch === undefined || !ELSEWHERE.test(sql.replaceAll(key, ''))) return sql;
  return `${stretch} AND seq IN (SELECT seq FROM queue WHERE ${byFewest(sql)})`;
}

/** Whether an order goes from the greatest key to the least. */
const isDown = (sort: QueueSort): boolean => (sort.direction === 'desc') !== (sort.column === 'waiting');

function orderOf(sort: QueueSort, key: string = SORTS[sort.column].key, number = 'tracking_number'): string {
  const direction = isDown(sort) ? 'DESC' : 'ASC';
  return sort.column === 'trackingNumber' ? `${number} ${direction}` : `${key} ${direction}, ${number} ${direction}`;
}
