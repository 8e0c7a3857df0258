import { sql } from 'kysely';
import type { Readiness } from '#shared/api.ts';
import { type JobState, jobStates } from './db/jobs.ts';
import { pendingMigrations } from './db/migrate.ts';
import type { Deps } from './deps.ts';

/** How long a result is reused for all callers, because the endpoint is public and each check runs queries. */
const KEPT_MS = 1_000;

/** @param auditWritable returns the latest result of the audit log monitor; null before its first check. */
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

/** Don't count a single failure: the job is retried soon, and the cause may just be a database restart. */
const isFailing = ({ failures }: JobState) => failures >= 2;
