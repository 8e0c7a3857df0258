import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { findColleague, isOnlySupervisor } from '#server/db/colleagues.ts';
import { droppedBefore, isDroppedKey } from '#server/db/dropped.ts';
import { lockForAct, requestHashOf } from '#server/db/lock-for-act.ts';
import { policyByRowId, policyOfVersion, published } from '#server/db/policy.ts';
import { lockDuplicates, primaryOf } from '#server/db/primary.ts';
import { toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportRow } from '#server/db/tables/reports.ts';
import { isTakenKey } from '#server/db/taken-key.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { unsentLetter } from '#server/db/unsent-letter.ts';
import type { Deps } from '#server/deps.ts';
import { canonicalJson } from '#shared/audit/row.ts';
import type { Act } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { isAppealAct, nextState, personalObstacle, staysOnFile } from '#shared/domain/workflow.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { type Letter, letterDigestInput, letterFor } from '#shared/letters/letter.ts';
import { usedOf } from './act-event.ts';
import { type ActInput, auditOf, carryOut } from './carry-out-act.ts';
import { faultOfFiles } from './message-files.ts';
import { reopenDuplicates } from './reopen-duplicates.ts';

/**
 * Carries out an officer's act. State, history, act, letter, private link, and audit row are written in one transaction.
 * A retry with the same key returns the current report and changes nothing.
 * @throws AppError `not_found`, `idempotency_mismatch`, `stale_version`, `act_not_allowed`, `against_rule`,
 * `letter_changed`; a refusal writes only an audit row. The error's `current` is the report as it is now.
 * @param along called in the same transaction once the act is carried out; not for a retry.
 */
export async function actOnReport(
  deps: Deps,
  input: ActInput,
  along: (trx: Transaction<Database>) => Promise<void> = () => Promise.resolve(),
): Promise<Report> {
  const at = deps.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<{ report: Report } | { refused: AppError }> => {
    const { act } = input.request;
    if (mayMoveDuplicates(act)) await lockDuplicates(trx);
    // Take the lock first, so that a second request with this key waits here and then finds the act that the first one
    // wrote.
    const locked = await lockForAct(trx, input.reportId, input.key, input.officer.id);
    const requestHash = hashOf(input);
    // The version may have changed because a concurrent request carried out this same act while we waited for the lock.
    const moved = locked?.row.version !== input.request.seen.reportVersion;
    const earlier = locked?.earlierHash ?? (moved ? await requestHashOf(trx, input.key) : null);
    if (earlier !== null && earlier !== requestHash) return refuse(trx, input, at, mismatch());
    if (locked === null) return refuse(trx, input, at, gone());
    const { row } = locked;
    if (earlier !== null) return { report: toReport(row) };
    if (locked.isDropped) return refuse(trx, input, at, droppedBefore());

    const policy = published(await policyByRowId(trx, locked.policy));
    const plan = await judge(trx, row, input, policy);
    if (plan instanceof AppError) return refuse(trx, input, at, plan);
    const done = await carryOut(trx, deps, row, { ...input, requestHash, at, policy, ...plan });
    if (staysOnFile(row.state)) await reopenDuplicates(trx, deps, done, { at, source: input.source });
    await along(trx);
    return { report: toReport(done) };
  }).catch((error: unknown) => {
    // Two requests used the same idempotency key for different reports, or for a report and a pair decision; the primary
    // key constraints let only the first one succeed.
    const refused = isTakenKey(error) ? mismatch() : isDroppedKey(error) ? droppedBefore() : null;
    if (refused !== null) return deps.db.transaction().execute((trx) => refuse(trx, input, at, refused));
    throw error;
  });
  if ('refused' in outcome) throw outcome.refused;
  return outcome.report;
}

/** Whether an act may change which report a duplicate points to as its primary, or close that primary. */
const mayMoveDuplicates = ({ kind }: Act): boolean =>
  kind === 'reject' || kind === 'return' || kind === 'grant_appeal' || kind === 'uphold_appeal';

type Plan = {
  state: Report['state'];
  letter: Letter | null;
  /** The officer the report is assigned to, for an `assign` act. */
  colleague: Report['assignedTo'];
  /**
   * For a report rejected as a duplicate: the ID of the report it duplicates, and the tracking number of that report's
   * primary.
   */
  duplicate: { id: string; primary: string } | null;
  /** The officer decides an appeal against their own decision, because nobody else may. */
  isAlone: boolean;
  /** The unsent letter that is withdrawn by an act without a letter of its own. */
  withdrawn: string | null;
};

