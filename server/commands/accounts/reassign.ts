import { appendAlone } from '#server/db/audit.ts';
import { findColleague } from '#server/db/colleagues.ts';
import { heldReports } from '#server/db/holdings.ts';
import { changeReport, lockReport, toReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Report } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';

/**
 * Maximum number of reports moved by one request, so that the caller doesn't wait too long. Repeating the request moves
 * the rest.
 */
const MOST_AT_ONCE = 1000;

/**
 * Moves an officer's reports to a colleague, or back to the queue (`to` null): each report in its own transaction, with
 * its history entry and audit row, so that nobody else's decisions wait for all of them.
 * @throws AppError `not_found` (no such officer), `against_rule` (`to` may not review, or is the same)
 */
export async function reassign(
  deps: Deps,
  { from, to }: { from: string; to: string | null },
  { officer }: Session,
  source: string,
): Promise<{ moved: number; left: number }> {
  const { db } = deps;
  const leaving = await db.selectFrom('officer').select('id').where('id', '=', from).executeTakeFirst();
  if (leaving === undefined) throw new AppError('not_found');
  const colleague = to === null ? null : await findColleague(db, to);
  if (to !== null && (colleague === null || to === from))
    throw new AppError('against_rule', { fields: [plainFault('to', 'colleague_not_found')] });
  const held = await heldReports(db, from, to === null ? 'assigned' : 'all');
  let moved = 0;
  for (const reportId of held.slice(0, MOST_AT_ONCE))
    if (await move(deps, reportId, { from, colleague, by: officer, source })) moved += 1;
  await appendAlone(db, {
    at: deps.now(),
    actor: officer.id,
    action: 'officer.reassign',
    target: from,
    outcome: 'success',
    source,
    detail: { moved, ...(to === null ? {} : { to }) },
  });
  return { moved, left: Math.max(0, held.length - MOST_AT_ONCE) };
}

type Moving = {
  from: string;
  colleague: Report['assignedTo'];
  by: Session['officer'];
  source: string;
};

/** Moves one report. @returns false if somebody has decided the report or taken it over in the meantime. */
function move(deps: Deps, reportId: string, { from, colleague, by, source }: Moving): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) return false;
    const report = toReport(row);
    const holder = report.assignedTo?.id ?? null;
    if (!isOpen(report.state) || (holder !== null && holder !== from)) return false;
    if (holder === null && colleague === null) return false;
    const event =
      colleague === null
        ? ({ code: 'unassigned', params: {} } as const)
        : ({ code: 'assigned', params: { name: colleague.displayName } } as const);
    await changeReport(
      trx,
      row,
      {
        at,
        entry: {
          at: at.toISOString(),
          kind: 'assigned',
          by: by.displayName,
          officerId: by.id,
          event,
          note: null,
          letter: null,
        },
        set: { assigned_to: colleague === null ? null : JSON.stringify(colleague) },
      },
      {
        audit: {
          at,
          actor: by.id,
          action: 'report.assign',
          target: reportId,
          outcome: 'success',
          source,
          detail: { version: row.version + 1, from, to: colleague?.id ?? null },
        },
      },
    );
    return true;
  });
}
