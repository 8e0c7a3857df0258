import type { Transaction } from 'kysely';
import { addUploads } from '#server/db/attachments.ts';
import { appendAudit } from '#server/db/audit.ts';
import { noteDanger } from '#server/db/danger.ts';
import { lockSubmission, removeDraft } from '#server/db/drafts.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockDuplicates } from '#server/db/primary.ts';
import { useUpReplyLinks } from '#server/db/private-link.ts';
import { changeReport, lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportRow } from '#server/db/tables/reports.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { noteReported, noteSent, reportOf, wasSent } from '#server/db/used-forms.ts';
import type { Deps } from '#server/deps.ts';
import { fromStaff } from '#server/staff-networks.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { type Incident, incident } from '#shared/domain/incident.ts';
import { mayWrite } from '#shared/domain/messages.ts';
import { hasRoom } from '#shared/domain/own-entries.ts';
import type { Facts } from '#shared/domain/report.ts';
import { isOpen, takesMore } from '#shared/domain/workflow.ts';
import { plainLetter } from '#shared/letters/letter.ts';
import { narrativeOf } from '#shared/screening/danger.ts';
import { sendLetter, sendReceipt } from '../letters/send-letter.ts';
import { packageWrites } from '../records/queue-package.ts';
import { lockPrimary, passToPrimary } from './pass-to-primary.ts';
import { reopenDuplicates } from './reopen-duplicates.ts';

/**
 * What the reporter enters on the report's own page; `uploadId` is the ID of the form, with which its files were
 * uploaded. Sending the same form with the same text again, such as by a second press, changes nothing and is answered
 * like the first time.
 */
export type Told = { text: string; uploadId: string | null };

type Added = boolean | 'full';

/**
 * Adds information from the reporter to a report that is still open. If the report was rejected as a duplicate, the
 * information goes to its primary, provided that the primary is open. Raises the report's version, so that an officer who
 * is about to decide sees the addition first. The caller must have verified that the request comes from the reporter.
 * @returns false if the report does not exist or is closed, so that no one would read the addition; `full` if its
 * reporter has added all that a report can take.
 */
export function addInformation(deps: Deps, reportId: string, { text, uploadId }: Told, source: string): Promise<Added> {
  return change(deps, reportId, async (trx, row, at) => {
    const form = { id: uploadId, act: 'add', text };
    if (await wasSent(trx, row.id, form)) return true;
    const primary = row.state === 'rejected' ? await lockPrimary(trx, row) : null;
    if (primary === null ? !takesMore(row.state) : !isOpen(primary.state)) return false;
    if (isFull(row, text.length, primary)) return 'full';
    await add(trx, deps, row, { text, uploadId, source, at, code: 'added', primary });
    await noteSent(trx, row.id, form, at);
    return true;
  });
}

/** Adds a message from the reporter to a report whose page takes messages; otherwise like `addInformation`. */
export function writeMessage(deps: Deps, reportId: string, { text, uploadId }: Told, source: string): Promise<Added> {
  return change(deps, reportId, async (trx, row, at) => {
    const form = { id: uploadId, act: 'message', text };
    if (await wasSent(trx, row.id, form)) return true;
    if (!mayWrite(toReport(row))) return false;
    if (isFull(row, text.length)) return 'full';
    await add(trx, deps, row, { text, uploadId, source, at, code: 'message_received', primary: null });
    await noteSent(trx, row.id, form, at);
    return true;
  });
}

/**
 * Adds a form whose e-mail address has just been confirmed, with its files, to an earlier report of the same incident,
 * and deletes the form. A form that this report already has changes nothing.
 * @returns false if the report is no longer open or has no room for it, or the form was filed otherwise.
 */
export function addForm(
  deps: Deps,
  reportId: string,
  { facts, uploadId }: { facts: Facts; uploadId: string },
  source: string,
): Promise<boolean> {
  return change(deps, reportId, async (trx, row, at) => {
    await lockSubmission(trx, uploadId);
    const before = await reportOf(trx, uploadId, at);
    if (before !== null) return before.id === row.id && !before.isNew;
    const told = incident.parse(facts);
    const isTaken = takesMore(row.state) && !isFull(row, facts.how.length + JSON.stringify(told).length);
    if (!isTaken || !(await removeDraft(trx, uploadId))) return false;
    const form = { text: facts.how, told, danger: narrativeOf(facts) };
    await add(trx, deps, row, { ...form, uploadId, source, at, code: 'added', primary: null });
    await noteReported(trx, { formId: uploadId, reportId: row.id, at });
    return true;
  });
}