/** Checks whether the act may be carried out on the report as it is now. */
async function judge(
  trx: Transaction<Database>,
  row: ReportRow,
  { request: { act, seen }, officer, key }: ActInput,
  policy: Policy,
): Promise<Plan | AppError> {
  const current = toReport(row);
  if (seen.reportVersion !== row.version) return new AppError('stale_version', { current });
  const state = nextState(row.state, act.kind, officer.role);
  if (state === null) return new AppError('act_not_allowed', { current });
  const isOwnAppeal = isAppealAct(act.kind) && current.decidedBy === officer.id;
  const isAlone = isOwnAppeal && (await isOnlySupervisor(trx, officer.id));
  const obstacle = personalObstacle(current, act.kind, officer, isAlone);
  if (obstacle !== null) return new AppError('act_not_allowed', { detail: obstacle, current });
  const fields = checkAct(current, act, policy).map(({ path, detail }) => ({ path: `act.${path}`, detail }));
  let duplicate: Plan['duplicate'] = null;
  if (act.kind === 'reject' && act.duplicateOf !== null && fields.length === 0) {
    const found = await primaryOf(trx, act.duplicateOf);
    if (found === null) {
      fields.push(plainFault('act.duplicateOf', 'duplicate_not_found'));
    } else if (found.primary === row.tracking_number) {
      fields.push(plainFault('act.duplicateOf', 'duplicate_of_this'));
    } else if (!found.stays) {
      // Refuse this act, because both reports would be closed although the letter says that one stays on file.
      const detail = { code: 'duplicate_closed', params: { primary: found.primary } } as const;
      fields.push({ path: 'act.duplicateOf', detail });
    } else if (act.namesDuplicate === true && found.primary !== act.duplicateOf) {
      // The letter names the other report, and must match, word for word, what the officer saw. So the primary can't be
      // put in its place here: the officer has to choose it. Without such a letter, the report is recorded as a duplicate
      // of the primary.
      const detail = { code: 'duplicate_of_other', params: { primary: found.primary } } as const;
      fields.push({ path: 'act.duplicateOf', detail });
    } else if (act.namesDuplicate === true && !isSamePerson(current, toReport(found.named))) {
      fields.push(plainFault('act.duplicateOf', 'duplicate_of_other_person'));
    } else duplicate = { id: found.named.id, primary: found.primary };
  }
  const colleague = act.kind === 'assign' && act.to !== null ? await findColleague(trx, act.to) : null;
  if (act.kind === 'assign' && act.to !== null && colleague === null) {
    fields.push(plainFault('act.to', 'colleague_not_found'));
  }
  const fault = await faultOfFiles(trx, current, act, key);
  if (fault !== null) fields.push(plainFault('act.files', fault));
  if (fields.length > 0) return new AppError('against_rule', { fields });

  const isWithdrawing = act.kind === 'return' && act.withoutLetter === true;
  const withdrawn = isWithdrawing ? await unsentLetter(trx, row.id, { lock: true }) : null;
  // The letter was sent after the officer viewed the report, so a correction must be sent.
  if (isWithdrawing && withdrawn === null) return new AppError('letter_changed', { current });
  const letter = letterFor(current, act, policy);
  const shown = letter === null ? null : sha256(letterDigestInput(letter));
  if (seen.letterHash !== shown) return new AppError('letter_changed', { current });
  // A newer policy is fine if everything that this act depends on is unchanged.
  if (seen.policyVersion !== policy.version) {
    const then = await policyOfVersion(trx, seen.policyVersion);
    if (then === null || canonicalJson(usedOf(act, then)) !== canonicalJson(usedOf(act, policy))) {
      return new AppError('letter_changed', { current });
    }
  }
  return { state, letter, colleague, duplicate, isAlone, withdrawn };
}

async function refuse(
  trx: Transaction<Database>,
  input: ActInput,
  at: Date,
  refused: AppError,
): Promise<{ refused: AppError }> {
  await appendAudit(trx, auditOf(input, at, 'failure', { act: input.key, code: refused.code }));
  return { refused };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Circumstances are left out: a decision recovered from a journal may include fewer of them than the original. */
const hashOf = ({ reportId, officer, request: { act, seen } }: ActInput) =>
  sha256(canonicalJson({ reportId, officer: officer.id, request: { act, seen } }));

const gone = () => new AppError('not_found', { detail: { code: 'report_gone', params: {} } });
const mismatch = () => new AppError('idempotency_mismatch');
