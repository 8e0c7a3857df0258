import { appendAlone } from '#server/db/audit.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import type { Session } from '#server/db/session.ts';
import { findOpenings } from '#server/db/trail.ts';
import type { Deps } from '#server/deps.ts';
import type { OpeningQuery } from '#shared/trail-api.ts';

/** Reads who opened which reports, and logs the access. */
export async function readOpenings(deps: Deps, query: OpeningQuery, { officer }: Session, source: string) {
  const found = await findOpenings(deps.db, query, reviewerOf(officer));
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: officer.id,
    action: 'openings.read',
    // A report requested by its number is logged by its ID, as everywhere else.
    target: query.reportId ?? (query.trackingNumber && found.rows[0]?.reportId) ?? query.officerId ?? null,
    outcome: 'success',
    source,
    detail: { rows: found.rows.length },
  });
  return found;
}