/** Whether the reporter of this report, which the caller has locked, has added all that it or its primary can take. */
function isFull(row: ReportRow, characters: number, primary: ReportRow | null = null): boolean {
  if (!hasRoom(toReport(row).history, characters)) return true;
  return primary !== null && !hasRoom(toReport(primary).history, characters, row.tracking_number);
}

async function add(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  {
    text,
    uploadId,
    source,
    at,
    code,
    primary,
    told,
    danger = text,
  }: Told & {
    source: string;
    at: Date;
    code: 'added' | 'message_received';
    primary: ReportRow | null;
    /** For a whole form: its other facts and, in `danger`, all of its text to check for signs of danger. */
    told?: Incident;
    danger?: string;
  },
): Promise<void> {
  const isMessage = code === 'message_received';
  await noteDanger(trx, primary?.id ?? row.id, { text: danger, at });
  const files = await addUploads(trx, row, uploadId);
  const params = { files: files.added };
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: isMessage ? 'message' : 'added',
    by: null,
    ...fromStaff(deps, source),
    event: told === undefined ? { code, params } : { code: 'added_again', params: { ...params, told } },
    note: text === '' ? null : text,
    letter: await sendReceipt(trx, deps, row, at),
  };
  // Information from an approved report's reporter belongs to the case, so the records system gets it, too.
  const writes =
    row.state === 'approved' && primary === null
      ? await packageWrites(
          trx,
          { ...toReport(row), attachments: files.all },
          {
            kind: 'supplement',
            caseNumber: row.case_number ?? '',
            offenseCode: row.offense_code,
            cause: text,
            at,
            by: '',
          },
          await currentPolicy(trx),
        )
      : [];
  const { version } =
    primary === null
      ? await changeReport(trx, row, { at, entry, set: files.set }, { writes })
      : await passToPrimary(trx, { duplicate: row, primary, entry, files });
  await appendAudit(trx, {
    at,
    actor: 'person',
    action: isMessage ? 'report.write' : 'report.add',
    target: row.id,
    outcome: 'success',
    source,
    detail: {
      ...fromStaff(deps, source),
      version,
      files: files.added,
      ...(primary === null ? {} : { passedOnTo: primary.id }),
    },
  });
}

/** Withdraws an open report at its reporter's request. @returns false if the report does not exist or is not open. */
export function withdrawReport(
  deps: Deps,
  reportId: string,
  { text, uploadId }: Told,
  source: string,
): Promise<boolean> {
  return inTransaction(deps.db, async (trx) => {
    await lockDuplicates(trx);
    const at = deps.now();
    const row = await lockReport(trx, reportId);
    if (row === null) return false;
    const form = { id: uploadId, act: 'withdraw', text };
    if (await wasSent(trx, row.id, form)) return true;
    if (!isOpen(row.state)) return false;
    await noteDanger(trx, row.id, { text, at });
    const policy = await currentPolicy(trx);
    const letter = await sendLetter(trx, deps, row, {
      letter: plainLetter('withdrawn', toReport(row), policy),
      at,
      asked: true,
    });
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'withdrawn',
      by: null,
      ...fromStaff(deps, source),
      event: { code: 'withdrawn', params: {} },
      note: text === '' ? null : text,
      letter,
    };
    // No one would read an answer to a withdrawn report, so its reply links are closed.
    await useUpReplyLinks(trx, row.id, at);
    const done = await changeReport(trx, row, { at, entry, set: { state: 'withdrawn', claim: null } });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.withdraw',
      target: row.id,
      outcome: 'success',
      source,
      detail: { ...fromStaff(deps, source), version: done.version, letter: letter.id },
    });
    await reopenDuplicates(trx, deps, done, { at, source });
    await noteSent(trx, row.id, form, at);
    return true;
  });
}

function change<T>(
  deps: Deps,
  reportId: string,
  work: (trx: Transaction<Database>, row: ReportRow, at: Date) => Promise<T>,
): Promise<T | false> {
  return inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    return row === null ? false : work(trx, row, deps.now());
  });
}
