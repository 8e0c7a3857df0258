import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readGauges } from '../db/gauges.ts';
import { jobStates } from '../db/jobs.ts';
import type { Deps } from '../deps.ts';

export type Metrics = {
  /** Starts counting the application's responses. */
  measure: (app: FastifyInstance) => void;
  /** Returns the metrics in Prometheus text format. */
  text: () => Promise<string>;
  contentType: string;
};

type Looks = {
  /** Returns the number of requests waiting on the change feed. */
  waiting: () => number;
  auditWritable: () => boolean | null;
  /** Whether rows of the audit log are sent to a SIEM. */
  hasSiem: boolean;
};

const BUCKETS = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/**
 * The server's metrics: counts and times, never an ID, an address, or text from a report. Only this file uses
 * prom-client directly.
 */
export function createMetrics(deps: Deps, { waiting, auditWritable, hasSiem }: Looks): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'p2c_request_duration_seconds',
    help: 'Response time by route and status; the change feed holds requests open on purpose.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `p2c_${name}`, help, labelNames: [...labelNames], registers });

  const stations = gauge('waiting_workstations', 'Requests waiting on the change feed.');
  const writable = gauge('audit_writable', '1 if the audit log was writable at the last check.');
  const database = gauge('database_up', '1 if the database answered this scrape.');
  const letters = gauge('letters_waiting', 'Letters waiting to be e-mailed.');
  const oldest = gauge('letters_oldest_seconds', 'Age of the oldest letter that is due to be sent.');
  const packages = gauge('rms_packages', 'Packages for the records system that are waiting or were refused.', [
    'state',
  ]);
  const rows = gauge('audit_rows', 'Rows in the audit log.');
  const unsent = gauge(
    'audit_unsent_rows',
    'Rows of the audit log that the SIEM does not have yet; 0 without P2C_SYSLOG.',
  );
  const checked = gauge(
    'audit_checked_timestamp_seconds',
    'When the whole audit log was last found intact; before the first check, when it began.',
  );
  const backupMade = gauge(
    'backup_made_timestamp_seconds',
    'When the newest backup was made; before the first one, when the audit log began.',
  );
  const backupChecked = gauge(
    'backup_checked_timestamp_seconds',
    'When the newest backup was made that check-backup found whole; before the first one, when the audit log began.',
  );
  // The label isn't called `job`, because Prometheus uses that label itself.
  const jobSuccess = gauge('job_last_success_timestamp_seconds', 'When a job last succeeded.', ['job_name']);
  const jobFailures = gauge('job_failures', 'Consecutive failures of a job.', ['job_name']);
  const jobDuration = gauge('job_duration_seconds', "Duration of a job's last run.", ['job_name']);

  const fromDatabase = async () => {
    const [now, jobs] = await Promise.all([readGauges(deps.db, deps.now()), jobStates(deps.db)]);
    letters.set(now.lettersWaiting);
    oldest.set(now.oldestLetterSeconds);
    packages.set({ state: 'waiting' }, now.packagesWaiting);
    packages.set({ state: 'refused' }, now.packagesRefused);
    rows.set(now.auditRows);
    unsent.set(hasSiem ? now.auditRows - now.auditSent : 0);
    // Never report zero: an alert would read it as a check more than fifty years ago.
    checked.set(now.auditCheckedAt || now.auditBeganAt);
    backupMade.set(now.backupMadeAt || now.auditBeganAt);
    backupChecked.set(now.backupCheckedAt || now.auditBeganAt);
    for (const { name: job_name, lastSuccessAt, failures, durationMs } of jobs) {
      jobSuccess.set({ job_name }, (lastSuccessAt?.getTime() ?? 0) / 1000);
      jobFailures.set({ job_name }, failures);
      jobDuration.set({ job_name }, (durationMs ?? 0) / 1000);
    }
  };

  return {
    measure: (app) => {
      app.addHook('onResponse', (request, reply, done) => {
        const route = request.routeOptions.url ?? 'unknown';
        requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
        done();
      });
    },
    text: async () => {
      stations.set(waiting());
      writable.set(auditWritable() === true ? 1 : 0);
      // Without the database, process metrics still work; metrics that come from the database keep their last values.
      database.set(
        await fromDatabase().then(
          () => 1,
          () => 0,
        ),
      );
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
