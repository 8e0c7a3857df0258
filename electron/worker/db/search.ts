import { hash } from 'node:crypto';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Facts, Report } from '#shared/domain/report.ts';
import { type Search, TEXT_FIELDS, type Term, type TextField } from '#shared/domain/search.ts';
import { fold } from './fold.ts';
import { byFewest, type Condition, type IndexRange, type Value, type ViewerContext, valuesOf } from './queue-sql.ts';
import { type Db, type Tx, writeRepeatable } from './write.ts';

export type SearchStore = ReturnType<typeof createSearchStore>;

/** Maximum number of hits listed, newest first; to narrow them down, the officer adds a word. */
export const MOST_HITS = 2000;
/** The lower 22 bits of a document's id are the report's `seq`. */
const SEQ_SPAN = 2 ** 22;
/** Length in bytes of the digest used to detect changed words. */
const DIGEST = 16;
/** How long a query may spend indexing pending reports before it is answered. */
const CATCH_UP_MS = 8;
/** After every `MERGE_AFTER` indexed reports, merge `MERGE_PAGES` pages of the index, which takes a few milliseconds. */
const MERGE_AFTER = 32;
const MERGE_PAGES = 32;

const SEQ_OF_DOC = `(search.rowid & ${SEQ_SPAN - 1})`;
const docsFrom = (instant: string) => Math.floor(Date.parse(instant) / 1000) * SEQ_SPAN;

/** Full-text search over reports. */
export function createSearchStore(db: Db) {
  const due = db.prepare<[], { seq: number; body: string; offense: string }>(
    `SELECT seq, report.body, queue.offense FROM search_due CROSS JOIN report USING (seq) CROSS JOIN queue USING (seq) LIMIT 1`,
  );
  const waiting = db.prepare<[number], number>('SELECT count(*) FROM (SELECT 1 FROM search_due LIMIT ?)').pluck();
  const read = db.prepare<[number], { doc: number; words: Uint8Array | null }>(
    'SELECT doc, words FROM search_doc WHERE seq = ?',
  );
  const drop = db.prepare('DELETE FROM search WHERE rowid = ?');
  const add = db.prepare(
    `INSERT INTO search (rowid, ${TEXT_FIELDS.join(', ')}) VALUES (?, ${TEXT_FIELDS.map(() => '?').join(', ')})`,
  );
  const putDoc = db.prepare('INSERT OR REPLACE INTO search_doc (seq, doc, words) VALUES (?, ?, ?)');
  const done = db.prepare('DELETE FROM search_due WHERE seq = ?');
  const ofCaseNumber = db
    .prepare<[string, string], number>(
      `SELECT seq FROM report
       WHERE seq IN (SELECT ${SEQ_OF_DOC} FROM search WHERE search MATCH ? LIMIT ${MOST_HITS})
         AND lower(json_extract(body, '$.caseNumber')) = lower(?)`,
    )
    .pluck();

  // https://sqlite.org/fts5.html#the_merge_command
  const merge = db.prepare(`INSERT INTO search (search, rank) VALUES ('merge', ${MERGE_PAGES})`);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  let unmerged = 0;
  /** True when nothing is left to merge; false at first, when that is unknown. */
  let isMerged = false;
  /**
   * Whether a query has indexed reports since the last announcement, so that earlier results and other lists are out of
   * date.
   */
  let isToTell = false;

  /**
   * Merges some of the newly indexed segments, one step per transaction. Otherwise FTS5 would do all the merging within
   * one commit and block for 30 ms.
   */
  function mergeSome(tx: Tx): void {
    const before = changes.get() ?? 0;
    // `secure_delete = ON` would overwrite all old pages and make one commit take 40 ms or more. With FAST, old pages
    // may contain words of a deleted report until later merges refill them. Those words are encrypted like the rest of
    // the file.
    db.pragma('secure_delete = FAST');
    try {
      tx.run(merge);
    } finally {
      db.pragma('secure_delete = ON');
    }
    // Fewer than two changes means that nothing was left to merge.
    isMerged = (changes.get() ?? 0) - before < 2;
    unmerged = 0;
  }

  /** Indexes the next report; `shown` is true when a search may now find more. */
  function index(tx: Tx): { more: boolean; shown: boolean } {
    const next = unmerged >= MERGE_AFTER ? undefined : due.get();
    if (next === undefined) {
      if (!isMerged) mergeSome(tx);
      return { more: !isMerged || due.get() !== undefined, shown: false };
    }
    // Not validated again: the report was validated when it came from the server.
    const report = JSON.parse(next.body) as Report;
    const doc = docsFrom(report.receivedAt) + next.seq;
    const texts = textsOf(report, next.offense);
    const words = digestOf(texts);
    const before = read.get(next.seq);
    tx.run(done, next.seq);
    // Most changes affect only a report's state, not its words, so there is nothing to index.
    if (before?.doc === doc && before.words !== null && words.equals(before.words)) return { more: true, shown: false };
    unmerged += 1;
    isMerged = false;
    if (before !== undefined) tx.run(drop, before.doc);
    tx.run(add, doc, ...TEXT_FIELDS.map((field) => texts[field]));
    tx.run(putDoc, next.seq, doc, words);
    return { more: true, shown: true };
  }

  return {
    /**
     * Like `index`, but `shown` is also true if queries have indexed reports since the last step. Runs whenever reports
     * have arrived.
     */
    step: (tx: Tx): { more: boolean; shown: boolean } => {
      const { more, shown } = index(tx);
      const told = { more, shown: shown || isToTell };
      isToTell = false;
      return told;
    },
    /** Indexes pending reports for up to `CATCH_UP_MS`, so that a report that has just arrived is found. */
    catchUp: (): void => {
      if (waiting.get(1) === 0) return;
      const end = performance.now() + CATCH_UP_MS;
      try {
        writeRepeatable(db, (tx) => {
          for (let more = true; more && performance.now() < end; ) {
            const one = index(tx);
            ({ more } = one);
            isToTell ||= one.shown;
          }
        });
      } catch {
        // A full disk must not prevent searching: pending reports stay pending, and background indexing reports the
        // error.
      }
    },
    /** How many reports are not indexed yet, at most `most`. */
    waiting: (most: number): number => waiting.get(most) ?? 0,
    /** Returns the reports with exactly this case number. */
    ofCaseNumber: (typed: string): number[] => {
      const match = matchOf({ terms: [{ field: 'number', text: typed, prefix: false }], without: [] });
      return match === null ? [] : ofCaseNumber.all(match, typed);
    },
    /** Adds a condition that excludes reports with any of the words that the search excludes. */
    leavingOut: (search: Search, where: readonly IndexRange[]): readonly IndexRange[] => {
      const unwanted = partsOf(search.without).join(' OR ');
      if (unwanted === '') return where;
      const sql = `queue.seq NOT IN (SELECT ${SEQ_OF_DOC} FROM search WHERE search MATCH ?)`;
      const lacks: Condition = { on: 'words', sql, values: [unwanted] };
      return where.map((one) => [...one, lacks]);
    },
    /**
     * Returns reports that contain all words and match the filter, newest first. First collects the reports that match
     * the filter from an index of the queue, which takes 9 ms if all 100,000 match; looking up each hit instead would
     * take 20 ms when few match. A filter that every report matches is left out.
     */
    hits: (search: Search, where: readonly IndexRange[], stand: ViewerContext): { seqs: number[]; more: boolean } => {
      const match = matchOf(search);
      if (match === null || where.length === 0) return { seqs: [], more: false };
      const first = search.from === null ? 0 : docsFrom(stand.startOf(search.from, 0));
      const end = search.to === null ? Number.MAX_SAFE_INTEGER : docsFrom(stand.startOf(search.to, 1));
      const isAny = where.length === 2 && where.every((one) => one.length === 1);
      const allowed = where.map((one) => `(${byFewest(one)})`).join(' OR ');
      const seqs = db
        .prepare<Value[], number>(
          `SELECT ${SEQ_OF_DOC} FROM search
           WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ?
             ${isAny ? '' : `AND ${SEQ_OF_DOC} IN (SELECT seq FROM queue WHERE ${allowed})`}
           ORDER BY search.rowid DESC LIMIT ${MOST_HITS + 1}`,
        )
        .pluck()
        .all(match, first, end, ...(isAny ? [] : valuesOf(where)));
      return { seqs: seqs.slice(0, MOST_HITS), more: seqs.length > MOST_HITS };
    },
  };
}

