import type { Transaction } from 'kysely';
import { randomAccessCode } from '#server/auth/access-code.ts';
import type { AuditEntry } from '#server/db/audit.ts';
import { nextCaseNumber, voidCaseNumber } from '#server/db/counters.ts';
import { decisionWithdrawal, keepFromMail, letterWrite, withdrawal } from '#server/db/letters.ts';
import { putKeys } from '#server/db/link-keys.ts';
import { changeReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportChange, ReportRow } from '#server/db/tables/reports.ts';
import type { Write } from '#server/db/write-together.ts';
import type { Deps } from '#server/deps.ts';
import { KEY_RULES, keysOf } from '#server/linkage/model.ts';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import type { Correction } from '#shared/domain/correction.ts';
import { hintsFollowed } from '#shared/domain/hints-followed.ts';
import type { HistoryEntry, NewEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { replyLinkEnd } from '#shared/domain/reply-terms.ts';
import type { Report } from '#shared/domain/report.ts';
import { noticesFor } from '#shared/letters/blocks.ts';
import { completeLetter, hasLink, type Letter } from '#shared/letters/letter.ts';
import { isPageOnly, isUnsafe } from '#shared/letters/mail-address.ts';
import { linkDuplicate, unlinkDuplicate } from '../duplicates/duplicate-links.ts';
import { letterTo, linkWrite } from '../letters/send-letter.ts';
import { packageWrites } from '../records/queue-package.ts';
import { eventOf } from './act-event.ts';
import { claimFiles } from './message-files.ts';

/** The act that a workstation requests, and the officer who carries it out. */
export type ActInput = {
  reportId: string;
  /** The idempotency key, chosen by the workstation; it becomes the act's ID. */
  key: string;
  request: ActRequest;
  officer: Officer;
  source: string;
  /** For a `return` by an officer who decides the report next: assigns the report to that officer. */
  isTakenOver?: true;
};

/** An act that passed its checks, with everything needed to carry it out. */
type Doing = ActInput & {
  state: Report['state'];
  letter: Letter | null;
  colleague: Report['assignedTo'];
  duplicate: { id: string; primary: string } | null;
  isAlone: boolean;
  withdrawn: string | null;
  requestHash: string;
  at: Date;
  policy: Policy;
};

/**
 * Writes everything that an act changes, in the caller's transaction: letter, act, private link, case number, package for
 * the records system, the report itself, and the audit row. Once the case number is assigned, all other approvals wait
 * for this transaction, so most of this is a single statement. Returns the report as it is now.
 */
export async function carryOut(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  doing: Doing,
): Promise<ReportRow> {
  const { key, officer, at, policy, request, requestHash } = doing;
  const { act, seen, circumstances } = request;
  if (doing.duplicate !== null) await linkDuplicate(trx, row, doing.duplicate, doing);
  if (act.kind === 'return' || act.kind === 'grant_appeal') {
    await unlinkDuplicate(trx, row, act.kind === 'grant_appeal' || act.notDuplicate === true, doing);
  }
  const { number: caseNumber, writes } = await settleCaseNumber(trx, row, doing);
  const finished =
    doing.letter === null ? null : completeLetter(doing.letter, caseNumber === null ? {} : { caseNumber });
  // The agency's wording decides whether a letter has a private link; the act decides where it leads.
  const link = finished !== null && hasLink(finished) ? randomAccessCode() : undefined;
  const leadsTo = act.kind === 'follow_up' ? 'reply' : 'status';
  const sent = finished === null ? null : letterTo(deps, row, { letter: finished, at, link, leadsTo });
  if (sent !== null) writes.push(letterWrite(trx, sent.queued));
  if (doing.withdrawn !== null) writes.push(withdrawal(trx, doing.withdrawn, at));
  // A case number or a reason that no longer holds must not reach anyone, also if a PDF of the letter was made before.
  else if (act.kind === 'return' || act.kind === 'grant_appeal') writes.push(decisionWithdrawal(trx, row.id, at));

  const files = await claimFiles(trx, row.id, doing);
  const event = eventOf(act, policy, { caseNumber, colleague: doing.colleague, isAlone: doing.isAlone, files });
  writes.push(
    trx.insertInto('act').values({
      id: key,
      request_hash: requestHash,
      report_id: row.id,
      officer_id: officer.id,
      kind: act.kind,
      event: JSON.stringify(event),
      note: act.note,
      act: JSON.stringify(act),
      seen: JSON.stringify(seen),
      decided_at: at,
      report_version: row.version + 1,
      case_number: act.kind === 'approve' ? caseNumber : null,
      letter_id: sent?.kept.id ?? null,
      circumstances: circumstances === undefined ? null : JSON.stringify(circumstances),
      hints_followed: circumstances === undefined ? null : hintsFollowed(act, circumstances, policy),
    }),
  );
  if (link !== undefined) {
    const ends = leadsTo === 'reply' ? { until: replyLinkEnd(at, policy) } : { days: policy.times.reopenDays };
    writes.push(linkWrite(trx, { token: link, reportId: row.id, actId: key, at, ...ends, purpose: leadsTo }));
  }
  const report = toReport(row);
  const attachments = [...report.attachments, ...files];
  const corrections = act.kind === 'correct' ? corrected(row, doing, act) : report.corrections;
  writes.push(...(await packages(trx, { ...report, attachments, corrections }, doing, caseNumber)));
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: HISTORY_KIND[act.kind],
    by: officer.displayName,
    officerId: officer.id,
    event,
    note: act.note === '' ? null : act.note,
    ...(act.kind === 'escalate' || act.danger === undefined ? {} : { danger: act.danger }),
    letter: sent?.kept ?? null,
  };
  const set = {
    ...changesOf(row, doing),
    case_number: caseNumber,
    ...(files.length === 0 ? {} : { attachments: JSON.stringify(attachments) }),
  };
  if (act.kind === 'correct') {
    await relink(trx, row, corrections);
    const { who } = knownFacts({ ...toReport(row), corrections });
    if (isUnsafe(who.safeContact, 'email')) await keepFromMail(trx, row.id, isPageOnly(who));
  }
  const detail = {
    act: key,
    version: row.version + 1,
    ...(sent === null ? {} : { letter: sent.kept.id }),
    ...noticesGiven(row, doing),
    ...(doing.withdrawn === null ? {} : { withdrawn: doing.withdrawn }),
    ...(act.kind === 'escalate' || act.danger === undefined ? {} : { danger: act.danger.way }),
    ...(doing.isAlone ? { alone: true } : {}),
    ...(files.length === 0 ? {} : { files: files.length, hashes: files.map(({ sha256 }) => sha256) }),
    ...(doing.isTakenOver === true ? { assignedTo: officer.id } : {}),
  };
  const audit = auditOf(doing, at, 'success', detail);
  return changeReport(trx, row, { at, entry, set }, { writes, audit });
}

