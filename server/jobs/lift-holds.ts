import { sql } from 'kysely';
import { appendAudit } from '../db/audit.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockReportNow } from '../db/report.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';

const MOST_AT_ONCE = 500;
const HOUR_MS = 3_600_000;

/**
 * Tells the supervisors by mail which legal holds are being lifted, and lifts those whose 24 hours are over. The mail names
 * the report's number and who asked, and nothing of the report. If no server ran in the meantime, the 24 hours begin when
 * they are told.
 */
export async function liftHolds(deps: Deps, supervisors: Alerts): Promise<{ told: number; lifted: number }> {
  const { rows } = await sql<{ id: string }>`
    select id from report where hold is not null and jsonb_typeof(hold -> 'lifting') = 'object'
      and (hold -> 'lifting' ->> 'toldAt' is null or hold -> 'lifting' ->> 'effectiveAt' <= ${deps.now().toISOString()})
    order by hold -> 'lifting' ->> 'effectiveAt' limit ${MOST_AT_ONCE}`.execute(deps.db);
  const { timeZone } = (await currentPolicy(deps.db)).agency;
  const when = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone });
  let told = 0;
  let lifted = 0;
  for (const { id } of rows) {
    const did = await deps.db.transaction().execute(async (trx) => {
      const now = deps.now().toISOString();
      const row = await lockReportNow(trx, id);
      const lifting = row?.hold?.lifting ?? null;
      // It may have been stopped since the list was made.
      if (row === null || row.hold === null || lifting === null) return null;
      const ends = lifting.toldAt !== null && lifting.effectiveAt <= now;
      if (!ends && lifting.toldAt !== null) return null;
      const isLate = deps.now().getTime() - Date.parse(lifting.at) > HOUR_MS;
      const effectiveAt = isLate ? new Date(deps.now().getTime() + 24 * HOUR_MS).toISOString() : lifting.effectiveAt;
      const told = { ...row.hold, lifting: { ...lifting, toldAt: now, effectiveAt } };
      const hold = ends ? null : JSON.stringify(told);
      await trx.updateTable('report').set({ hold }).where('id', '=', id).execute();
      if (ends) {
        await appendAudit(trx, {
          at: deps.now(),
          actor: lifting.by.id,
          action: 'report.release',
          target: id,
          outcome: 'success',
          source: 'clock',
          detail: { askedAt: lifting.at },
        });
      }
      return { ends, number: row.tracking_number, effectiveAt, by: lifting.by.displayName };
    });
    if (did === null) continue;
    if (did.ends) lifted += 1;
    else {
      told += 1;
      supervisors.raise(
        `legal hold ${did.number}`,
        `${did.by} asked to lift the legal hold on report ${did.number}. It ends on ${when.format(new Date(did.effectiveAt))}; ` +
          'until then, a supervisor or records clerk can stop this on the page "Holds and retention".',
      );
    }
  }
  return { told, lifted };
}
