import { createHmac } from 'node:crypto';
import { appendAudit } from '#server/db/audit.ts';
import { findReports } from '#server/db/find.ts';
import { hiddenSince, reviewerOf } from '#server/db/hidden-reports.ts';
import { noteOpenings } from '#server/db/openings.ts';
import { findReport } from '#server/db/report.ts';
import { type Asked, toAsked } from '#server/db/search-terms.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import type { FindBody, FindResult, FoundReport } from '#shared/find-api.ts';

/** The last search reason given in this session. */
export async function searchReason({ db }: Deps, session: Session): Promise<string | null> {
  const row = await db.selectFrom('session').select('search_reason').where('id', '=', session.id).executeTakeFirst();
  return row?.search_reason ?? null;
}

/**
 * Searches all reports. Before anything is shown, logs the reason, the fields, the reports shown, and a keyed hash of
 * what was typed. With the hash, the log can prove what was searched for without revealing it.
 * @throws AppError `against_rule` with the fields to change.
 */
export async function searchReports(deps: Deps, body: FindBody, session: Session, source: string): Promise<FindResult> {
  const asked = toAsked(body.fields);
  const faults = faultsOf(asked);
  if (faults.length > 0) throw new AppError('against_rule', { fields: faults });
  const where = {
    asked,
    from: toDate(body.from),
    to: toDate(body.to),
    after: body.after ?? null,
    viewer: reviewerOf(session.officer),
  };
  const search = async (similar: boolean) => {
    const found = await findReports(deps.db, where, { limit: body.limit, similar });
    if (found !== null) return found;
    // The search was run, so it is logged even without a result.
    await logSearch(deps, { body, asked, found: null, similar }, session, source);
    throw new AppError('against_rule', { fields: [plainFault('fields', 'search_too_wide')] });
  };
  let similar = body.spelling === 'similar' && asked.names.length > 0;
  let found = await search(similar);
  if (found.count === 0 && !similar && body.after === undefined && asked.names.length > 0) {
    const others = await search(true);
    if (others.count !== 0) {
      found = others;
      similar = true;
    }
  }
  await logSearch(deps, { body, asked, found, similar }, session, source);
  return { ...found, spelling: similar ? 'similar' : 'as_typed' };
}

const toDate = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at));

function faultsOf({ used, tooShort }: Asked): FieldError[] {
  const short = Object.entries(tooShort).map(([field, least]): FieldError => {
    return { path: `fields.${field}`, detail: { code: 'too_short', params: { least } } };
  });
  if (short.length > 0) return short;
  return Object.keys(used).length === 0 ? [plainFault('fields', 'search_empty')] : [];
}

async function logSearch(
  deps: Deps,
  {
    body,
    asked,
    found,
    similar,
  }: {
    body: FindBody;
    asked: Asked;
    /** Null if the search took too long. */
    found: Omit<FindResult, 'spelling'> | null;
    similar: boolean;
  },
  session: Session,
  source: string,
): Promise<void> {
  const hash = (field: string, words: string) =>
    createHmac('sha256', deps.key.subkey('searched words')).update(`${field} ${words}`).digest('hex').slice(0, 32);
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('session')
      .set({ search_reason: body.reason })
      .where('id', '=', session.id)
      .where('search_reason', 'is distinct from', body.reason)
      .execute();
    await appendAudit(trx, {
      at: deps.now(),
      actor: session.officer.id,
      action: 'search.run',
      target: null,
      outcome: found === null ? 'failure' : 'success',
      source,
      detail: {
        reason: body.reason,
        fields: Object.fromEntries(Object.entries(asked.used).map(([field, words]) => [field, hash(field, words)])),
        ...(body.from === undefined ? {} : { from: body.from }),
        ...(body.to === undefined ? {} : { to: body.to }),
        ...(similar ? { similar } : {}),
        page: body.after === undefined ? 'first' : 'next',
        ...(found === null
          ? { tooWide: true, shown: [] }
          : {
              count: found.count ?? `more than ${found.rows.length}`,
              shown: found.rows.map(({ reportId }) => reportId),
            }),
      },
    });
  });
}

/** Opens a report for reading; each opening is in the audit log and in the trail. @throws AppError `not_found`. */
export async function openFound(deps: Deps, reportId: string, session: Session, source: string): Promise<FoundReport> {
  const report = await findReport(deps.db, reportId);
  const isHidden = (await hiddenSince(deps.db, reviewerOf(session.officer), reportId)) !== null;
  if (report === null || isHidden) throw new AppError('not_found');
  const reason = await searchReason(deps, session);
  const at = deps.now();
  const { id: actor } = session.officer;
  await deps.db.transaction().execute(async (trx) => {
    await noteOpenings(trx, { officerId: actor, reportIds: [reportId], use: 'found', at });
    await appendAudit(trx, {
      at,
      actor,
      action: 'search.open',
      target: reportId,
      outcome: 'success',
      source,
      detail: { version: report.version, ...(reason === null ? {} : { reason }) },
    });
  });
  const held = await deps.db.selectFrom('report').select('hold').where('id', '=', reportId).executeTakeFirst();
  return { ...report, hold: held?.hold ?? null };
}

/** Records that a report was shown to a user outside of a search. */
export async function noteFound({ db, now }: Deps, { officer }: Session, reportId: string): Promise<void> {
  await db.transaction().execute((trx) => {
    return noteOpenings(trx, { officerId: officer.id, reportIds: [reportId], use: 'found', at: now() });
  });
}