/** The codes of the notices sent with an approval's letter, as proof that they were given. */
function noticesGiven({ kind }: ReportRow, { request: { act }, letter, policy }: Doing): { notices?: string[] } {
  if (act.kind !== 'approve' || letter === null) return {};
  const notices = noticesFor('approved', { kind, offenseCode: act.offenseCode }, policy);
  return notices.length === 0 ? {} : { notices: notices.map(({ code }) => code) };
}

/** The audit row of an act, or of its refusal. */
export function auditOf(
  { reportId, officer, source, request }: ActInput,
  at: Date,
  outcome: 'success' | 'failure',
  detail: Record<string, unknown>,
): AuditEntry {
  const action = `report.${request.act.kind}` as const;
  return { at, actor: officer.id, action, target: reportId, outcome, source, detail };
}

/** An approval assigns a case number or makes the report's old one valid again; reversing an approval voids it. */
async function settleCaseNumber(
  trx: Transaction<Database>,
  row: ReportRow,
  { request: { act }, policy, at }: Doing,
): Promise<{ number: string | null; writes: Write[] }> {
  const number = row.case_number;
  if (act.kind === 'approve') {
    if (number === null) {
      const given = await nextCaseNumber(trx, policy, row, at);
      return { number: given.number, writes: [given.write] };
    }
    await voidCaseNumber(trx, number, null);
  }
  if (act.kind === 'return' && number !== null && row.state === 'approved') await voidCaseNumber(trx, number, at);
  return { number, writes: [] };
}

