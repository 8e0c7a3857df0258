import { sql } from 'kysely';
import type { Db } from './open.ts';

export type JobState = {
  name: string;
  nextRunAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  outcome: 'success' | 'failure' | null;
  durationMs: number | null;
  error: string | null;
  failures: number;
  lastSuccessAt: Date | null;
};

/** First half of the advisory lock's key; the second is the hash of the job's name. */
const JOB_LOCKS = 7_021_010;

/** Registers a job. A known job keeps its next run time, unless its schedule became shorter. */
export async function enterJob(db: Db, name: string, first: Date, atTheLatest: Date): Promise<void> {
  await db
    .insertInto('job')
    .values({ name, next_run_at: first })
    .onConflict((known) =>
      known.column('name').doUpdateSet({
        next_run_at: (eb) => eb.fn<Date>('least', [eb.ref('job.next_run_at'), eb.val(atTheLatest)]),
      }),
    )
    .execute();
}

export async function jobStates(db: Db): Promise<JobState[]> {
  const rows = await db.selectFrom('job').selectAll().orderBy('name').execute();
  return rows.map((row) => ({
    name: row.name,
    nextRunAt: row.next_run_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    durationMs: row.duration_ms,
    error: row.error,
    failures: row.failures,
    lastSuccessAt: row.last_success_at,
  }));
}

/**
 * Calls `run` if the job is due and no other process is running it. The claim is a session lock, which is released at
 * once if the process is killed. No transaction stays open during the run, because that would hold back the change feed.
 * @returns whether it ran here.
 */
export async function claimJob(db: Db, name: string, now: Date, run: (failures: number) => Promise<void>) {
  return db.connection().execute(async (own) => {
    const { rows } = await sql<{ got: boolean }>`
      select pg_try_advisory_lock(${JOB_LOCKS}, hashtext(${name})) as got`.execute(own);
    if (rows[0]?.got !== true) return false;
    try {
      // Check again that the job is due: another process may have run it before we got the lock.
      const due = await own
        .updateTable('job')
        .set({ started_at: now })
        .where('name', '=', name)
        .where('next_run_at', '<=', now)
        .returning('failures')
        .executeTakeFirst();
      if (due === undefined) return false;
      await run(due.failures);
      return true;
    } finally {
      // If the connection is gone, so is the lock, and the error can be ignored.
      await sql`select pg_advisory_unlock(${JOB_LOCKS}, hashtext(${name}))`.execute(own).catch(() => {});
    }
  });
}

/** Runs something while none of these jobs runs in any process; waits for any that is running. */
export async function withoutJobs<T>(db: Db, names: readonly string[], run: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (own) => {
    // The locks belong to the session, so they end with the connection. Taking one waits until its job isn't running.
    for (const name of names) await sql`select pg_advisory_lock(${JOB_LOCKS}, hashtext(${name}))`.execute(own);
    try {
      return await run();
    } finally {
      for (const name of names)
        await sql`select pg_advisory_unlock(${JOB_LOCKS}, hashtext(${name}))`.execute(own).catch(() => {});
    }
  });
}

/** Records the end of a run; `error` is null on success. */
export async function noteJobEnd(
  db: Db,
  name: string,
  end: { at: Date; durationMs: number; nextRunAt: Date; error: string | null },
): Promise<void> {
  const ok = end.error === null;
  await db
    .updateTable('job')
    .set((eb) => ({
      next_run_at: end.nextRunAt,
      finished_at: end.at,
      outcome: ok ? 'success' : 'failure',
      duration_ms: Math.round(end.durationMs),
      error: end.error,
      failures: ok ? 0 : eb('failures', '+', 1),
      ...(ok ? { last_success_at: end.at } : {}),
    }))
    .where('name', '=', name)
    .execute();
}
