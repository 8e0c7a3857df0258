import type { Ring } from '#shared/screening/geometry.ts';
import { type AnchorPlace, keepAnchor } from '../audit/keep-anchor.ts';
import { forgetBrowserRequests } from '../commands/accounts/browser-requests.ts';
import {
  countIdleAccounts,
  disableIdleAccounts,
  removeOldSessions,
} from '../commands/accounts/disable-idle-accounts.ts';
import { buildFigures } from '../commands/figures/build-figures.ts';
import { drawDue } from '../commands/second-review/draw-sample.ts';
import { forgetIdleDevices } from '../db/devices.ts';
import { removeExpiredDrafts } from '../db/drafts.ts';
import { forgetCountedMail } from '../db/mailbox-limit.ts';
import { removeExpiredLinks } from '../db/private-link.ts';
import { forgetOldNames } from '../db/sign-in-rate.ts';
import { forgetOldSources } from '../db/sign-in-sources.ts';
import { forgetCodes } from '../db/used-forms.ts';
import type { FileDeps } from '../deps.ts';
import type { ScannerAddress } from '../files/clamd.ts';
import type { Alerts } from '../mail/alerts.ts';
import { sweepFolder } from '../rms/sweep-folder.ts';
import { sendAudit } from '../siem/send-audit.ts';
import type { SyslogTarget } from '../siem/syslog-line.ts';
import { checkAudit } from './check-audit.ts';
import { type Counted, guarded } from './clock-guard.ts';
import { countHoldsToEnd, type HoldPost, liftHolds } from './lift-holds.ts';
import { makeLinkKeys } from './make-link-keys.ts';
import { countToClose, remindAndClose } from './remind-and-close.ts';
import { countDueForRemoval, removeKept } from './remove-kept.ts';
import { scanFiles } from './scan-files.ts';
import type { Scheduler } from './scheduler.ts';
import { type DigestPost, sendDigest } from './send-digest.ts';
import { removeFiles, sweepFiles } from './sweep-files.ts';
import { type DangerPost, tellDangerOrAlert } from './tell-danger.ts';
import { tellLate } from './tell-late.ts';
import { watchBackups } from './watch-backups.ts';
import { watchHolidays } from './watch-holidays.ts';

const MINUTE_MS = 60_000;
/** Maximum removals per run; if there are more, the next run follows right away. */
const REMOVE_AT_ONCE = 1_000;

export type JobParts = {
  alerts: Alerts;
  boundary: Ring | null;
  /** Null if no one gets the weekly digest. */
  digest: DigestPost | null;
  /** Null if no mail is sent. */
  danger: DangerPost | null;
  /** Null if no mail is sent to supervisors. */
  holds: HoldPost | null;
  /** Null if there is no malware scanner. */
  scanner: ScannerAddress | null;
  /** Whether the database can be backed up: the demo's cannot. */
  hasBackups: boolean;
  /** Where rows of the audit log go; null if nowhere. */
  siem: SyslogTarget | null;
  anchor: AnchorPlace;
  /** Where packages for the records system are picked up; null if they are sent. */
  rmsFolder: string | null;
};

/**
 * All scheduled jobs of the server. Times of day are in the agency's time zone. `alerts` go to those who run the
 * server.
 */
