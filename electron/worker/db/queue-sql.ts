import { LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { QueueColumn, QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import type { ReportState } from '#shared/domain/report.ts';
import type { Mark, Search } from '#shared/domain/search.ts';
import { CLOSED_STATES, isOpen, OPEN_STATES } from '#shared/domain/workflow.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';
import { COLUMNS } from './queue-columns.ts';
import { likelyIndex, orderIndex } from './queue-indexes.ts';
import { stateRank } from './queue-row.ts';

/** The viewer and the current time, which determine "mine", "overdue" and day boundaries. */
export type ViewerContext = {
  officer: Pick<Officer, 'id' | 'displayName' | 'role'>;
  /** Reports that have been waiting since before this instant are overdue. */
  overBefore: string;
  /** Returns the instant at which a day (YYYY-MM-DD) plus `later` days begins in the agency's time zone. */
  startOf: (day: string, later: number) => string;
};

/** Context without a viewer: nothing is mine, nothing is overdue, and days are UTC. */
export const NOBODY: ViewerContext = {
  officer: { id: '', displayName: '', role: 'officer' },
  overBefore: '',
  startOf: (day, later) => instantAt(addDays(day, later), 0, 'UTC').toISOString(),
};

export type Value = string | number;
export type Statement = { sql: string; values: Value[] };

/** The column that a condition tests, which determines how the query is planned; the condition's SQL begins with it. */
type Asked =
  | 'in_queue'
  | 'state_rank'
  | 'kind'
  | 'photos'
  | 'hints'
  | 'danger'
  | 'message'
  | 'message_since'
  | 'owner'
  | 'likelihood'
  | 'waiting_since'
  | 'received_at'
  | 'seq'
  | 'words';
export type Condition = { on: Asked; sql: string; values: Value[] };
/**
 * Conditions combined with AND; the condition on `in_queue` comes first. For a search there is only one condition,
 * which lists the reports found.
 */
export type IndexRange = readonly Condition[];

/**
 * Splits a filter into sets of conditions, each for one value of `in_queue`: every index keeps reports in the queue and
 * all other reports in separate ranges, and a sorted query merges the two. Reports decided here but not sent yet are in
 * the second range even though their state is still open; `is:unsent` and `is:any` find them.
 */
export function indexRanges(filter: QueueFilter, search: Search, stand: ViewerContext): IndexRange[] {
  // A status typed in the search overrides those of the view.
  const states = [...new Set(search.states.length === 0 ? filter.states : search.states)];
  const open = states.filter(isOpen);
  const closed = states.filter((state) => !isOpen(state));
  const rest = others(filter, search, stand);
  const range = (inQueue: 0 | 1, of: readonly ReportState[]): IndexRange => {
    const all = of.length === 0 || (inQueue === 1 && of.length === OPEN_STATES.length);
    return [ask('in_queue', `= ${inQueue}`), ...(all ? [] : [isIn('state_rank', of.map(stateRank))]), ...rest];
  };
  // Only a report in the queue can be overdue.
  if (search.marks.includes('over') || filter.only?.includes('over') === true) {
    const isOwed = !search.marks.includes('unsent') && (open.length > 0 || closed.length === 0);
    return isOwed ? [range(1, open)] : [];
  }
  if (search.marks.includes('unsent')) return [range(0, open.length === 0 ? OPEN_STATES : open)];
  if (closed.length === 0) return [range(1, open)];
  if (open.length === 0) return [range(0, closed)];
  const isAny = open.length === OPEN_STATES.length && CLOSED_STATES.every((one) => closed.includes(one));
  return [range(1, open), range(0, isAny ? [] : closed)];
}

function others(filter: QueueFilter, search: Search, stand: ViewerContext): Condition[] {
  const parts: Condition[] = [];
  const kinds = new Set([...filter.kinds, ...search.kinds]);
  if (kinds.size > 0) parts.push(isIn('kind', [...kinds]));
  const marks = new Set<Mark | 'needs_me'>(search.marks);
  if (filter.likelyDuplicate) marks.add('duplicate');
  for (const one of filter.only ?? []) marks.add(one);
  for (const mark of marks) parts.push(...MARKS[mark](stand));
  if (search.from !== null) parts.push(ask('received_at', '>= ?', stand.startOf(search.from, 0)));
  if (search.to !== null) parts.push(ask('received_at', '< ?', stand.startOf(search.to, 1)));
  return parts;
}

const ask = (on: Asked, how: string, ...values: Value[]): Condition => ({ on, sql: `${on} ${how}`, values });

const ownerOf = ({ officer }: ViewerContext): Value[] => [`id:${officer.id}`, `name:${officer.displayName}`];

const MARKS: Record<Mark | 'needs_me', (stand: ViewerContext) => Condition[]> = {
  duplicate: () => [ask('likelihood', `>= ${LIKELY_DUPLICATE}`)],
  photo: () => [ask('photos', '> 0')],
  hint: () => [ask('hints', '> 0')],
  danger: () => [ask('danger', '> 0')],
  /** Handled in `indexRanges`. */
  unsent: () => [],
  message: () => [ask('message', '> 0')],
  /** Reports with a message from the reporter that is still unanswered after its due date. */
  overdue_message: ({ overBefore }) => [
    ask('message', '> 0'),
    ask('message_since', '< ?', overBefore),
    ask('message_since', "<> ''"),
  ],
  /** Reports with a form that was begun here and not sent. */
  draft: () => [ask('seq', 'IN (SELECT report.seq FROM draft JOIN report ON report.id = draft.report_id)')],
  mine: (stand) => [ask('owner', 'IN (?, ?)', ...ownerOf(stand))],
  /** Overdue reports, except those waiting on the reporter. */
  over: ({ overBefore }) => [
    ask('waiting_since', '< ?', overBefore),
    ask('state_rank', `<> ${stateRank('awaiting_citizen')}`),
  ],
  /**
   * Three kinds of reports: those with an act that is in conflict or that the server refused; the viewer's own reports
   * that the reporter replied to or that were reopened; and, for supervisors, escalated and appealed reports.
   */
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

/** Limits a query to the reports found by a search, by `seq`. */
export const foundOnly = (seqs: readonly number[]): IndexRange => [
  ask('seq', 'IN (SELECT value FROM json_each(?))', JSON.stringify(seqs)),
];

/**
 * Joins conditions with AND. Each condition on a `kept` column gets a unary plus, which keeps SQLite from choosing an
 * index for it.
 */
const sqlOf = (range: IndexRange, kept: readonly Asked[] = []): string =>
  range.map(({ on, sql }) => (kept.includes(on) ? `+${sql}` : sql)).join(' AND ');
export const valuesOf = (where: readonly IndexRange[]): Value[] =>
  where.flatMap((one) => one.flatMap(({ values }) => values));
export const plainSql = (range: IndexRange): Statement => ({ sql: sqlOf(range), values: valuesOf([range]) });
const asks = (range: IndexRange, what: Asked): boolean => range.some(({ on }) => on === what);

/**
 * Returns a WHERE clause for finding rows in any order. SQLite does not know how many rows an index would return, and
 * would scan a range rather than look up an officer's few reports; the unary plus steers it to the most selective index.
 */
export function byFewest(range: IndexRange): string {
  if (asks(range, 'seq')) return sqlOf(range, ['in_queue']);
  if (asks(range, 'owner')) return sqlOf(range, ['photos', 'hints', 'likelihood', 'waiting_since', 'received_at']);
  return sqlOf(range, asks(range, 'likelihood') ? ['photos', 'hints'] : []);
}

/** Counts rows from an index: 1 to 5 ms for 100,000 reports, so no counts are computed in advance. */
export function countSql(where: readonly IndexRange[]): Statement {
  return {
    sql: `SELECT ${where.map((one) => `(SELECT count(*) FROM queue WHERE ${byFewest(one)})`).join(' + ') || '0'}`,
    values: valuesOf(where),
  };
}

/**
 * Selects the `seq` of rows that match the filter, sorted, with `LIMIT ? OFFSET ?`. For small results: the rows are
 * found through the filter's index and then sorted. Reports that may mean danger to someone come first in any sort
 * order.
 */
export function fewSql(where: readonly IndexRange[], sort: QueueSort): Statement {
  return {
    sql: `SELECT seq FROM queue WHERE ${where.map((one) => `(${byFewest(one)})`).join(' OR ') || '0'}
      ORDER BY danger DESC, ${orderOf(sort)} LIMIT ? OFFSET ?`,
    values: valuesOf(where),
  };
}

/** Returns the index for a sort order; when only likely duplicates are requested, the index that contains only those. */
export function indexOf(column: QueueColumn, where: readonly IndexRange[]): string {
  const likely = where.length > 0 && where.every((one) => asks(one, 'likelihood'));
  return (likely ? likelyIndex(column) : null) ?? orderIndex(column);
}

/**
 * Like `fewSql`, but for large results: reads along the sort index. Skipping half of 100,000 rows takes 1 to 2 ms.
 * "Waiting" sorts by duration, so it uses the reverse order of `waiting_since`.
 * @param deep whether many rows are skipped: conditions on columns that this index lacks are then evaluated with another
 * index first.
 * @param built whether the sort index exists; during a first pull it may not, and then the rows are sorted.
 */
export function walkSql(where: readonly IndexRange[], sort: QueueSort, { deep = false, built = true } = {}): Statement {
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

/** Counts the rows matching the filter that come before the row whose `seq` is `@seq`. */
export function rankSql(where: readonly IndexRange[], sort: QueueSort, isFew: boolean): Statement {
  const { key } = COLUMNS[sort.column];
  const sorted = `(${key}, tracking_number) ${isDown(sort) ? '>' : '<'}
    (SELECT ${key}, tracking_number FROM queue WHERE seq = @seq)`;
  const own = '(SELECT danger FROM queue WHERE seq = @seq)';
  const before = isFew ? `(danger > ${own} OR (danger = ${own} AND ${sorted}))` : sorted;
  const parts = where.map((one) => `(SELECT count(*) FROM queue WHERE ${gathered(one, key)} AND ${before})`);
  return { sql: `SELECT ${parts.join(' + ') || '0'}`, values: valuesOf(where) };
}

/** Columns that the sort indexes do not contain, except as the sort key. */
const ELSEWHERE: readonly Asked[] = [
  'photos',
  'hints',
  'danger',
  'message',
  'message_since',
  'owner',
  'likelihood',
  'waiting_since',
  'received_at',
  'seq',
  'words',
];

/**
 * Finds the matching rows through another index first, which takes 0.3 µs per matching row; reading each skipped row from
 * the table would take 1 µs.
 */
function gathered(range: IndexRange, key: string): string {
  const [first] = range;
  const isElsewhere = range.some(({ on }) => on !== key && ELSEWHERE.includes(on));
  if (first?.on !== 'in_queue' || !isElsewhere) return sqlOf(range);
  return `${first.sql} AND seq IN (SELECT seq FROM queue WHERE ${byFewest(range)})`;
}

/** Whether a sort is in descending order of its key column. */
const isDown = (sort: QueueSort): boolean => (sort.direction === 'desc') !== (COLUMNS[sort.column].isReversed === true);

function orderOf(sort: QueueSort, key = COLUMNS[sort.column].key, number = 'tracking_number'): string {
  const direction = isDown(sort) ? 'DESC' : 'ASC';
  return sort.column === 'trackingNumber' ? `${number} ${direction}` : `${key} ${direction}, ${number} ${direction}`;
}
