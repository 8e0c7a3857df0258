import { sql } from 'kysely';
import { appendAlone, readAudit } from '#server/db/audit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { toLine } from '#shared/audit/export-line.ts';
import { CHAIN_START } from '#shared/audit/row.ts';

const SLICE = 2_000;
/** A request for later rows within this time counts as a request for the next page of the same export. */
const ONE_EXPORT_MS = 10 * 60_000;

/**
 * Exports the audit log from the row after `after` through the row that records this export, as lines of a file that can
 * be verified without the server (shared/audit/export-line.ts).
 * @throws Error if there is no row `after`.
 */
export async function* exportAudit(
  deps: Deps,
  after: number,
  by: { actor: string; source: string },
): AsyncGenerator<string> {
  const at = deps.now();
  const [before] = after === 0 ? [{ seq: 0, hash: CHAIN_START }] : await readAudit(deps.db, after - 1, 1);
  if (before?.seq !== after) throw new Error(`The audit log has no row ${after}.`);
  await noteExport(deps, { ...by, after });
  const { agency } = await currentPolicy(deps.db);
  yield toLine({
    kind: 'p2c-audit',
    format: 1,
    agency: agency.name,
    exportedAt: at.toISOString(),
    after: { seq: before.seq, hash: before.hash },
  });
  let last = { seq: before.seq, hash: before.hash };
  for (;;) {
    const rows = await readAudit(deps.db, last.seq, SLICE);
    for (const { prev_hash: _, at: when, ...row } of rows) {
      yield toLine({ kind: 'row', ...row, at: when.toISOString() });
      last = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < SLICE) break;
  }
  yield toLine({ kind: 'end', ...last });
}

/**
 * Returns a page of the log for a supervisor's export; the workstation writes the same lines to a file. The whole
 * export is logged as one row, which names the row after which it began.
 */
export async function readAuditPage(
  deps: Deps,
  { after, limit }: { after: number; limit: number },
  { officer }: Session,
  source: string,
) {
  if (!(await isNextPage(deps, officer.id, after))) await noteExport(deps, { actor: officer.id, source, after });
  return auditRows(deps, { after, limit });
}

/** A page of the log, for callers that audit the access themselves. */
export async function auditRows({ db }: Pick<Deps, 'db'>, { after, limit }: { after: number; limit: number }) {
  const rows = await readAudit(db, after, limit);
  return {
    rows: rows.map(({ prev_hash: prevHash, at, ...row }) => ({ ...row, at: at.toISOString(), prevHash })),
    more: rows.length === limit,
  };
}

/**
 * Whether this person recently began an export at a row before `after`, so that this request is for its next page.
 */
async function isNextPage({ db, now }: Deps, actor: string, after: number): Promise<boolean> {
  const begun = await db
    .selectFrom('audit')
    .select('seq')
    .where('action', '=', 'audit.export')
    .where('at', '>=', new Date(now().getTime() - ONE_EXPORT_MS))
    .where('actor', '=', actor)
    .where(sql<number>`(detail ->> 'after')::bigint`, '<', after)
    .limit(1)
    .executeTakeFirst();
  return begun !== undefined;
}

/** Reading the audit log is itself an audited event (AU-2). */
function noteExport(deps: Deps, { actor, source, after }: { actor: string; source: string; after: number }) {
  return appendAlone(deps.db, {
    at: deps.now(),
    actor,
    action: 'audit.export',
    target: null,
    outcome: 'success',
    source,
    detail: { after },
  });
}
