import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type AuditContent, auditDigestParts, CHAIN_START } from '#shared/audit/row.ts';
import type { AuditAction } from '../audit/catalog.ts';
import { auditHash } from '../audit/chain.ts';
import type { Database } from './schema.ts';

export type AuditEntry = Omit<AuditContent, 'seq' | 'at' | 'action'> & { at: Date; action: AuditAction };

/** Held from reading the last row until the transaction ends: the chain has only one end. */
const CHAIN_LOCK = 7_021_001;

/** Takes the lock of `append_audit`; callers that add rows in bulk take it too. */
export async function lockAuditChain(trx: Transaction<Database>): Promise<{ seq: number; hash: string }> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(trx);
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ?? { seq: 0, hash: CHAIN_START };
}

/**
 * Adds a row at the end of the chain (`append_audit`). It must be the last write of its transaction, since all writers
 * wait for each other here.
 */
export async function appendAudit(trx: Transaction<Database>, entry: AuditEntry): Promise<void> {
  await sql`select ${auditCall(entry)}`.execute(trx);
}

/** The same as an expression, for a statement that appends the row last; see `writeTogether`. */
export function auditCall(entry: AuditEntry): RawBuilder<unknown> {
  const { actor, action, target, outcome, source, detail } = entry;
  const [head, tail] = auditDigestParts({ ...entry, at: entry.at.toISOString() });
  return sql`append_audit(${entry.at}::timestamptz, ${actor}::text, ${action}::text, ${target}::text,
    ${outcome}::text, ${source}::text, ${JSON.stringify(detail)}::jsonb, ${head}::text, ${tail}::text)`;
}

/**
 * The end of the log: its last row's number and hash. Anyone who knows an earlier one can tell whether the log was
 * rewritten.
 */
export type ChainHead = { seq: number; hash: string };

/** `badSeq` is the first row that was changed, removed, or inserted. */
export type ChainCheck = { ok: true; rows: number; head: ChainHead } | { ok: false; rows: number; badSeq: number };

type CheckOptions = {
  /** Rows that are read and hashed at a time; this blocks the process. */
  slice?: number;
  /** An earlier head that must still be in the chain; defaults to that of the last successful check. */
  known?: ChainHead | null;
  /** Aborts the walk with an error. */
  stopped?: AbortSignal;
};

/** Walks the whole chain in slices and checks it against a known earlier head. */
export async function verifyAudit(
  db: Kysely<Database>,
  { slice = 5_000, known, stopped }: CheckOptions = {},
): Promise<ChainCheck> {
  const before = known === undefined ? await lastCheckpoint(db) : known;
  let head: ChainHead = { seq: 0, hash: CHAIN_START };
  for (;;) {
    stopped?.throwIfAborted();
    const rows = await readAudit(db, head.seq, slice);
    for (const row of rows) {
      const expected = auditHash(head.hash, { ...row, at: row.at.toISOString() });
      const whole = row.seq === head.seq + 1 && row.prev_hash === head.hash && row.hash === expected;
      if (!whole || (before?.seq === row.seq && before.hash !== row.hash)) {
        return { ok: false, rows: head.seq, badSeq: head.seq + 1 };
      }
      head = { seq: row.seq, hash: row.hash };
    }
    if (rows.length >= slice) continue;
    // Removing rows from the end leaves a chain that is intact but too short.
    if (before !== null && before.seq > head.seq) return { ok: false, rows: head.seq, badSeq: head.seq + 1 };
    return { ok: true, rows: head.seq, head };
  }
}

/** Rows after `seq`, in order. */
export function readAudit(db: Kysely<Database>, seq: number, limit: number) {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
}

async function lastCheckpoint(db: Kysely<Database>): Promise<ChainHead | null> {
  const query = db.selectFrom('audit_checkpoint').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1);
  return (await query.executeTakeFirst()) ?? null;
}

/** Saves the head of a chain that was found intact. */
export async function keepCheckpoint(db: Kysely<Database>, head: ChainHead, at: Date): Promise<void> {
  await db
    .insertInto('audit_checkpoint')
    .values({ ...head, checked_at: at })
    .onConflict((same) => same.column('seq').doUpdateSet({ checked_at: at }))
    .execute();
}

/** Writes a row and rolls it back, to check that the log can be written now. @throws PostgreSQL's error. */
export async function probeAudit(db: Kysely<Database>, at: Date): Promise<void> {
  const taken = Symbol('taken back');
  await db
    .transaction()
    .execute(async (trx) => {
      // If the end of the chain can't be locked within this time, no one can decide anything, either.
      await sql`set local lock_timeout = '10s'`.execute(trx);
      const entry = {
        actor: 'system',
        action: 'audit.check',
        target: null,
        outcome: 'success',
        source: 'probe',
      } as const;
      await appendAudit(trx, { ...entry, at, detail: {} });
      throw taken;
    })
    .catch((error: unknown) => {
      if (error !== taken) throw error;
    });
}
