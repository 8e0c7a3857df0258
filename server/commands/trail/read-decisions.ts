import { createHmac } from 'node:crypto';
import { appendAudit } from '#server/db/audit.ts';
import { findDecision, findDecisions } from '#server/db/decisions.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import { noteReading, shownBefore } from '#server/db/list-readings.ts';
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

/** Viewing the same page of the same list again within this time is not logged again. */
const SAME_READING_MS = 10 * 60_000;

/**
 * Reads decisions and logs the access: the filters, a keyed hash of the search text, and the reports that were shown.
 * Reading the same page again within ten minutes is not logged, but reports added to the page since then are.
 * @throws AppError `against_rule` if the search for words takes too long.
 */
export async function readDecisions(
  deps: Deps,
  query: DecisionQuery,
  session: Session,
  source: string,
): Promise<{ rows: DecisionRow[]; more: boolean }> {
  const found = await findDecisions(deps.db, query, await currentPolicy(deps.db), reviewerOf(session.officer));
  const { text, limit: _, ...filters } = query;
  const words = text === undefined ? {} : { words: hashed(deps, text) };
  const reading = {
    actor: session.officer.id,
    at: deps.now(),
    filter: { searched: text !== undefined, ...words, ...filters },
  };
  const before = found === null ? null : await shownBefore(deps.db, reading, SAME_READING_MS);
  const shown = [...new Set(found?.rows.map(({ reportId }) => reportId))].filter((id) => before?.has(id) !== true);
  if (before === null || shown.length > 0) {
    await deps.db.transaction().execute(async (trx) => {
      if (found !== null) await noteReading(trx, reading, shown);
      await appendAudit(trx, {
        at: reading.at,
        actor: reading.actor,
        action: 'decisions.read',
        target: query.officerId ?? null,
        outcome: found === null ? 'failure' : 'success',
        source,
        detail: { ...reading.filter, rows: found?.rows.length ?? 0, shown },
      });
    });
  }
  if (found === null) throw tooWide();
  return found;
}

const hashed = ({ key }: Deps, text: string) =>
  createHmac('sha256', key.subkey('searched words')).update(`decisions ${text}`).digest('hex').slice(0, 32);

/** Reads the decisions to be saved as a file. Logs the export and, for each report, that its data left the system. */
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
 * that is shown counts as opened.
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
