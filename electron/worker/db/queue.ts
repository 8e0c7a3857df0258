import type { QueueFilter, QueuePage, QueuePlace, QueueRequest, QueueRow, QueueSort } from '#shared/domain/queue.ts';
import { parseSearch } from '#shared/domain/search.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { createPositions } from './keyset-checkpoints.ts';
import { type Db, timesTakenBack } from './open.ts';
import { createQueueMoves } from './queue-moves.ts';
import {
  countedSql,
  countSql,
  fewSql,
  indexOf,
  isDown,
  NOBODY,
  type Place,
  ROW,
  SORTS,
  stretches,
  type Value,
  type ViewerContext,
  type Where,
  walkSql,
} from './queue-sql.ts';
import type { SearchStore } from './search.ts';

/** So few rows are sorted for each new question; more are read along the index of their order. */
const FEW = 1000;
/** Questions whose counts are remembered until something changes, and whose places are kept. */
const REMEMBERED = 40;
/** In longer queues places are found before somebody jumps there. */
const LONG = 20_000;

type RawRow = Omit<QueueRow, 'claim' | 'unsent'> & { claim: string | null; inQueue: 0 | 1; seq: number };
type PlaceRow = { sortKey: Value; trackingNumber: string };

/** What is known of the answer to one question, as long as nothing changes that it looks at. */
type Known = {
  mark: number;
  where: Where[];
  total: number;
  more: boolean;
  /** The whole answer in its order, where it is short or a search found it. */
  list: number[] | null;
  order: Order | null;
};

/** The places that are known of one order, and up to where in the log of what moved they were corrected. */
type Order = { where: Where[]; positions: ReturnType<typeof createPositions>; corrected: number };

const asksOthers = (where: readonly Where[]): boolean => where.some(({ sql }) => sql.includes('SELECT'));

/** What lies in the cache was parsed when it came from the server. */
function toRow({ seq: _seq, sortKey: _key, claim, inQueue, ...row }: RawRow & { sortKey?: Value }): QueueRow {
  return Object.assign(row, {
    unsent: inQueue === 0 && isOpen(row.state),
    claim: claim === null ? null : (JSON.parse(claim) as QueueRow['claim']),
  });
}

/**
 * Reads the triage queue a page at a time; the window never holds more than it shows. A page is read along the index of
 * its order from the nearest known place; a short answer is sorted once and then known whole.
 */