export function scheduleJobs(
  { schedule }: Scheduler,
  deps: FileDeps,
  { alerts, boundary, digest, danger, holds, scanner, hasBackups, siem, anchor, rmsFolder }: JobParts,
): void {
  /** For whatever removes, ends, closes or counts something by the clock, or tells people what the clock says. */
  const safely = <T>(name: string, work: (steady: FileDeps) => Promise<T>, counted?: Counted) =>
    guarded(deps, { name, alerts, ...(counted === undefined ? {} : { counted }) }, work);

  // Runs often, because someone may be in danger. Each run is cheap, because the index that it reads is almost always
  // empty.
  if (danger !== null) schedule('danger', { everyMs: 20_000 }, () => tellDangerOrAlert(deps, danger, alerts));

  schedule('follow-ups', { everyMs: 10 * MINUTE_MS }, (stopped) =>
    safely('follow-ups', (steady) => remindAndClose(steady, stopped), { limit: 'reportsPerRun', count: countToClose }),
  );

  schedule('late', { dailyAt: '09:10' }, (stopped) => safely('late', (steady) => tellLate(steady, stopped)));

  const removeAll = async (steady: FileDeps, stopped: AbortSignal) => {
    for (let removed = 0; ; ) {
      const round = await removeKept(steady, { stopped, limit: REMOVE_AT_ONCE });
      removed += round.removed;
      if (round.removed < REMOVE_AT_ONCE || stopped.aborted) return { removed };
    }
  };
  schedule('retention', { dailyAt: '03:30' }, (stopped) =>
    safely('retention', (steady) => removeAll(steady, stopped), { limit: 'reportsPerRun', count: countDueForRemoval }),
  );

  schedule('holds', { everyMs: 10 * MINUTE_MS }, () =>
    safely('holds', (steady) => liftHolds(steady, holds), { limit: 'reportsPerRun', count: countHoldsToEnd }),
  );

  const disableIdle = async (steady: FileDeps) => ({
    disabled: await disableIdleAccounts(steady),
    sessionsRemoved: await removeOldSessions(steady),
    devicesForgotten: await forgetIdleDevices(steady.db, steady.now()),
  });
  schedule('accounts', { dailyAt: '03:00' }, () =>
    safely('accounts', disableIdle, { limit: 'accountsPerRun', count: countIdleAccounts }),
  );

  // Runs often, because the limits of these tables apply only when it runs, and each password check can add a row.
  schedule('sign-ins', { everyMs: 10 * MINUTE_MS }, async () => ({
    sources: await forgetOldSources(deps.db, deps.now()),
    names: await forgetOldNames(deps.db, deps.now()),
    browserRequests: await forgetBrowserRequests(deps),
  }));

  // Runs often, so that access codes and the count of e-mails are kept no longer than they are needed.
  schedule('drafts', { everyMs: 10 * MINUTE_MS }, async () => ({
    codesForgotten: await forgetCodes(deps.db, deps.now()),
    mailsForgotten: await forgetCountedMail(deps.db, deps.now()),
    removed: await safely('drafts', ({ db, now }) => removeExpiredDrafts(db, now(), 10_000)),
  }));

  schedule('link-keys', { everyMs: 60 * MINUTE_MS }, (stopped) => makeLinkKeys(deps, stopped));
  schedule('links', { dailyAt: '03:15' }, async () => ({
    removed: await safely('links', ({ db, now }) => removeExpiredLinks(db, now(), 10_000)),
  }));

  schedule('files', { everyMs: 10 * MINUTE_MS }, (stopped) =>
    safely('files', (steady) => removeFiles(steady, stopped)),
  );
  schedule('stray-files', { dailyAt: '04:00' }, (stopped) =>
    safely('stray-files', (steady) => sweepFiles(steady, stopped)),
  );

  // Runs often, so that a file is scanned before the person has finished the form.
  if (scanner !== null)
    schedule('malware', { everyMs: 10_000 }, (stopped) => scanFiles(deps, { address: scanner, alerts }, stopped));

  if (rmsFolder !== null)
    schedule('rms-folder', { everyMs: 5 * MINUTE_MS }, (stopped) => sweepFolder(deps, rmsFolder, stopped));

  // Runs daily, so that a server that was off on Monday still draws last week's sample later. Each week's sample is
  // drawn only once.
  schedule('review-sample', { dailyAt: '04:30' }, async () => {
    const { draws, late } = await safely('review-sample', (steady) =>
      drawDue(steady, { actor: 'system', source: 'clock' }),
    );
    for (const week of late) {
      alerts.raise(
        `review sample ${week}`,
        `The second review's sample of the week of ${week} was drawn late, because no server was running in the week ` +
          'after it. Decisions on reports that retention had already removed could not be drawn.',
      );
    }
    return { drawn: draws.reduce((sum, { chosen }) => sum + chosen, 0), late: late.length };
  });
  schedule('figures', { everyMs: 10 * MINUTE_MS }, (stopped) =>
    safely('figures', (steady) => buildFigures(steady, { boundary, stopped })),
  );
  // Runs every day, so that a server that was off on Monday sends the digest the next day.
  if (digest !== null)
    schedule('digest', { dailyAt: '06:30' }, () => safely('digest', (steady) => sendDigest(steady, digest)));

  if (hasBackups) schedule('backups', { dailyAt: '08:10' }, () => watchBackups(deps, alerts));

  // Runs at the first start and then once a week, so that administrators don't get the notice every day.
  schedule('holidays', { everyMs: 7 * 24 * 60 * MINUTE_MS }, () => watchHolidays(deps, alerts));

  if (siem !== null)
    schedule('audit-siem', { everyMs: 10_000, mostRetryMs: 5 * MINUTE_MS }, (stopped) =>
      sendAudit(deps, siem, stopped),
    );
  schedule('audit-anchor', { everyMs: 5 * MINUTE_MS, mostRetryMs: 5 * MINUTE_MS }, async (stopped) => {
    await keepAnchor(deps, anchor, stopped);
    return {};
  });

  schedule('audit-check', { dailyAt: '02:30' }, async (stopped) => {
    const { chain: check, faults } = await checkAudit(deps, { notes: anchor, stopped });
    if (faults.length > 0) {
      alerts.raise(
        'audit log',
        `The audit log does not agree with the signed notes about it in ${anchor.file}. ` +
          `${faults.map(({ text }) => text).join(' ')} ` +
          'If that was a restore that you know of, say so with verify-audit --anchors FILE --restored ROW. Otherwise, leave ' +
          'the database as it is and investigate before doing anything else.',
      );
    } else if (check.ok) alerts.clear('audit log', `The audit log is intact again: ${check.rows} rows.`);
    else {
      alerts.raise(
        'audit log',
        `The audit log is broken at row ${check.badSeq}; the ${check.rows} rows before it are intact. ` +
          'Someone or something changed it. Leave the database as it is and investigate before doing anything else.',
      );
    }
    return { rows: check.rows, broken: check.ok && faults.length === 0 ? 0 : 1 };
  });
}