/**
 * Returns the searchable text of a report by field, normalized, so that "Peña" and "pena" are one word. A corrected
 * fact is found by both the original and the corrected text.
 */
function textsOf(report: Report, offense: string): Record<TextField, string> {
  const { trackingNumber, caseNumber, offenseCode, facts, corrections } = report;
  const tellings = corrections.length === 0 ? [facts] : [facts, knownFacts(report)];
  const text = (...parts: Part[]) => fold(parts.filter((one) => one !== null && one !== undefined).join('\n'));
  const told = (parts: (facts: Facts) => Part[]) => [...new Set(tellings.map((one) => text(...parts(one))))].join('\n');
  return {
    number: text(trackingNumber, caseNumber),
    person: told(({ who }) => [who.givenName, who.familyName, who.givenName, who.actsFor?.name]),
    street: told(({ where }) => [where.address, where.unit, where.neighborhood]),
    offense: text(offense, offenseCode),
    item: told(({ items, fraud }) => [
      ...items.flatMap(({ type, brand, model, color, marks }) => [type, brand, model, color, marks]),
      fraud?.accountKind,
    ]),
    serial: told(({ items }) => [
      ...items.map(({ serialNumber }) => serialNumber),
      ...items.map(({ serialNumber }) => serialNumber?.replace(/[^\p{L}\p{N}]/gu, '')),
    ]),
    how: told(({ how, fraud }) => [how, fraud?.discovered]),
    contact: told(({ who }) => [who.email, who.phone, who.phone?.replace(/\D/g, '') ?? '']),
  };
}

type Part = string | null | undefined;

const digestOf = (texts: Record<TextField, string>): Buffer =>
  hash('sha256', TEXT_FIELDS.map((field) => texts[field]).join('\u0000'), 'buffer').subarray(0, DIGEST);

/**
 * Builds the FTS5 query. Everything typed is quoted, so that nothing is interpreted as query syntax; a single letter
 * matches only a one-letter word, not the thousands of words that begin with it.
 */
function matchOf({ terms, without }: Pick<Search, 'terms' | 'without'>): string | null {
  const [wanted, unwanted] = [partsOf(terms), partsOf(without)];
  if (wanted.length === 0) return null;
  const found = wanted.join(' AND ');
  return unwanted.length === 0 ? found : `(${found}) NOT (${unwanted.join(' OR ')})`;
}

function partsOf(terms: readonly Term[]): string[] {
  return terms.flatMap(({ field, text, prefix }) => {
    const word = fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (word === '') return [];
    const goesOn = prefix && (word.split(' ').at(-1) ?? '').length > 1;
    return [`${field === null ? '' : `${field} : `}"${word}"${goesOn ? ' *' : ''}`];
  });
}