async function packages(
  trx: Transaction<Database>,
  report: Report,
  { request: { act }, officer, policy, at }: Doing,
  caseNumber: string | null,
): Promise<Write[]> {
  if (caseNumber === null) return [];
  const decided = { caseNumber, at, by: officer.displayName };
  if (act.kind === 'approve') {
    return packageWrites(
      trx,
      report,
      { ...decided, kind: 'approved', offenseCode: act.offenseCode, cause: '' },
      policy,
    );
  }
  const { offenseCode, state } = report;
  if (act.kind === 'return' && state === 'approved') {
    return packageWrites(trx, report, { ...decided, kind: 'returned', offenseCode, cause: act.cause }, policy);
  }
  // A correction or a file sent to the reporter belongs to the case. So the records system gets it, as it gets
  // information from the reporter after the approval.
  const isMore = act.kind === 'correct' || (act.kind === 'message' && act.files !== undefined);
  if (isMore && state === 'approved') {
    return packageWrites(trx, report, { ...decided, kind: 'supplement', offenseCode, cause: act.note }, policy);
  }
  return [];
}

/** Updates the report's index keys to include the officer's corrections. */
function relink(trx: Transaction<Database>, row: ReportRow, corrections: Correction[]): Promise<void> {
  const keys = keysOf({ ...toReport(row), corrections }).map(({ key }) => key);
  return putKeys(trx, KEY_RULES, [{ reportId: row.id, keys }]);
}

/** All corrections of a report, including the one this act makes. */
function corrected(row: ReportRow, { officer, at }: Doing, act: Extract<Act, { kind: 'correct' }>): Correction[] {
  const { id, displayName } = officer;
  const { field, value, note: why } = act;
  return [...toReport(row).corrections, { field, value, why, by: { id, displayName }, at: at.toISOString() }];
}

function changesOf(row: ReportRow, doing: Doing): ReportChange {
  const { state, officer, colleague, duplicate, isTakenOver } = doing;
  const { act } = doing.request;
  const moved = state === row.state ? {} : { state, claim: null };
  const before = toReport(row);
  switch (act.kind) {
    case 'approve':
      return { ...moved, offense_code: act.offenseCode, decided_by: officer.id };
    case 'reject':
      return { ...moved, decided_by: officer.id, duplicate_of: duplicate?.primary ?? null };
    case 'uphold_appeal':
      return { ...moved, decided_by: officer.id };
    case 'grant_appeal':
      // Somebody else reads it: it doesn't stay with the officer whose decision was set aside.
      return {
        ...moved,
        decided_by: null,
        duplicate_of: null,
        ...(before.assignedTo?.id === before.decidedBy ? { assigned_to: null } : {}),
      };
    case 'return':
      return {
        ...moved,
        decided_by: null,
        duplicate_of: null,
        ...(isTakenOver === true
          ? { assigned_to: JSON.stringify({ id: officer.id, displayName: officer.displayName }) }
          : {}),
      };
    case 'assign':
      return { assigned_to: colleague === null ? null : JSON.stringify(colleague) };
    case 'correct':
      return { corrections: JSON.stringify(corrected(row, doing, act)) };
    case 'follow_up':
    case 'escalate':
    case 'log_call':
    case 'message':
    case 'note':
      return moved;
  }
}

const HISTORY_KIND = {
  approve: 'approved',
  reject: 'rejected',
  follow_up: 'follow_up',
  log_call: 'contact',
  message: 'message',
  escalate: 'escalated',
  assign: 'assigned',
  note: 'noted',
  correct: 'corrected',
  return: 'returned',
  uphold_appeal: 'appeal_decided',
  grant_appeal: 'appeal_decided',
} as const satisfies Record<Act['kind'], HistoryEntry['kind']>;
