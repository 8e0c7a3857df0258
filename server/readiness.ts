import { sql } from 'kysely';
import type { Readiness } from '#shared/api.ts';
import { type JobState, jobStates } from './db/jobs.ts';
import { pendingMigrations } from './db/migrate.ts';
import type { Deps } from './deps.ts';
import { isHeldCode } from './jobs/clock-guard.ts';

/** How long a result is reused for all callers, because the endpoint is public and each check runs queries. */
const KEPT_MS = 1_000;

type Checks = Readiness['checks'];
/** What is cached: the state of everything but this process. */
type Looked = Omit<Readiness, 'checks'> & { checks: Omit<Checks, 'process'> };

/** The latest results of the monitors; null before their first check. */
type Looks = { auditWritable: () => boolean | null; diskWritable: () => boolean | null; isLeaving: () => boolean };

export function createReadiness(deps: Deps, looks: Looks): () => Promise<Readiness> {
  let looked: { at: number; answer: Promise<Looked> } | null = null;
  return async () => {
    if (looked === null || performance.now() - looked.at > KEPT_MS) {
      looked = { at: performance.now(), answer: look(deps, looks.auditWritable(), looks.diskWritable()) };
    }
    const answer = await looked.answer;
    // Not cached: a load balancer must see at its next check that this process is stopping.
    const isLeaving = looks.isLeaving();
    return { ...answer, ready: answer.ready && !isLeaving, checks: { ...answer.checks, process: stateOf(!isLeaving) } };
  };
}

async function look({ db }: Deps, auditWritable: boolean | null, diskWritable: boolean | null): Promise<Looked> {
  const works = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    );
  const database = await works(sql`select 1`.execute(db));
  const migrations = database && (await pendingMigrations(db).catch(() => ['?'])).length === 0;
  const jobs = migrations ? await jobStates(db).catch(() => null) : null;
  const failingJobs = (jobs ?? []).filter(isFailing).map((job) => job.name);
  const ready = database && migrations && auditWritable === true && diskWritable === true;
  return {
    ready,
    checks: {
      database: database ? 'ok' : 'failing',
      migrations: migrations ? 'ok' : 'failing',
      audit: stateOf(auditWritable),
      disk: stateOf(diskWritable),
      jobs: jobs === null ? 'unknown' : failingJobs.length === 0 ? 'ok' : 'failing',
    },
    failingJobs,
  };
}

const stateOf = (isWell: boolean | null): Checks['disk'] => (isWell === null ? 'unknown' : isWell ? 'ok' : 'failing');

/**
 * Don't count a single failure: the job is retried soon, and the cause may just be a database restart. A job that was held
 * back waits for a person, so it counts at once.
 */
const isFailing = ({ failures, error }: JobState) => failures >= 2 || isHeldCode(error);
