import type { Kysely, Transaction } from 'kysely';
import { openCode } from '#server/auth/access-code.ts';
import { findReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { reportByCode } from '#server/db/status.ts';
import { reportOf } from '#server/db/used-forms.ts';
import type { Report } from '#shared/domain/report.ts';

type FiledBefore = {
  report: Report;
  /** False if the form was added to an earlier report. */
  isNew: boolean;
  /** Only for the browser that sent the form, and for half an hour. */
  accessCode: string | null;
};

/** The report that a form has become or was added to; null if it was not sent yet. */
export async function filedBefore(
  db: Kysely<Database> | Transaction<Database>,
  formId: string,
  { browser, now }: { browser: string | undefined; now: Date },
): Promise<FiledBefore | null> {
  const found = await reportOf(db, formId, now);
  const report = found === null ? null : await findReport(db, found.id);
  if (found === null || report === null) return null;
  const code = found.code === null || browser === undefined ? null : openCode(browser, formId, found.code);
  // A letter on paper may have replaced the code.
  const isValid = code !== null && (await reportByCode(db, code))?.id === report.id;
  return { report, isNew: found.isNew, accessCode: isValid ? code : null };
}
