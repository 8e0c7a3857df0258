import { appendAudit } from '#server/db/audit.ts';
import { noteDanger } from '#server/db/danger.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { changeReport, lockReport, toReport } from '#server/db/report.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { noteSent, wasSent } from '#server/db/used-forms.ts';
import type { Deps } from '#server/deps.ts';
import { fromStaff } from '#server/staff-networks.ts';
import { mayAppeal } from '#shared/domain/appeals.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { plainLetter } from '#shared/letters/letter.ts';
import { sendLetter } from '../letters/send-letter.ts';

/**
 * Files the reporter's appeal of a rejection. The caller must have verified that the request comes from the reporter.
 * @returns `before` if the same form has done so before; false if the report does not exist, is not rejected, or was
 * already appealed.
 */
export async function appealReport(
  deps: Deps,
  { reportId, text, formId = null }: { reportId: string; text: string; formId?: string | null },
  source: string,
): Promise<boolean | 'before'> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) return false;
    const form = { id: formId, act: 'appeal', text };
    if (await wasSent(trx, row.id, form)) return 'before';
    if (!mayAppeal(toReport(row))) return false;
    await noteDanger(trx, row.id, { text, at });
    const policy = await currentPolicy(trx);
    const written = plainLetter('appeal_received', toReport(row), policy);
    const letter = await sendLetter(trx, deps, row, { letter: written, at, asked: true });
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'appealed',
      by: null,
      ...fromStaff(deps, source),
      event: { code: 'appealed', params: {} },
      note: text === '' ? null : text,
      letter,
    };
    const { version } = await changeReport(trx, row, { at, entry, set: { state: 'appealed' } });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.appeal',
      target: reportId,
      outcome: 'success',
      source,
      detail: { ...fromStaff(deps, source), version, letter: letter.id },
    });
    await noteSent(trx, row.id, form, at);
    return true;
  });
}
