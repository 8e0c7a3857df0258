import { appendAudit } from '#server/db/audit.ts';
import { noteDanger } from '#server/db/danger.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { changeReport, lockReport, toReport } from '#server/db/report.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { noteSent } from '#server/db/used-forms.ts';
import type { Deps } from '#server/deps.ts';
import { fromStaff } from '#server/staff-networks.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { mayBeFound } from '#shared/domain/workflow.ts';
import { sendReceipt } from '../letters/send-letter.ts';
import { packageWrites } from '../records/queue-package.ts';

/**
 * Records that the reporter found what was lost or stolen. The officer who decides an open report sees this. For an
 * approved report, the records system gets it, too, because the property may be listed as stolen there. The caller must
 * have verified that the request comes from the reporter. Sending the same words again, such as by a second click,
 * changes nothing.
 * @returns false if there is no such report, or it has no property that can still be reported as found.
 */
export function foundIt(
  deps: Deps,
  reportId: string,
  text: string,
  source: string,
  formId: string | null = null,
): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) return false;
    const before = toReport(row);
    if (before.history.some(({ event, note }) => event.code === 'found' && note === text)) return true;
    if (!mayBeFound(before)) return false;
    await noteDanger(trx, row.id, { text, at });
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'added',
      by: null,
      ...fromStaff(deps, source),
      event: { code: 'found', params: {} },
      note: text,
      letter: await sendReceipt(trx, deps, row, at),
    };
    const report = toReport(row);
    const { caseNumber, offenseCode } = report;
    const recovered = {
      kind: 'recovered',
      caseNumber: caseNumber ?? '',
      offenseCode,
      cause: text,
      at,
      by: '',
    } as const;
    const writes =
      row.state === 'approved' ? await packageWrites(trx, report, recovered, await currentPolicy(trx)) : [];
    const { version } = await changeReport(trx, row, { at, entry }, { writes });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.found',
      target: row.id,
      outcome: 'success',
      source,
      detail: { ...fromStaff(deps, source), version },
    });
    await noteSent(trx, row.id, { id: formId, act: 'found', text }, at);
    return true;
  });
}
