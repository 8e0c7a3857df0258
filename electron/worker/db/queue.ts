import { plainTrackingNumber } from '#shared/domain/ids.ts';
import type { QueueFilter, QueuePage, QueuePlace, QueueRequest, QueueRow, QueueSort } from '#shared/domain/queue.ts';
import { parseSearch, type Search } from '#shared/domain/search.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { CLOSED_STATES, isOpen, OPEN_STATES } from '#shared/domain/workflow.ts';
import { type RawRow, ROW } from './queue-columns.ts';
import {
  countSql,
  fewSql,
  foundOnly,
  type IndexRange,
  indexOf,
  indexRanges,
  NOBODY,
  plainSql,
  rankSql,
  type Statement,
  type Value,
  type ViewerContext,
  walkSql,
} from './queue-sql.ts';
import type { SearchStore } from './search.ts';
import { type Db, timesRolledBack } from './write.ts';

/** A result of up to this many rows is sorted; a larger one is read along the sort index. */
const FEW = 1000;
/** How many query results are cached until something changes. */
const REMEMBERED = 40;

/**
 * Describes the rows that a query matches; for a search, `where` lists their `seq`. `more`: the search found more rows
 * than it lists.
 */
type Answer = { where: readonly IndexRange[]; total: number; more: boolean; isFew: boolean; seqs?: readonly number[] };
const found = (seqs: readonly number[], more = false): Answer => ({
  where: [foundOnly(seqs)],
  total: seqs.length,
  more,
  isFew: true,
  seqs,
});
const NOTHING = found([]);
/** What the view matches, and what matches outside it. */
type Sections = [inView: Answer, elsewhere: Answer];
const ALL_STATES = [...OPEN_STATES, ...CLOSED_STATES];

/** Not validated again: cached data was validated when it came from the server. */
function toRow({ seq: _seq, claim, inQueue, ...row }: RawRow): QueueRow {
  return Object.assign(row, {
    unsent: inQueue === 0 && isOpen(row.state),
    claim: claim === null ? null : (JSON.parse(claim) as QueueRow['claim']),
  });
}

