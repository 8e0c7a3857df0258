import { appendAudit } from '#server/db/audit.ts';
import { noteHoldStep } from '#server/db/hold-record.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { HoldStep, LegalHold } from '#server/db/tables/reports.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';

/** How long supervisors have to stop the lifting of a hold. */
const NOTICE_MS = 24 * 3_600_000;

/**
 * Places a legal hold on a report. With `change`, changes the reason and date of the existing hold, which also stops
 * its lifting, but keeps who placed it and when. Officers don't see holds, so this is not announced on the change feed.
 * @param until the day until which the hold is expected to last; it stays until someone lifts it.
 * @throws AppError `not_found`; `act_not_allowed` if there is a hold already or, with `change`, if there is none;
 * `against_rule` for a day in the past, unless the hold already had it.
 */
export async function placeHold(
  deps: Deps,
  reportId: string,
  { why, until, change }: { why: string; until: string | null; change: boolean },
  session: Session,
  source: string,
): Promise<void> {
  const { timeZone } = (await currentPolicy(deps.db)).agency;
  await changeHold(deps, reportId, session, source, (before, by, at) => {
    if (until !== null && until < dayOf(at, timeZone) && until !== before?.until) {
      throw new AppError('against_rule', { fields: [plainFault('until', 'in_past')] });
    }
    if (before === null) {
      if (change) throw refused('no_hold');
      return {
        hold: { by, at: at.toISOString(), why, until, lifting: null },
        action: 'report.hold',
        detail: { until },
        step: { did: 'placed', why, until },
      };
    }
    // Placing a hold must not overwrite the reason for an existing hold.
    if (!change) throw heldBy(before.by.displayName);
    return {
      hold: { ...before, why, until, lifting: null },
      action: 'report.hold_change',
      detail: { until, ...(before.lifting === null ? {} : { askedBy: before.lifting.by.id }) },
      step: { did: 'changed', why, until },
    };
  });
}

/**
 * Asks for a hold to be lifted. It ends 24 hours later (`liftHolds`), unless someone stops that; until then the report is
 * kept.
 * @param isMailed whether the supervisors get an e-mail about it; otherwise they only see it on their screens.
 * @throws AppError `not_found`, or `act_not_allowed` if there is no hold or it is being lifted already.
 */
export function askToLiftHold(
  deps: Deps,
  reportId: string,
  { why, isMailed }: { why: string; isMailed: boolean },
  session: Session,
  source: string,
): Promise<void> {
  return changeHold(deps, reportId, session, source, (hold, by, at) => {
    if (hold === null) throw refused('no_hold');
    if (hold.lifting !== null) throw refused('hold_being_lifted');
    const effectiveAt = new Date(at.getTime() + NOTICE_MS).toISOString();
    const asked = { by, at: at.toISOString(), why, effectiveAt };
    const lifting = isMailed ? { ...asked, toldAt: null } : { ...asked, toldAt: asked.at, told: 'screen' as const };
    return {
      hold: { ...hold, lifting },
      action: 'report.release_ask',
      detail: { effectiveAt },
      step: { did: 'asked', why, until: null },
    };
  });
}

/** Stops the lifting of a hold. @throws AppError `not_found`, or `act_not_allowed` if it is not being lifted. */
export function keepHold(deps: Deps, reportId: string, session: Session, source: string): Promise<void> {
  return changeHold(deps, reportId, session, source, (hold) => {
    if (hold === null || hold.lifting === null) throw refused('hold_not_being_lifted');
    const step = { did: 'kept', why: null, until: hold.until } as const;
    return {
      hold: { ...hold, lifting: null },
      action: 'report.keep_hold',
      detail: { askedBy: hold.lifting.by.id },
      step,
    };
  });
}

const refused = (code: 'no_hold' | 'hold_being_lifted' | 'hold_not_being_lifted') =>
  new AppError('act_not_allowed', { detail: { code, params: {} } });

const heldBy = (name: string) => new AppError('act_not_allowed', { detail: { code: 'held_by', params: { name } } });

type Change = {
  hold: LegalHold;
  action: 'report.hold' | 'report.hold_change' | 'report.release_ask' | 'report.keep_hold';
  detail: Record<string, unknown>;
  step: Pick<HoldStep, 'did' | 'why' | 'until'>;
};

async function changeHold(
  deps: Deps,
  reportId: string,
  { officer }: Session,
  source: string,
  change: (hold: LegalHold | null, by: LegalHold['by'], at: Date) => Change,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) throw new AppError('not_found');
    const by = { id: officer.id, displayName: officer.displayName };
    const { hold, action, detail, step } = change(row.hold, by, at);
    await trx
      .updateTable('report')
      .set({ hold: JSON.stringify(hold) })
      .where('id', '=', reportId)
      .execute();
    await noteHoldStep(trx, row, { ...step, at: at.toISOString(), by });
    const entry = { at, actor: officer.id, action, target: reportId, source, detail };
    await appendAudit(trx, { ...entry, outcome: 'success' });
  });
}
