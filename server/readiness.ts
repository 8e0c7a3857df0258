import { sql } from 'kysely';
import type { Readiness } from '#shared/api.ts';
import { type JobState, jobStates } from './db/jobs.ts';
import { pendingMigrations } from './db/migrate.ts';
import type { Deps } from './deps.ts';

/** Looked at once for everybody who asks within this time: the address is open, and the looks are queries. */
const KEPT_MS = 1_000;

/** @param auditWritable what the watch over the audit log found last; null where it has not looked yet. */
export function createReadiness(deps: Deps, auditWritable: () => boolean | null): () => Promise<Readiness> {
  let looked: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    if (looked === null || performance.now() - looked.at > KEPT_MS) {
      looked = { at: performance.now(), answer: look(deps, auditWritable()) };
    }
    return looked.answer;
  };
}

async function look({ db }: Deps, auditWritable: boolean | null): Promise<Readiness> {
  const works = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    );
  const database = await works(sql`select 1`.execute(db));
  const migrations = database && (await pendingMigrations(db).catch(() => ['?'])).length === 0;
  const jobs = migrations ? await jobStates(db).catch(() => null) : null;
  const failingJobs = (jobs ?? []).filter(isFailing).map((job) => job.name);
  const ready = database && migrations && auditWritable === true;
  return {
    ready,
    checks: {
      database: database ? 'ok' : 'failing',
      migrations: migrations ? 'ok' : 'failing',
      audit: auditWritable === null ? 'unknown' : auditWritable ? 'ok' : 'failing',
      jobs: jobs === null ? 'unknown' : failingJobs.length === 0 ? 'ok' : 'failing',
    },
    failingJobs,
  };
}

/** A single failure is tried again soon and may be a restart of the database. */
const isFailing = ({ failures }: JobState) => failures >= 2;