/** Reads the triage queue one page at a time; the window never holds more than it shows. */
export function createQueueStore(db: Db, search: SearchStore) {
  const byId = db.prepare<[string], RawRow>(`SELECT ${ROW} FROM report JOIN queue USING (seq) WHERE report.id = ?`);
  const ofSameName = db.prepare<[string, string], RawRow>(
    `SELECT ${ROW} FROM queue
     WHERE person_key = (SELECT q.person_key FROM report JOIN queue AS q USING (seq) WHERE report.id = ?) AND id <> ?
     ORDER BY received_at DESC LIMIT 20`,
  );
  // The index of this column begins with `in_queue`.
  const idOf = db
    .prepare<[string], string>('SELECT id FROM queue WHERE in_queue IN (0, 1) AND tracking_number = ?')
    .pluck();
  const bySeqs = db.prepare<[string], RawRow>(`SELECT ${ROW} FROM queue WHERE seq IN (SELECT value FROM json_each(?))`);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const isBuilt = db.prepare<[string], number>('SELECT 1 FROM sqlite_master WHERE name = ?').pluck();

  const number = ({ sql, values }: Statement): number =>
    db
      .prepare<Value[], number>(sql)
      .pluck()
      .get(...values) ?? 0;

  let remembered = new Map<string, Answer>();
  let then = '';

  /** Runs a search once and caches the result, which all pages, counts and sort orders share. */
  function answerTo(filter: QueueFilter, stand: ViewerContext): Answer {
    const parsed = parseSearch(filter.text);
    return remember(['view', filter], parsed, stand, () => {
      const where = indexRanges(filter, parsed, stand);
      if (parsed.terms.length > 0) {
        const { seqs, more } = search.hits(parsed, where, stand);
        return found(seqs, more);
      }
      const left = search.leavingOut(parsed, where);
      const total = number(countSql(left));
      return { where: left, total, more: false, isFew: total <= FEW };
    });
  }

  /** For a search for words, also what matches outside the view. A number typed whole lists its report alone. */
  function sections(filter: QueueFilter, stand: ViewerContext, wide = false): Sections {
    const parsed = parseSearch(filter.text);
    if (!wide || parsed.terms.length === 0) return [answerTo(filter, stand), NOTHING];
    const exact = ofNumber(filter.text.trim(), parsed, stand);
    if (exact !== null) {
      const view = answerTo({ ...filter, text: '' }, stand);
      return matches(exact, view) ? [found([exact]), NOTHING] : [NOTHING, found([exact])];
    }
    const inView = answerTo(filter, stand);
    const all = answerTo({ ...EVERYTHING_OPEN, states: ALL_STATES, text: filter.text }, stand);
    const within = new Set(inView.seqs);
    return [
      inView,
      found(
        (all.seqs ?? []).filter((seq) => !within.has(seq)),
        all.more,
      ),
    ];
  }

  /** The report whose tracking or case number this is. */
  function ofNumber(typed: string, parsed: Search, stand: ViewerContext): number | null {
    const { seqs } = remember(['number', typed], parsed, stand, () => {
      const tracking = plainTrackingNumber(typed);
      const id = tracking === null ? undefined : idOf.get(tracking);
      const seq = id === undefined ? undefined : byId.get(id)?.seq;
      return found(seq === undefined ? search.ofCaseNumber(typed) : [seq]);
    });
    return seqs?.length === 1 ? (seqs[0] ?? null) : null;
  }

  const matches = (seq: number, { where }: Answer): boolean =>
    where.some((one) => {
      const { sql, values } = plainSql(one);
      return number({ sql: `SELECT count(*) FROM queue WHERE seq = ? AND ${sql}`, values: [seq, ...values] }) > 0;
    });

  function rowsOf({ where, total, isFew }: Answer, sort: QueueSort, offset: number, limit: number): QueueRow[] {
    if (offset >= total || limit <= 0) return [];
    const built = isBuilt.get(indexOf(sort.column, where)) === 1;
    const { sql, values } = isFew ? fewSql(where, sort) : walkSql(where, sort, { deep: offset > FEW, built });
    const seqs = db
      .prepare<Value[], number>(sql)
      .pluck()
      .all(...values, limit, offset);
    const rows = new Map(bySeqs.all(JSON.stringify(seqs)).map((row) => [row.seq, row]));
    return seqs.flatMap((seq) => rows.get(seq) ?? []).map(toRow);
  }

  function remember(what: unknown[], parsed: Search, stand: ViewerContext, work: () => Answer): Answer {
    // Spend a few milliseconds indexing pending reports before searching.
    if (parsed.terms.length + parsed.without.length > 0) search.catchUp();
    const now = `${changes.get() ?? 0} ${timesRolledBack(db)}`;
    if (now !== then || remembered.size > REMEMBERED) remembered = new Map();
    then = now;
    const key = JSON.stringify([...what, stand.overBefore, stand.officer]);
    const answer = remembered.get(key) ?? work();
    remembered.set(key, answer);
    return answer;
  }

  return {
    /** A report's position in the result, from 0; null when the result does not contain the report. */
    place: ({ filter, sort, id, elsewhere }: QueuePlace, stand: ViewerContext = NOBODY): number | null => {
      const seq = byId.get(id)?.seq;
      if (seq === undefined) return null;
      const [inView, outside] = sections(filter, stand, elsewhere);
      const isInView = matches(seq, inView);
      if (!isInView && !matches(seq, outside)) return null;
      const { where, isFew } = isInView ? inView : outside;
      const { sql, values } = rankSql(where, sort, isFew);
      const rank = db
        .prepare<[...Value[], { seq: number }], number>(sql)
        .pluck()
        .get(...values, { seq });
      return rank === undefined ? null : rank + (isInView ? 0 : inView.total);
    },
    page: ({ filter, sort, offset, limit, elsewhere }: QueueRequest, stand: ViewerContext = NOBODY): QueuePage => {
      const [inView, outside] = sections(filter, stand, elsewhere);
      const first = rowsOf(inView, sort, offset, limit);
      const rest = rowsOf(outside, sort, Math.max(0, offset - inView.total), limit - first.length);
      return {
        rows: [...first, ...rest],
        total: inView.total + outside.total,
        ...(inView.more || outside.more ? { more: true } : {}),
        ...(outside.total > 0 ? { elsewhere: outside.total } : {}),
      };
    },
    /** How many reports match each filter; for a text search, at most `MOST_HITS`. */
    counts: (filters: readonly QueueFilter[], stand: ViewerContext): number[] =>
      filters.map((filter) => answerTo(filter, stand).total),
    /** Other reports whose reporter has the same name (normalized), newest first, at most 20. */
    ofSameName: (reportId: string): QueueRow[] => ofSameName.all(reportId, reportId).map(toRow),
    idOf: (trackingNumber: string): string | null => idOf.get(trackingNumber) ?? null,
    row: (reportId: string): QueueRow | null => {
      const raw = byId.get(reportId);
      return raw === undefined ? null : toRow(raw);
    },
  };
}
