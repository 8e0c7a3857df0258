import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** What a form of a report's own page sends, besides its files. `id` is the form's ID; null if it was not ours. */
type SentForm = { id: string | null; act: string; text: string };

/** What a whole report is recorded as. */
const REPORT = 'report';
/** How long the browser that filed a report can be shown the report's access code again. */
const CODE_AGAIN_MS = 30 * 60_000;

/** The text may have been changed in the meantime, and is then something new. */
const digestOf = ({ act, text }: SentForm) => `${act} ${createHash('sha256').update(text).digest('hex')}`;

/**
 * Whether this report already has what the form sends. Files that arrived again, as they do with a second press in a
 * browser without scripts, are nothing new; other files are.
 */
export async function wasSent(db: Queries, reportId: string, form: SentForm): Promise<boolean> {
  if (form.id === null) return false;
  const { rows } = await sql`
    select from used_form where form_id = ${form.id} and sent = ${digestOf(form)} and report_id = ${reportId}
      and not exists (select from attachment fresh where fresh.upload_id = ${form.id} and fresh.report_id is null
        and not exists (select from attachment own where own.report_id = ${reportId} and own.sha256 = fresh.sha256))`.execute(
    db,
  );
  return rows.length > 0;
}

/** Records what a form has sent to a report that the caller has locked. */
export async function noteSent(trx: Transaction<Database>, reportId: string, form: SentForm, at: Date): Promise<void> {
  if (form.id !== null)
    await note(trx, { form_id: form.id, sent: digestOf(form), report_id: reportId, at, code: null });
}

/**
 * Records that a form became a report, or part of an earlier one.
 * @param code the new report's access code, encrypted.
 */
export async function noteReported(
  trx: Transaction<Database>,
  { formId, reportId, at, code = null }: { formId: string; reportId: string; at: Date; code?: Buffer | null },
): Promise<void> {
  await note(trx, { form_id: formId, sent: REPORT, report_id: reportId, at, code });
}

type Row = { form_id: string; sent: string; report_id: string; at: Date; code: Buffer | null };

// The same form can send the same words again, with other files.
const note = (trx: Transaction<Database>, row: Row) =>
  trx
    .insertInto('used_form')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/**
 * What became of a form: the report that was filed with it or that it was added to. `code` is the new report's access
 * code, encrypted; null once it is no longer shown. Null if the form was not sent yet.
 */
export async function reportOf(
  db: Queries,
  formId: string,
  now: Date,
): Promise<{ id: string; isNew: boolean; code: Buffer | null } | null> {
  const filed = await db.selectFrom('report').select('id').where('submission_id', '=', formId).executeTakeFirst();
  const used = await db
    .selectFrom('used_form')
    .select(['report_id', 'at', 'code'])
    .where('form_id', '=', formId)
    .where('sent', '=', REPORT)
    .executeTakeFirst();
  const id = filed?.id ?? used?.report_id;
  if (id === undefined) return null;
  const isShown = used !== undefined && now.getTime() - used.at.getTime() <= CODE_AGAIN_MS;
  return { id, isNew: filed !== undefined, code: isShown ? used.code : null };
}

/** Removes the access codes that are no longer shown. @returns the number of them. */
export async function forgetCodes(db: Kysely<Database>, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('used_form')
    .set({ code: null })
    .where('code', 'is not', null)
    .where('at', '<', new Date(now.getTime() - CODE_AGAIN_MS))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
