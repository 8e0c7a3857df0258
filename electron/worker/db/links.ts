import type { Db, Tx } from './write.ts';

export type LinkStore = ReturnType<typeof createLinkStore>;

/** `hypothesis` is an index into the model's hypotheses; `weight` is in bits. */
export type LinkedPair = { other: number; hypothesis: number; weight: number; probability: number };
/** `next`: the first report not processed in this epoch yet; null when none is left. */
export type LinkState = {
  epoch: number;
  /** The first epoch that uses this model. */
  since: number;
  model: string;
  countedAt: number;
  frequencies: string;
  secretA: number;
  secretB: number;
  next: number | null;
};
/** The data computed from a report, including its blocking keys. */
export type LinkRecord = { epoch: number; head: Uint8Array; keys: Uint8Array; rest: Uint8Array };

/** Keys per INSERT statement: inserting many rows at once costs half as much as one at a time. */
const KEYS_AT_ONCE = 32;

/** The tables of the duplicates index. */
export function createLinkStore(db: Db) {
  const members = db.prepare<[number, number], number>('SELECT id FROM link_key WHERE k = ? LIMIT ?').pluck();
  const membersOfMany = db.prepare<[number, string], { at: number; ids: string }>(
    `SELECT one.key AS at, (
       SELECT json_group_array(member) FROM (SELECT id AS member FROM link_key WHERE k = one.value LIMIT ?)
     ) AS ids FROM json_each(?) AS one`,
  );
  const adding: (ReturnType<Db['prepare']> | undefined)[] = [];
  /** Returns the statement that inserts this number of rows; each is prepared on first use. */
  const addSome = (count: number): ReturnType<Db['prepare']> =>
    (adding[count] ??= db.prepare(
      `INSERT OR IGNORE INTO link_key (k, id) VALUES ${Array.from({ length: count }, () => '(?, ?)').join(', ')}`,
    ));
  const dropKey = db.prepare('DELETE FROM link_key WHERE k = ? AND id = ?');
  const record = db.prepare<[number], LinkRecord>(
    'SELECT epoch, head, keys, rest FROM link_record JOIN link_rest USING (id) WHERE id = ?',
  );
  const head = db.prepare<[number], Pick<LinkRecord, 'epoch' | 'head'>>(
    'SELECT epoch, head FROM link_record WHERE id = ?',
  );
  const heads = db.prepare<[string], { id: number } & Pick<LinkRecord, 'epoch' | 'head'>>(
    'SELECT link_record.id, epoch, head FROM json_each(?) AS one CROSS JOIN link_record ON link_record.id = one.value',
  );
  const headsFrom = db.prepare<[number, number], { id: number } & Pick<LinkRecord, 'epoch' | 'head'>>(
    'SELECT id, epoch, head FROM link_record WHERE id >= ? ORDER BY id LIMIT ?',
  );
  const keys = db.prepare<[number], Uint8Array>('SELECT keys FROM link_rest WHERE id = ?').pluck();
  const rest = db.prepare<[number], Uint8Array>('SELECT rest FROM link_rest WHERE id = ?').pluck();
  const putHead = db.prepare('INSERT OR REPLACE INTO link_record (id, epoch, head) VALUES (?, ?, ?)');
  const putRest = db.prepare('INSERT OR REPLACE INTO link_rest (id, keys, rest) VALUES (?, ?, ?)');
  const dropHead = db.prepare('DELETE FROM link_record WHERE id = ?');
  const dropRest = db.prepare('DELETE FROM link_rest WHERE id = ?');
  const pairs = db.prepare<[number], LinkedPair>(
    'SELECT other, hypothesis, weight, probability FROM link_pair WHERE id = ? ORDER BY probability DESC, weight DESC, other',
  );
  const counted = db.prepare<[number, number], { count: number; strongest: number | null }>(
    `SELECT count(*) AS count, max(probability) AS strongest FROM link_pair
     WHERE id = ? AND (? >> hypothesis) & 1`,
  );
  const anyPair = db.prepare<[], number>('SELECT 1 FROM link_pair LIMIT 1').pluck();
  const putPair = db.prepare(
    'INSERT OR REPLACE INTO link_pair (id, other, hypothesis, weight, probability) VALUES (?, ?, ?, ?, ?)',
  );
  const dropPair = db.prepare('DELETE FROM link_pair WHERE id = ? AND other = ?');
  const dirty = db.prepare<[], { id: number; whole: number }>('SELECT id, whole FROM link_dirty LIMIT 1');
  const isDirty = db.prepare<[number], { id: number; whole: number }>('SELECT id, whole FROM link_dirty WHERE id = ?');
  const putDirty = db.prepare(
    'INSERT INTO link_dirty (id, whole) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET whole = max(whole, excluded.whole)',
  );
  const dropDirty = db.prepare('DELETE FROM link_dirty WHERE id = ?');
  const state = db.prepare<[], LinkState>(
    `SELECT epoch, since, model, counted_at AS countedAt, frequencies, secret_a AS secretA, secret_b AS secretB, next
     FROM link_state`,
  );
  const putState = db.prepare(
    `INSERT OR REPLACE INTO link_state (one, epoch, since, model, counted_at, frequencies, secret_a, secret_b, next)
     VALUES (1, @epoch, @since, @model, @countedAt, @frequencies, @secretA, @secretB, @next)`,
  );
  const putNext = db.prepare('UPDATE link_state SET next = ?');
  const body = db.prepare<[number], string>('SELECT body FROM report WHERE seq = ?').pluck();
  const from = db.prepare<[number], { id: number; body: string }>(
    'SELECT seq AS id, body FROM report WHERE seq >= ? ORDER BY seq LIMIT 1',
  );
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM report').pluck();
  const seqOf = db.prepare<[string], number>('SELECT seq FROM report WHERE id = ?').pluck();
  const name = db.prepare<[number], { id: string; number: string }>(
    'SELECT id, tracking_number AS number FROM queue WHERE seq = ?',
  );
  const chain = db.prepare<[string], { number: string; duplicateOf: string | null }>(
    `SELECT tracking_number AS number, body ->> '$.duplicateOf' AS duplicateOf
     FROM report JOIN queue USING (seq) WHERE report.id = ?`,
  );
  const answered = db
    .prepare<[string], number>(
      `SELECT 1 FROM report, json_each(body, '$.history') WHERE report.id = ? AND value ->> '$.kind' = 'answered' LIMIT 1`,
    )
    .pluck();
  const mark = db.prepare(
    `UPDATE queue SET duplicates = @count, strongest = @strongest, likelihood = ifnull(@strongest, 0)
     WHERE seq = @id AND (duplicates <> @count OR strongest IS NOT @strongest)`,
  );

  return {
    /** Reports with this key, at most `most`. */
    members: (key: number, most: number): number[] => members.all(key, most),
    /**
     * Like `members`, for many keys in the order given: a single query takes a quarter of the time of one query per
     * key.
     */
    membersOf: (keys: Float64Array, most: number): number[][] => {
      const found: number[][] = [];
      for (const { at, ids } of membersOfMany.all(most, `[${keys.join()}]`)) found[at] = JSON.parse(ids) as number[];
      return found;
    },
    /** @param rows alternating keys and report ids; inserting is fastest when they are sorted by key. */
    addKeys: (tx: Tx, rows: readonly number[]): void => {
      for (let at = 0; at < rows.length; at += 2 * KEYS_AT_ONCE) {
        const some = rows.slice(at, at + 2 * KEYS_AT_ONCE);
        tx.run(addSome(some.length / 2), some);
      }
    },
    dropKey: (tx: Tx, key: number, id: number): void => void tx.run(dropKey, key, id),
    record: (id: number): LinkRecord | null => record.get(id) ?? null,
    head: (id: number): Pick<LinkRecord, 'epoch' | 'head'> | null => head.get(id) ?? null,
    /** Like `head`, for many reports; those without a record are skipped. */
    heads: (ids: readonly number[]): ({ id: number } & Pick<LinkRecord, 'epoch' | 'head'>)[] =>
      heads.all(JSON.stringify(ids)),
    /** Returns up to `most` heads in id order, starting at this id. */
    headsFrom: (id: number, most: number): ({ id: number } & Pick<LinkRecord, 'epoch' | 'head'>)[] =>
      headsFrom.all(id, most),
    /** Returns a report's blocking keys. */
    keys: (id: number): Uint8Array | null => keys.get(id) ?? null,
    rest: (id: number): Uint8Array | null => rest.get(id) ?? null,
    putRecord: (tx: Tx, id: number, { epoch, head, keys, rest }: LinkRecord): void => {
      tx.run(putHead, id, epoch, head);
      tx.run(putRest, id, keys, rest);
    },
    dropRecord: (tx: Tx, id: number): void => {
      tx.run(dropHead, id);
      tx.run(dropRest, id);
    },
    pairs: (id: number): LinkedPair[] => pairs.all(id),
    /** How many of a report's pairs have one of these hypotheses (a bit mask), and their highest probability. */
    counted: (id: number, hypotheses: number): { count: number; strongest: number | null } =>
      counted.get(id, hypotheses) ?? { count: 0, strongest: null },
    anyPair: (): boolean => anyPair.get() !== undefined,
    putPair: (tx: Tx, id: number, { other, hypothesis, weight, probability }: LinkedPair): void => {
      tx.run(putPair, id, other, hypothesis, weight, probability);
      tx.run(putPair, other, id, hypothesis, weight, probability);
    },
    dropPair: (tx: Tx, id: number, other: number): void => {
      tx.run(dropPair, id, other);
      tx.run(dropPair, other, id);
    },
    dirty: (): { id: number; whole: boolean } | null => asDirty(dirty.get()),
    dirtyOne: (id: number): { id: number; whole: boolean } | null => asDirty(isDirty.get(id)),
    putDirty: (tx: Tx, id: number, whole: boolean): void => void tx.run(putDirty, id, whole ? 1 : 0),
    dropDirty: (tx: Tx, id: number): void => void tx.run(dropDirty, id),
    state: (): LinkState | null => state.get() ?? null,
    putState: (tx: Tx, next: LinkState): void => void tx.run(putState, next),
    putNext: (tx: Tx, next: number | null): void => void tx.run(putNext, next),
    /** The stored report as JSON, without its history. */
    body: (id: number): string | null => {
      const one = body.get(id);
      return one === undefined ? null : withoutHistory(one);
    },
    /** The first report whose id is this one or higher. */
    from: (id: number): { id: number; body: string } | null => {
      const one = from.get(id);
      return one === undefined ? null : { id: one.id, body: withoutHistory(one.body) };
    },
    last: (): number => last.get() ?? 0,
    seqOf: (reportId: string): number | null => seqOf.get(reportId) ?? null,
    name: (id: number): { id: string; number: string } | null => name.get(id) ?? null,
    /** A report's tracking number, and the tracking number of the report that it was rejected as a duplicate of. */
    chain: (reportId: string): { number: string; duplicateOf: string | null } | null => chain.get(reportId) ?? null,
    /** Whether the reporter has replied to a follow-up. */
    isAnswered: (reportId: string): boolean => answered.get(reportId) !== undefined,
    /** Sets the duplicate count and the highest probability that the queue shows for a report. */
    mark: (tx: Tx, id: number, count: number, strongest: number | null): void =>
      void tx.run(mark, { id, count, strongest }),
  };
}

/**
 * Removes the history from a stored report. The letters in it make up three quarters of a report and are never
 * compared; without them, parsing a report and passing it to another thread takes a third of the time. Quotes within
 * strings are escaped, so a match is always the key itself; a report with its keys in another order is returned
 * unchanged.
 */
export function withoutHistory(body: string): string {
  const from = body.indexOf(',"history":[');
  const to = body.lastIndexOf('],"corrections":[');
  return from < 0 || to < from ? body : body.slice(0, from) + body.slice(to + 1);
}

const asDirty = (row: { id: number; whole: number } | undefined) =>
  row === undefined ? null : { id: row.id, whole: row.whole === 1 };
