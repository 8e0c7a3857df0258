import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditAction } from '../audit/catalogue.ts';
import { type AuditContent, auditHash, CHAIN_START } from '../audit/chain.ts';
import type { Database } from './schema.ts';

export type AuditEntry = Omit<AuditContent, 'seq' | 'at' | 'action'> & { at: Date; action: AuditAction };

/** Held from reading the last row until the transaction ends: the chain has one end only. */
const CHAIN_LOCK = 7_021_001;

/** What `appendAudit` locks; whoever adds rows in bulk takes it too. */
export async function lockAuditChain(trx: Transaction<Database>): Promise<{ seq: number; hash: string }> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(trx);
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ?? { seq: 0, hash: CHAIN_START };
}

/** Adds a row at the end of the chain. It must be the last write of its transaction, since everybody queues here. */
export async function appendAudit(trx: Transaction<Database>, entry: AuditEntry): Promise<void> {
  const last = await lockAuditChain(trx);
  const content: AuditContent = { ...entry, seq: last.seq + 1, at: entry.at.toISOString() };
  await trx
    .insertInto('audit')
    .values({
      ...content,
      detail: JSON.stringify(content.detail),
      prev_hash: last.hash,
      hash: auditHash(last.hash, content),
    })
    .execute();
}

export type ChainCheck = { ok: true; rows: number } | { ok: false; rows: number; badSeq: number };

/** Walks the whole chain in slices; `badSeq` is the first row that was changed, taken out or put in. */
export async function verifyAudit(db: Kysely<Database>, slice = 5_000): Promise<ChainCheck> {
  let seq = 0;
  let hash = CHAIN_START;
  for (;;) {
    const rows = await db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(slice).execute();
    for (const row of rows) {
      const expected = auditHash(hash, { ...row, at: row.at.toISOString() });
      if (row.seq !== seq + 1 || row.prev_hash !== hash || row.hash !== expected) {
        return { ok: false, rows: seq, badSeq: seq + 1 };
      }
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < slice) return { ok: true, rows: seq };
  }
}
