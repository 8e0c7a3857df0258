import { type Kysely, sql, type Transaction } from 'kysely';
import type { NewEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { OWED_STATES, promisedAnswer } from '#shared/domain/promised-answer.ts';
import type { Report } from '#shared/domain/report.ts';
import { waitingSince } from '#shared/domain/waiting.ts';
import { addDays, dayOf } from '#shared/domain/working-days.ts';
import { plainLetter } from '#shared/letters/letter.ts';
import { isPageOnly, isUnsafe, mailAddress } from '#shared/letters/mail-address.ts';
import { sendLetter } from '../commands/letters/send-letter.ts';
import { appendAudit } from '../db/audit.ts';
import { appendHistory } from '../db/letters.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockReportNow, reportText, toReport } from '../db/report.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';

const SLICE = 200;
/**
 * Letters are sent until this many days after the promised day, so that a server's first run doesn't write about old
 * reports.
 */
const MOST_DAYS_AFTER = 7;

/**
 * Tells reporters, by e-mail or on paper, that the promised answer is late, before they have to ask. Each time that a
 * report waits on the agency, its reporter is told once. Each report has its own transaction, so the job may run at any
 * time, twice, or in several processes.
 */
export async function tellLate(deps: Deps, stopped: AbortSignal): Promise<{ told: number }> {
  const policy = await currentPolicy(deps.db);
  let told = 0;
  for (let after = ''; !stopped.aborted; ) {
    const slice = await owed(deps.db, after, deps.now());
    for (const report of slice.filter((one) => isLate(one, policy, deps.now()))) {
      if (stopped.aborted) break;
      const isTold = await deps.db.transaction().execute((trx) => tell(trx, deps, report.id, policy));
      told += Number(isTold);
    }
    after = slice.at(-1)?.id ?? '';
    if (slice.length < SLICE) break;
  }
  return { told };
}

/** Returns the next reports, in order of their IDs, that are waiting on the agency and were filed over a day ago. */
async function owed(db: Kysely<Database>, after: string, now: Date): Promise<Report[]> {
  const rows = await db
    .selectFrom('report')
    .select(reportText.as('text'))
    .where('state', 'in', [...OWED_STATES])
    .where('received_at', '<', new Date(now.getTime() - 86_400_000))
    .where(sql<boolean>`report.id > ${after === '' ? '00000000-0000-0000-0000-000000000000' : after}::uuid`)
    .orderBy('report.id')
    .limit(SLICE)
    .execute();
  return rows.map(toReport);
}

/**
 * Whether to tell the reporter that the answer is late: the promised day has recently passed, the reporter hasn't been
 * told since the wait began, and a letter can reach them.
 */
export function isLate(report: Report, policy: Policy, now: Date): boolean {
  const promise = promisedAnswer(report, policy, now);
  if (promise === null || promise.left >= 0) return false;
  if (dayOf(now, policy.agency.timeZone) > addDays(promise.by, MOST_DAYS_AFTER)) return false;
  const since = waitingSince(report);
  const { who } = knownFacts(report);
  return (
    (mailAddress(who) !== null || !(isUnsafe(who.safeContact, 'mail') || isPageOnly(who))) &&
    !report.history.some(({ event, at }) => event.code === 'told_late' && at > since)
  );
}

async function tell(trx: Transaction<Database>, deps: Deps, id: string, policy: Policy): Promise<boolean> {
  const row = await lockReportNow(trx, id);
  const at = deps.now();
  if (row === null || !isLate(toReport(row), policy, at)) return false;
  const letter = await sendLetter(trx, deps, row, { letter: plainLetter('late', toReport(row), policy), at });
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: 'reminded',
    by: null,
    event: { code: 'told_late', params: {} },
    note: null,
    letter,
  };
  await appendHistory(trx, row.id, entry, at);
  await appendAudit(trx, {
    at,
    actor: 'system',
    action: 'report.tell_late',
    target: row.id,
    outcome: 'success',
    source: 'clock',
    detail: { letter: letter.id },
  });
  return true;
}
