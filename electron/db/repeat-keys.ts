import type { Db } from './open.ts';

export type RepeatKeys = ReturnType<typeof createRepeatKeys>;

/** Keys by which reports may repeat each other, with the time of the incident in ms since 1970. */
export function createRepeatKeys(db: Db) {
  const of = db.prepare<[number], { key: string; at: number }>(
    'SELECT key, at FROM repeat_key WHERE seq = ? ORDER BY key',
  );
  const clear = db.prepare('DELETE FROM repeat_key WHERE seq = ?');
  const add = db.prepare('INSERT INTO repeat_key (key, at, seq) VALUES (?, ?, ?)');
  const shared = db.prepare<[number, number, number, number], { seq: number; id: string; number: string; key: string }>(
    `SELECT other.seq, queue.id, queue.tracking_number AS number, own.key FROM repeat_key AS own
     JOIN repeat_key AS other ON other.key = own.key AND other.at BETWEEN own.at - ? AND own.at + ?
     JOIN queue ON queue.seq = other.seq
     WHERE own.seq = ? AND other.seq <> own.seq
     LIMIT ?`,
  );
  const mark = db.prepare('UPDATE queue SET repeats = ?, strongest = ? WHERE seq = ?');
  const seqOf = db.prepare<[string], number>('SELECT seq FROM report WHERE id = ?').pluck();
  const idOf = db.prepare<[number], string>('SELECT id FROM report WHERE seq = ?').pluck();

  return {
    seqOf: (reportId: string): number | null => seqOf.get(reportId) ?? null,
    idOf: (seq: number): string | null => idOf.get(seq) ?? null,
    of: (seq: number): { key: string; at: number }[] => of.all(seq),
    replace: (seq: number, at: number, keys: readonly string[]): void => {
      clear.run(seq);
      for (const key of keys) add.run(key, at, seq);
    },
    /** The keys that other reports share with this one, within `windowMs` of it. */
    shared: (seq: number, windowMs: number, limit: number) => shared.all(windowMs, windowMs, seq, limit),
    /** What the queue shows of a report's repeats. */
    mark: (seq: number, count: number, strongest: number | null): void => void mark.run(count, strongest, seq),
  };
}
