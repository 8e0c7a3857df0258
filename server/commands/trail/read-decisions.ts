import { appendAlone, appendAudit } from '#server/db/audit.ts';
import { findDecision, findDecisions } from '#server/db/decisions.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import { noteOpenings } from '#server/db/openings.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { asSeen } from '#shared/domain/as-seen.ts';
import {
  type DecisionExport,
  type DecisionQuery,
  type DecisionRow,
  type ExportedDecision,
  MOST_EXPORTED,
} from '#shared/domain/decision-record.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import type { DecisionAsSeen } from '#shared/trail-api.ts';

const tooWide = () => new AppError('against_rule', { fields: [plainFault('text', 'search_too_wide')] });

/**
 * Reads decisions and logs the access, including which filters were set but never the search text.
 * @throws AppError `against_rule` for words that take too long to look for.
 */
export async function readDecisions(
  deps: Deps,
  query: DecisionQuery,
  session: Session,
  source: string,
): Promise<{ rows: DecisionRow[]; more: boolean }> {
  const found = await findDecisions(deps.db, query, await currentPolicy(deps.db), reviewerOf(session.officer));
  const { text, limit: _, ...filters } = query;
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: session.officer.id,
    action: 'decisions.read',
    target: query.officerId ?? null,
    outcome: found === null ? 'failure' : 'success',
    source,
    detail: { rows: found?.rows.length ?? 0, searched: text !== undefined, ...filters },
  });
  if (found === null) throw tooWide();
  return found;
}

/** Reads the decisions that are to be saved as a file. Logs that they left the system, and for each report that it did. */
export async function exportDecisions(
  deps: Deps,
  query: DecisionExport,
  session: Session,
  source: string,
): Promise<{ rows: ExportedDecision[]; more: boolean }> {
  const asked = { ...query, limit: MOST_EXPORTED };
  const found = await findDecisions(deps.db, asked, await currentPolicy(deps.db), reviewerOf(session.officer));
  if (found === null) throw tooWide();
  const { rows, more } = found;
  const { text, ...filters } = query;
  const at = deps.now();
  const { id: actor } = session.officer;
  await deps.db.transaction().execute(async (trx) => {
    const reportIds = rows.map(({ reportId }) => reportId);
    await noteOpenings(trx, { officerId: actor, reportIds, use: 'exported', at });
    await appendAudit(trx, {
      at,
      actor,
      action: 'decisions.export',
      target: query.officerId ?? null,
      outcome: 'success',
      source,
      detail: { rows: rows.length, searched: text !== undefined, ...filters },
    });
  });
  return {
    rows: rows.map(({ letter, circumstances, ...row }) =>
      Object.assign(row, { letter: letter?.state ?? null, offline: circumstances?.offline ?? null }),
    ),
    more,
  };
}

/**
 * Reads one decision with the report as its officer saw it. The access, or the failed attempt, is logged, and a report
 * that is shown was opened.
 * @throws AppError `not_found`
 */
export async function readDecision(deps: Deps, id: string, session: Session, source: string): Promise<DecisionAsSeen> {
  const found = await findDecision(deps.db, id, reviewerOf(session.officer));
  const report = found === null || found.row.removed ? null : await findReport(deps.db, found.row.reportId);
  const now = deps.now();
  const { id: actor } = session.officer;
  await deps.db.transaction().execute(async (trx) => {
    if (report !== null) {
      await noteOpenings(trx, { officerId: actor, reportIds: [report.id], use: 'as_seen', at: now });
    }
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'decision.open',
      target: id,
      outcome: found === null ? 'failure' : 'success',
      source,
      detail: found === null ? {} : { report: found.row.reportId },
    });
  });
  if (found === null) throw new AppError('not_found');
  const { row, seen } = found;
  if (report === null || seen === null) return { row, seen, report: null, since: null };
  const { at, officer, event } = row;
  const [then, since] = asSeen(report, {
    at,
    officerId: officer.id,
    eventCode: event.code,
    seenVersion: seen.reportVersion,
  });
  return { row, seen, report: then, since };
}
