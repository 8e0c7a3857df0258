import type { Transaction } from 'kysely';
import { type FollowUpStep, followUpStep } from '#shared/domain/follow-up-clock.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { asPromised, replyLinkEnd } from '#shared/domain/reply-terms.ts';
import { plainLetter, reminderLetter } from '#shared/letters/letter.ts';
import { randomAccessCode } from '../auth/access-code.ts';
import { keepLink, sendLetter } from '../commands/letters/send-letter.ts';
import { reopenDuplicates } from '../commands/reports/reopen-duplicates.ts';
import { appendAudit } from '../db/audit.ts';
import { type OpenFollowUp, openFollowUps } from '../db/follow-ups.ts';
import { appendHistory } from '../db/letters.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockDuplicates } from '../db/primary.ts';
import { changeReport, lockReportNow, toReport } from '../db/report.ts';
import type { Database } from '../db/schema.ts';
import type { ReportRow } from '../db/tables/reports.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

const SLICE = 200;

/**
 * Reminds reporters of follow-ups they haven't answered, and closes reports whose deadline has passed without an
 * answer. The deadline in the letter applies, even if the policy has changed. Each report has its own transaction,
 * which decides what to do, so the job may run at any time, twice, or in several processes. Only a follow-up starts
 * this deadline: no report is ever closed because of missed calls. A failure in one report doesn't hold up the others.
 */
export async function remindAndClose(
  deps: Deps,
  stopped: AbortSignal = new AbortController().signal,
): Promise<{ reminded: number; closed: number }> {
  const current = await currentPolicy(deps.db);
  const done = { reminded: 0, closed: 0 };
  const failed: unknown[] = [];
  for (let after: string | undefined; !stopped.aborted; ) {
    const slice = await openFollowUps(deps.db, { limit: SLICE, ...(after === undefined ? {} : { after }) });
    for (const one of slice) {
      if (stopped.aborted) break;
      if (one.undelivered || followUpStep(one, deps.now(), asPromised(current, one.terms)).kind === 'wait') continue;
      const step = await inTransaction(deps.db, (trx) => takeStep(trx, deps, one.reportId, current)).catch(
        (error: unknown) => failed.push(error),
      );
      if (step === 'remind') done.reminded += 1;
      if (step === 'close') done.closed += 1;
    }
    after = slice.at(-1)?.reportId;
    if (slice.length < SLICE) break;
  }
  // All other reports were processed; fail the job anyway, so someone investigates.
  if (failed.length > 0) throw failed[0];
  return done;
}

/** How many reports `remindAndClose` would close now; stops counting above `most`. */
export async function countToClose(deps: Deps, most: number): Promise<number> {
  const current = await currentPolicy(deps.db);
  let closing = 0;
  for (let after: string | undefined; closing <= most; ) {
    const slice = await openFollowUps(deps.db, { limit: SLICE, ...(after === undefined ? {} : { after }) });
    closing += slice.filter(
      (one) => !one.undelivered && followUpStep(one, deps.now(), asPromised(current, one.terms)).kind === 'close',
    ).length;
    after = slice.at(-1)?.reportId;
    if (slice.length < SLICE) break;
  }
  return closing;
}

async function takeStep(
  trx: Transaction<Database>,
  deps: Deps,
  reportId: string,
  current: Policy,
): Promise<FollowUpStep['kind']> {
  await lockDuplicates(trx);
  // If another transaction is changing the row, skip it; the next run checks again.
  const row = await lockReportNow(trx, reportId);
  const [open] = row === null ? [] : await openFollowUps(trx, { only: reportId, limit: 1 });
  if (row === null || open === undefined || open.undelivered) return 'wait';
  const at = deps.now();
  // Letters also use the deadlines that were promised with the follow-up.
  const policy = asPromised(current, open.terms);
  const step = followUpStep(open, at, policy);
  if (step.kind === 'remind') await remind(trx, deps, row, open, { at, policy, daysLeft: step.daysLeft });
  if (step.kind === 'close') await close(trx, deps, row, open, { at, policy });
  return step.kind;
}

async function remind(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  open: OpenFollowUp,
  { at, policy, daysLeft }: { at: Date; policy: Policy; daysLeft: number },
): Promise<void> {
  const token = randomAccessCode();
  const written = reminderLetter(toReport(row), open.asked, daysLeft, policy);
  const letter = await sendLetter(trx, deps, row, { letter: written, at, link: token });
  await keepLink(trx, {
    token,
    reportId: row.id,
    actId: open.actId,
    purpose: 'reply',
    at,
    until: replyLinkEnd(at, asPromised(policy, { replyDays: daysLeft, countIn: policy.times.countIn })),
  });
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: 'reminded',
    by: null,
    event: { code: 'reminded', params: { days: daysLeft } },
    note: null,
    letter,
  };
  await appendHistory(trx, row.id, entry, at);
  await tell(trx, 'report.remind', row.id, at, { letter: letter.id, daysLeft });
}

async function close(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  open: OpenFollowUp,
  { at, policy }: { at: Date; policy: Policy },
): Promise<void> {
  const token = randomAccessCode();
  const written = plainLetter('closed_no_answer', toReport(row), policy);
  const letter = await sendLetter(trx, deps, row, { letter: written, at, link: token });
  await keepLink(trx, {
    token,
    reportId: row.id,
    actId: open.actId,
    purpose: 'reply',
    at,
    days: policy.times.reopenDays,
  });
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: 'closed',
    by: null,
    event: { code: 'closed', params: {} },
    note: null,
    letter,
  };
  const done = await changeReport(trx, row, { at, entry, set: { state: 'closed_no_answer', claim: null } });
  await tell(trx, 'report.close', row.id, at, { letter: letter.id, version: done.version });
  await reopenDuplicates(trx, deps, done, { at, source: 'clock' });
}

function tell(
  trx: Transaction<Database>,
  action: 'report.remind' | 'report.close',
  target: string,
  at: Date,
  detail: Record<string, unknown>,
): Promise<void> {
  return appendAudit(trx, { at, actor: 'system', action, target, outcome: 'success', source: 'clock', detail });
}