export function createQueueStore(db: Db, search: SearchStore) {
  const byId = db.prepare<[string], RawRow>(
    `SELECT ${ROW.replace(/\b(seq|id|version)\b/g, 'queue.$1')} FROM report JOIN queue USING (seq) WHERE report.id = ?`,
  );
  const ofSameName = db.prepare<[string, string], RawRow>(
    `SELECT ${ROW} FROM queue
     WHERE person_key = (SELECT q.person_key FROM report JOIN queue AS q USING (seq) WHERE report.id = ?) AND id <> ?
     ORDER BY received_at DESC LIMIT 20`,
  );
  const bySeqs = db.prepare<[string], RawRow>(`SELECT ${ROW} FROM queue WHERE seq IN (SELECT value FROM json_each(?))`);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const isLater = db.prepare<[string], number>('SELECT 1 FROM later_index WHERE name = ?').pluck();

  const moves = createQueueMoves(db);
  const statements = new Map<string, ReturnType<typeof db.prepare>>();
  /** A statement that was asked before is not read by SQLite again. */
  const prepared = <Row>(sql: string) => {
    if (statements.size > 4 * REMEMBERED) statements.clear();
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement as ReturnType<typeof db.prepare<Value[], Row>>;
  };

  let orders = new Map<string, Order>();
  let newest: Known | null = null;
  let remembered = new Map<string, Known>();
  /** What a search found, whatever it is sorted by: a page and the number beside it are one search. */
  let found = new Map<string, ReturnType<SearchStore['hits']>>();
  let changesThen = -1;
  let takenBackThen = 0;
  /** Goes up when something changes that these conditions look at; what asks for other tables, with anything at all. */
  const markOf = (where: readonly Where[]): number => (asksOthers(where) ? (changes.get() ?? 0) : moves.mark());

  function known(filter: QueueFilter, sort: QueueSort | null, stand: ViewerContext): Known {
    const parsed = parseSearch(filter.text);
    // What is still to be read in is read in before the words are looked for, as far as that is a matter of a moment.
    if (parsed.terms.length > 0) search.catchUp();
    if (takenBackThen !== timesTakenBack(db)) {
      takenBackThen = timesTakenBack(db);
      [orders, remembered, found, newest] = [new Map(), new Map(), new Map(), null];
    }
    if (remembered.size > REMEMBERED) remembered = new Map();
    const key = JSON.stringify([filter, sort, stand.overBefore, stand.officer]);
    const isSearch = parsed.terms.length > 0;
    const before = remembered.get(key);
    if (before !== undefined && before.mark === (isSearch ? changes.get() : markOf(before.where))) return before;
    const where = stretches(filter, parsed, stand);
    const mark = isSearch ? (changes.get() ?? 0) : markOf(where);
    const one: Known = { mark, where, total: 0, more: false, list: null, order: null };
    const counted = countedSql(filter, parsed, stand);
    const number = ({ sql, values }: Where) =>
      prepared<number>(sql)
        .pluck()
        .get(...values) ?? 0;
    if (isSearch) {
      if (mark !== changesThen || found.size > REMEMBERED) found = new Map();
      changesThen = mark;
      const asked = JSON.stringify([filter, stand.overBefore, stand.officer]);
      const hits = found.get(asked) ?? search.hits(parsed, where, stand, counted === null ? null : number(counted));
      found.set(asked, hits);
      one.list = sort === null ? hits.seqs : inOrder(hits.seqs, sort);
      one.total = hits.seqs.length;
      one.more = hits.more;
    } else {
      one.total = number(counted ?? countSql(where));
      if (one.total <= FEW && sort !== null) one.list = few(where, sort);
      else if (sort !== null) one.order = orderOf(key, where, sort);
    }
    remembered.set(key, one);
    return one;
  }

  /** The order of a question with the places that are known of it. */
  function orderOf(key: string, where: Where[], sort: QueueSort): Order {
    if (moves.tooMany() || orders.size > REMEMBERED) orders = new Map();
    // What asks for rows of other tables is short, and not followed.
    const before = asksOthers(where) ? undefined : orders.get(key);
    const one = before ?? { where, positions: createPositions(hop(where, sort), isDown(sort)), corrected: moves.end() };
    for (const { place, by } of moves.since(one.corrected, where, SORTS[sort.column].key))
      one.positions.moved(place, by);
    one.corrected = moves.end();
    orders.set(key, one);
    return one;
  }

  /** The whole answer, sorted. */
  function few(where: Where[], sort: QueueSort): number[] {
    const { sql, values } = fewSql(where, sort);
    return db
      .prepare<Value[], number>(sql)
      .pluck()
      .all(...values);
  }

  /** What a search found, in the queue's order; it comes newest first by itself. */
  function inOrder(seqs: number[], sort: QueueSort): number[] {
    const where: Where = { sql: 'seq IN (SELECT value FROM json_each(?))', values: [JSON.stringify(seqs)] };
    return seqs.length === 0 ? seqs : few([where], sort);
  }

  function hop(where: Where[], sort: QueueSort | null) {
    return (from: Place | null, rows: number): Place | null => {
      if (sort === null) return null;
      const { sql, values } = walkSql(where, sort, 'place', { from });
      const place = prepared<PlaceRow>(sql).get(...values, 1, rows);
      return place === undefined ? null : { key: place.sortKey, number: place.trackingNumber };
    };
  }

  function walk({ where, total, order }: Known, sort: QueueSort, offset: number, limit: number): RawRow[] {
    const built = isLater.get(indexOf(sort.column, where)) === undefined;
    const read = (from: Place | null, back: boolean, rows: number, skip: number) => {
      const { sql, values } = walkSql(where, sort, 'row', { from, back, built });
      return prepared<RawRow>(sql).all(...values, rows, skip);
    };
    // The end is as near as the beginning.
    const after = total - offset - limit;
    if (after < FEW && offset > FEW)
      return read(null, true, Math.min(limit, total - offset), Math.max(0, after)).reverse();
    if (!built || order === null) return read(null, false, limit, offset);
    const { from, skip } = order.positions.near(offset);
    return read(from, false, limit, skip);
  }

  function isAmong(where: readonly Where[], seq: number): boolean {
    return where.some(
      ({ sql, values }) => prepared(`SELECT 1 FROM queue WHERE seq = ? AND ${sql}`).get(seq, ...values) !== undefined,
    );
  }

  /** Where a row stands in a long order: read from the nearest known place before it. */
  function rank({ where, order }: Known, sort: QueueSort, seq: number): number | null {
    const one = prepared<PlaceRow>(
      `SELECT ${SORTS[sort.column].key} AS sortKey, tracking_number AS trackingNumber FROM queue WHERE seq = ?`,
    ).get(seq);
    if (one === undefined) return null;
    const built = isLater.get(indexOf(sort.column, where)) === undefined;
    const nearest = built ? order?.positions.before({ key: one.sortKey, number: one.trackingNumber }) : undefined;
    const { sql, values } = walkSql(where, sort, 'place', { from: nearest?.from ?? null, built });
    let at = nearest?.rank ?? 0;
    for (const { sortKey, trackingNumber } of prepared<PlaceRow>(sql).iterate(...values, -1, 0)) {
      if (trackingNumber === one.trackingNumber && sortKey === one.sortKey) return at;
      at += 1;
    }
    return null;
  }

  return {
    /** Where a report stands in the answer to a question, from 0; null where it is not in it. */
    place: ({ filter, sort, id }: QueuePlace, stand: ViewerContext = NOBODY): number | null => {
      const seq = byId.get(id)?.seq;
      if (seq === undefined) return null;
      const answer = known(filter, sort, stand);
      if (answer.list === null) return isAmong(answer.where, seq) ? rank(answer, sort, seq) : null;
      const at = answer.list.indexOf(seq);
      return at === -1 ? null : at;
    },
    page: ({ filter, sort, offset, limit }: QueueRequest, stand: ViewerContext = NOBODY): QueuePage => {
      const answer = known(filter, sort, stand);
      const { total, more, list } = answer;
      if (offset >= total) return { rows: [], total, ...(more ? { more } : {}) };
      newest = answer;
      if (list === null) return { rows: walk(answer, sort, offset, limit).map(toRow), total };
      const seqs = list.slice(offset, offset + limit);
      const found = new Map(bySeqs.all(JSON.stringify(seqs)).map((row) => [row.seq, row]));
      const rows = seqs.flatMap((seq) => found.get(seq) ?? []).map(toRow);
      return { rows, total, ...(more ? { more } : {}) };
    },
    /**
     * Finds one more place of the order that was last asked for, so that a jump into a long queue is answered at once.
     * @returns whether there are more.
     */
    ahead: (): boolean =>
      newest !== null && newest.total > LONG && newest.order?.positions.ahead(newest.total) === true,
    /** How many reports each filter lets through; at most as many as a search lists. */
    counts: (filters: readonly QueueFilter[], stand: ViewerContext): number[] =>
      filters.map((filter) => known(filter, null, stand).total),
    /** Other reports under the same name, folded; the newest first, at most 20. */
    ofSameName: (reportId: string): QueueRow[] => ofSameName.all(reportId, reportId).map(toRow),
    row: (reportId: string): QueueRow | null => {
      const raw = byId.get(reportId);
      return raw === undefined ? null : toRow(raw);
    },
  };
}
