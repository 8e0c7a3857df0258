import type { FastifyBaseLogger } from 'fastify';
import type { Ring } from '#shared/screening/geometry.ts';
import { openAnchorKey } from './audit/anchor-key.ts';
import { anchorsFile } from './audit/keep-anchor.ts';
import type { Config } from './config.ts';
import type { FileDeps } from './deps.ts';
import { watchClock } from './jobs/clock-guard.ts';
import { startJobs } from './jobs/start-jobs.ts';
import type { Watch } from './jobs/watch.ts';
import { watchAudit } from './jobs/watch-audit.ts';
import { watchDisk } from './jobs/watch-disk.ts';
import { watchIntake } from './jobs/watch-intake.ts';
import { type Alerts, createAlerts } from './mail/alerts.ts';
import type { MailTransport } from './mail/transport.ts';
import { rmsFolder } from './rms/target.ts';
import { openSyslog } from './siem/open-syslog.ts';

export type Watching = {
  /** Alerts to the people who run the server. */
  alerts: Alerts;
  supervisors: Alerts;
  audit: Watch;
  disk: Watch;
};

type Options = {
  /** Null if there is no mail server. */
  transport: MailTransport | null;
  boundary: Ring | null;
  log: FastifyBaseLogger;
};

/** Starts the alerts, the checks of the audit log and the disk, and, unless they are turned off, the scheduled jobs. */
export async function startWatching(
  deps: FileDeps,
  config: Config,
  undo: (() => Promise<unknown>)[],
  { transport, boundary, log }: Options,
): Promise<Watching> {
  const siem = await openSyslog(config.syslog);
  const anchor = { key: openAnchorKey(config.dataDir), file: anchorsFile(config.dataDir), siem };
  const alertsTo = (to: string | null) =>
    createAlerts({
      transport,
      from: config.mailFrom,
      to,
      now: deps.now,
      log: (alert, text) => log.error({ alert }, text),
    });
  const alerts = alertsTo(config.alertTo);
  const supervisors = alertsTo(config.supervisorsTo);
  const audit = watchAudit(deps, alerts);
  undo.push(audit.stop);
  const disk = watchDisk(deps, config.dataDir, alerts);
  undo.push(disk.stop, watchIntake(deps, alerts).stop);
  if (config.scanner === null)
    log.warn('P2C_CLAMD is not set: the records system gets no files that people send until it is (none: no scanner)');
  if (config.jobs) {
    const clock = watchClock(deps, alerts);
    undo.push(clock.stop);
    const { mailFrom: from, digestTo, supervisorsTo } = config;
    undo.push(
      startJobs(
        deps,
        {
          alerts,
          boundary,
          digest: transport === null || digestTo.length === 0 ? null : { transport, from, to: digestTo },
          danger: transport === null ? null : { transport, from },
          holds: transport === null || supervisorsTo === null ? null : { transport, from, to: supervisorsTo },
          scanner: config.scanner === 'none' ? null : config.scanner,
          hasBackups: config.databaseUrl !== null,
          siem,
          anchor,
          rmsFolder: config.rms === null ? rmsFolder(config.dataDir) : null,
        },
        log,
      ),
    );
  }
  return { alerts, supervisors, audit, disk };
}
