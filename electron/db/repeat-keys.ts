import type { Db } from './open.ts';

export type RepeatKeys = ReturnType<typeof createRepeatKeys>;

/** Keys by which reports may repeat each other, with the time of the incident in ms since 1970. */
export function createRepeatKeys(db: Db) {
  const of = db.prepare<[number], { key: string; at: number }>(
    'SELECT key, at FROM repeat_key WHERE seq = ? ORDER BY key',
  );
  const clear = db.prepare('DELETE FROM repeat_key WHERE seq = ?');
  const add = db.prepare('INSERT INTO repeat_key (key, at, seq) VALUES (?, ?, ?)');
  const partners = db
    .prepare<[number, number, number], number>(
      `SELECT DISTINCT other.seq FROM repeat_key AS own
       JOIN repeat_key AS other ON other.key = own.key AND other.at BETWEEN own.at - ? AND own.at + ?
       WHERE own.seq = ? AND other.seq <> own.seq`,
    )
    .pluck();
  const count = db.prepare('UPDATE queue SET repeats = ? WHERE seq = ?');
  const change = db.prepare('UPDATE queue SET repeats = max(0, repeats + ?) WHERE seq = ?');
  const seqOf = db.prepare<[string], number>('SELECT seq FROM report WHERE id = ?').pluck();

  return {
    seqOf: (reportId: string): number | null => seqOf.get(reportId) ?? null,
    of: (seq: number): { key: string; at: number }[] => of.all(seq),
    replace: (seq: number, at: number, keys: readonly string[]): void => {
      clear.run(seq);
      for (const key of keys) add.run(key, at, seq);
    },
    /** Reports that share a key with this one, within `windowMs` of it. */
    partners: (seq: number, windowMs: number): number[] => partners.all(windowMs, windowMs, seq),
    setCount: (seq: number, repeats: number): void => void count.run(repeats, seq),
    changeCount: (seq: number, by: 1 | -1): void => void change.run(by, seq),
  };
}
