import { appendAudit } from '#server/db/audit.ts';
import { findDecisions } from '#server/db/decisions.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';

/** Reads decisions and logs the access, including which filters were set but never the search text. */
export async function readDecisions(
  deps: Deps,
  query: DecisionQuery,
  session: Session,
  source: string,
): Promise<{ rows: DecisionRow[]; total: number }> {
  const found = await findDecisions(deps.db, query, await currentPolicy(deps.db), reviewerOf(session.officer));
  const { officerId, kind, offset } = query;
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.now(),
      actor: session.officer.id,
      action: 'decisions.read',
      target: officerId ?? null,
      outcome: 'success',
      source,
      detail: { rows: found.rows.length, offset, kind: kind ?? null, searched: query.text !== undefined },
    }),
  );
  return found;
}
