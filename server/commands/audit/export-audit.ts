import { sql } from 'kysely';
import { sealExport } from '#server/audit/export.ts';
import { appendAlone, type ChainHead, hashesOf, readAudit } from '#server/db/audit.ts';
import { accountsIn } from '#server/db/audit-names.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { type ExportEnd, toLine } from '#shared/audit/export-line.ts';
import { CHAIN_START } from '#shared/audit/row.ts';

const SLICE = 2_000;
/** A request for later rows within this time counts as a request for the next page of the same export. */
const ONE_EXPORT_MS = 10 * 60_000;

/**
 * Exports the audit log from the row after `after` through the row that records this export, as lines of a file that can
 * be verified without the server (shared/audit/export-line.ts). It ends with the names of the accounts in it, and is
 * signed if this process has the key.
 * @throws Error if there is no row `after`.
 */
export async function* exportAudit(
  deps: Deps,
  after: number,
  by: { actor: string; source: string },
): AsyncGenerator<string> {
  const before = await headAt(deps, after);
  await noteExport(deps, { ...by, after });
  yield toLine({ kind: 'p2c-audit', format: 2, after: before });
  let last = before;
  for (;;) {
    const rows = await readAudit(deps.db, last.seq, SLICE);
    for (const { prev_hash: _, at: when, ...row } of rows) {
      yield toLine({ kind: 'row', ...row, at: when.toISOString() });
      last = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < SLICE) break;
  }
  const { names, ...seal } = await endOfExport(deps, before, last);
  for (const name of names) yield toLine({ kind: 'name', ...name });
  yield toLine({ kind: 'end', ...last, ...seal });
}

async function headAt(deps: Deps, seq: number): Promise<ChainHead> {
  const head = await findHead(deps, seq);
  if (head === null) throw new Error(`The audit log has no row ${seq}.`);
  return head;
}

async function findHead({ db }: Deps, seq: number): Promise<ChainHead | null> {
  const hash = seq === 0 ? CHAIN_START : (await hashesOf(db, [seq])).get(seq);
  return hash === undefined ? null : { seq, hash };
}

/** What the last lines of an export say. */
async function endOfExport(deps: Deps, after: ChainHead, end: ChainHead): Promise<ExportEnd> {
  const [{ agency }, names] = await Promise.all([currentPolicy(deps.db), accountsIn(deps.db, after.seq, end.seq)]);
  const extent = { after, end, names, agency: agency.name, exportedAt: deps.now().toISOString() };
  if (deps.anchorKey === undefined) return { names, agency: extent.agency, exportedAt: extent.exportedAt };
  return { names, ...sealExport(extent, deps.anchorKey) };
}

/**
 * Returns a page of the log for a supervisor's export; the workstation writes the same lines to a file. The whole
 * export is logged as one row, which names the row after which it began. The last page has what the end of the file
 * says, if the caller names the row after which the file begins and the log has it.
 */
export async function readAuditPage(
  deps: Deps,
  { after, limit, begun }: { after: number; limit: number; begun?: number | undefined },
  { officer }: Session,
  source: string,
) {
  if (!(await isNextPage(deps, officer.id, after))) await noteExport(deps, { actor: officer.id, source, after });
  const page = await auditRows(deps, { after, limit });
  if (page.more || begun === undefined || begun > after) return page;
  const [start, last] = await Promise.all([findHead(deps, begun), page.rows.at(-1) ?? findHead(deps, after)]);
  return start === null || last === null
    ? page
    : { ...page, end: await endOfExport(deps, start, { seq: last.seq, hash: last.hash }) };
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
