import type { FastifyBaseLogger } from 'fastify';
import type { FileDeps } from '../deps.ts';
import { traceOf } from '../routes/errors.ts';
import { HeldBack } from './clock-guard.ts';
import { type JobParts, scheduleJobs } from './job-schedule.ts';
import { startScheduler } from './scheduler.ts';

/** Send an alert after this many consecutive failures; a single one may just be a database restart. */
const FAILURES_TO_TELL = 3;

/** Starts the scheduled jobs; the returned function stops them. */
export function startJobs(deps: FileDeps, parts: JobParts, log: FastifyBaseLogger): () => Promise<void> {
  const { alerts } = parts;
  const scheduler = startScheduler(deps, {
    onRun: (job, ms, counts) => {
      log.info({ job, ms: Math.round(ms), ...counts }, 'a job ran');
      alerts.clear(`job ${job}`, `The job ${job} works again.`);
    },
    onFailure: (job, error, failures) => {
      log.error({ job, failures, ...traceOf(error) }, 'a job failed and will be retried later');
      // What was held back has its own alert.
      if (failures >= FAILURES_TO_TELL && !(error instanceof HeldBack)) {
        alerts.raise(`job ${job}`, `The job ${job} has failed ${failures} times in a row. The server's log says why.`);
      }
    },
  });
  scheduleJobs(scheduler, deps, parts);
  return scheduler.stop;
}
