import type { Officer } from '#shared/domain/officer.ts';
import type { QueueColumn, QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import { LIKELY_REPEAT } from '#shared/domain/repeat.ts';
import type { ReportState } from '#shared/domain/report.ts';
import type { Mark, Search } from '#shared/domain/search.ts';
import { CLOSED_STATES, isOpen, OPEN_STATES } from '#shared/domain/workflow.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';
import { COLUMNS } from './queue-columns.ts';
import { likelyIndex, orderIndex } from './queue-indexes.ts';
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

export type Value = string | number;
export type Statement = { sql: string; values: Value[] };

/** What every condition asks about, by which the planner is led; its text begins with it. */
type Asked =
  | 'in_queue'
  | 'state_rank'
  | 'kind'
  | 'photos'
  | 'hints'
  | 'owner'
  | 'likelihood'
  | 'waiting_since'
  | 'received_at'
  | 'seq';
type Condition = { on: Asked; sql: string; values: Value[] };
/** Conditions that all hold, the one of `in_queue` first; of a search there is only one, of the reports that it found. */
export type Stretch = readonly Condition[];

/**
 * What a filter lets through, as conditions that each hold for one value of `in_queue`: reports that wait and reports that
 * do not are two stretches of every index, and an order over both merges the two. Whoever asks for all closed ones finds
 * those, too, that were decided here and are not sent yet: in no other list they would be found.
 */
export function stretches(filter: QueueFilter, search: Search, stand: ViewerContext): Stretch[] {
  const states = narrowed(filter.states, search.states);
  const open = states.filter(isOpen);
  const closed = states.filter((state) => !isOpen(state));
  const rest = others(filter, search, stand);
  const stretch = (inQueue: 0 | 1, of: readonly ReportState[]): Stretch => {
    const all = of.length === 0 || of.length === (inQueue === 1 ? OPEN_STATES : CLOSED_STATES).length;
    return [ask('in_queue', `= ${inQueue}`), ...(all ? [] : [isIn('state_rank', of.map(stateRank))]), ...rest];
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

function others(filter: QueueFilter, search: Search, stand: ViewerContext): Condition[] {
  const parts: Condition[] = [];
  const kinds = new Set([...filter.kinds, ...search.kinds]);
  if (kinds.size > 0) parts.push(isIn('kind', [...kinds]));
  const marks = new Set<Mark | 'needs_me'>(search.marks);
  if (filter.likelyRepeat) marks.add('repeat');
  for (const one of filter.only ?? []) marks.add(one);
  for (const mark of marks) parts.push(...MARKS[mark](stand));
  if (search.from !== null) parts.push(ask('received_at', '>= ?', stand.startOf(search.from, 0)));
  if (search.to !== null) parts.push(ask('received_at', '< ?', stand.startOf(search.to, 1)));
  return parts;
}

const ask = (on: Asked, how: string, ...values: Value[]): Condition => ({ on, sql: `${on} ${how}`, values });

const ownerOf = ({ officer }: ViewerContext): Value[] => [`id:${officer.id}`, `name:${officer.displayName}`];

const MARKS: Record<Mark | 'needs_me', (stand: ViewerContext) => Condition[]> = {
  repeat: () => [ask('likelihood', `>= ${LIKELY_REPEAT}`)],
  photo: () => [ask('photos', '> 0')],
  hint: () => [ask('hints', '> 0')],
  mine: (stand) => [ask('owner', 'IN (?, ?)', ...ownerOf(stand))],
  /** The promise is kept waiting by the agency, and not by the person. */
  over: ({ overBefore }) => [
    ask('waiting_since', '< ?', overBefore),
    ask('state_rank', `<> ${stateRank('awaiting_citizen')}`),
  ],
  /** An act of mine that the server would not take, something of mine that came back, and what only a supervisor may decide. */
  needs_me: (stand) => {
    const came = [stateRank('resubmitted'), stateRank('returned')];
    const raised = [stateRank('escalated'), stateRank('appealed')];
    const back = `SELECT seq FROM queue WHERE in_queue = 1 AND owner IN (?, ?) AND state_rank IN (${came.join()})`;
    const supervisor = `UNION SELECT seq FROM queue WHERE in_queue = 1 AND state_rank IN (${raised.join()})`;
    return [
      ask(
        'seq',
        `IN (SELECT report.seq FROM outbox JOIN report ON report.id = outbox.report_id
              WHERE outbox.state IN ('conflict', 'refused')
            UNION ${back} ${stand.officer.role === 'supervisor' ? supervisor : ''})`,
        ...ownerOf(stand),
      ),
    ];
  },
};

const isIn = (on: Asked, values: readonly Value[]): Condition =>
  ask(on, `IN (${values.map(() => '?').join(', ')})`, ...values);

/** Reports that a search found, by their numbers. */
export const foundOnly = (seqs: readonly number[]): Stretch => [
  ask('seq', 'IN (SELECT value FROM json_each(?))', JSON.stringify(seqs)),
];

/** A plus before a condition keeps SQLite from choosing an index for it. */
const sqlOf = (stretch: Stretch, kept: readonly Asked[] = []): string =>
  stretch.map(({ on, sql }) => (kept.includes(on) ? `+${sql}` : sql)).join(' AND ');
export const valuesOf = (where: readonly Stretch[]): Value[] =>
  where.flatMap((one) => one.flatMap(({ values }) => values));
export const plainSql = (stretch: Stretch): Statement => ({ sql: sqlOf(stretch), values: valuesOf([stretch]) });
const asks = (stretch: Stretch, what: Asked): boolean => stretch.some(({ on }) => on === what);

/**
 * A condition for whoever finds rows by it, in whatever order. SQLite is not told how many rows an index would give, and
 * rates a range above a colleague's few reports: the plus keeps it from any index but the one that has the fewest.
 */
export function byFewest(stretch: Stretch): string {
  if (asks(stretch, 'seq')) return sqlOf(stretch, ['in_queue']);
  if (asks(stretch, 'owner')) return sqlOf(stretch, ['photos', 'hints', 'likelihood', 'waiting_since', 'received_at']);
  return sqlOf(stretch, asks(stretch, 'likelihood') ? ['photos', 'hints'] : []);
}

/** Counted from an index: 1 to 5 ms of 100,000 reports, which is why nothing is counted beforehand. */
export function countSql(where: readonly Stretch[]): Statement {
  return {
    sql: `SELECT ${where.map((one) => `(SELECT count(*) FROM queue WHERE ${byFewest(one)})`).join(' + ') || '0'}`,
    values: valuesOf(where),
  };
}

/**
 * Numbers of rows that the filter lets through, in order, `LIMIT ? OFFSET ?` at its end: for few rows, which are found by what
 * the filter asks and then sorted. The plus keeps the planner from going through the whole queue along the index of the order.
 */
export function fewSql(where: readonly Stretch[], sort: QueueSort): Statement {
  return {
    sql: `SELECT seq FROM queue WHERE ${where.map((one) => `(${byFewest(one)})`).join(' OR ') || '0'}
      ORDER BY +${orderOf(sort)} LIMIT ? OFFSET ?`,
    values: valuesOf(where),
  };
}

/** The index of an order; where only likely repeats are asked for, one that has nothing else in it. */
export function indexOf(column: QueueColumn, where: readonly Stretch[]): string {
  const likely = where.length > 0 && where.every((one) => asks(one, 'likelihood'));
  return (likely ? likelyIndex(column) : null) ?? orderIndex(column);
}

/**
 * The same for many rows, read along the index of their order; to skip half of 100,000 there takes 1 to 2 ms.
 * "Waiting" sorts by how long, so its order is that of `waiting_since` turned round.
 *
 * @param deep many rows are skipped: what this index cannot tell of them is gathered from another one first.
 * @param built whether the order's index is there; during a first pull it may not be, and then the rows are sorted.
 */
export function walkSql(where: readonly Stretch[], sort: QueueSort, { deep = false, built = true } = {}): Statement {
  const { key } = COLUMNS[sort.column];
  const index = indexOf(sort.column, where);
  const isGathered = deep && index === orderIndex(sort.column);
  const parts = where.map(
    (one) => `SELECT seq, ${key} AS sortKey, tracking_number AS number FROM queue
      ${built ? `INDEXED BY ${index}` : ''} WHERE ${isGathered ? gathered(one, key) : sqlOf(one)}`,
  );
  const order = parts.length === 1 ? orderOf(sort) : orderOf(sort, 'sortKey', 'number');
  return {
    sql: `${parts.join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values: valuesOf(where),
  };
}

/** How many rows that the filter lets through come before the one whose number is `@seq`. */
export function rankSql(where: readonly Stretch[], sort: QueueSort): Statement {
  const { key } = COLUMNS[sort.column];
  const before = `(${key}, tracking_number) ${isDown(sort) ? '>' : '<'}
    (SELECT ${key}, tracking_number FROM queue WHERE seq = @seq)`;
  const parts = where.map((one) => `(SELECT count(*) FROM queue WHERE ${gathered(one, key)} AND ${before})`);
  return { sql: `SELECT ${parts.join(' + ') || '0'}`, values: valuesOf(where) };
}

/** What no order's index has, besides its own key. */
const ELSEWHERE: readonly Asked[] = ['photos', 'hints', 'owner', 'likelihood', 'waiting_since', 'received_at', 'seq'];

/** To read each row for that would take 1 µs for each that is skipped; gathering takes 0.3 µs for each that is let through. */
function gathered(stretch: Stretch, key: string): string {
  const [first] = stretch;
  const isElsewhere = stretch.some(({ on }) => on !== key && ELSEWHERE.includes(on));
  if (first?.on !== 'in_queue' || !isElsewhere) return sqlOf(stretch);
  return `${first.sql} AND seq IN (SELECT seq FROM queue WHERE ${byFewest(stretch)})`;
}

/** Whether an order goes from the greatest key to the least. */
const isDown = (sort: QueueSort): boolean => (sort.direction === 'desc') !== (COLUMNS[sort.column].isReversed === true);

function orderOf(sort: QueueSort, key = COLUMNS[sort.column].key, number = 'tracking_number'): string {
  const direction = isDown(sort) ? 'DESC' : 'ASC';
  return sort.column === 'trackingNumber' ? `${number} ${direction}` : `${key} ${direction}, ${number} ${direction}`;
}
