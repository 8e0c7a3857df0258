import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type AuditContent, auditDigestParts, CHAIN_START } from '#shared/audit/row.ts';
import type { AuditAction } from '../audit/catalog.ts';
import { auditHash } from '../audit/chain.ts';
import type { Database } from './schema.ts';

export type AuditEntry = Omit<AuditContent, 'seq' | 'at' | 'action'> & { at: Date; action: AuditAction };

/**
 * Advisory lock on the end of the audit chain. It is held from reading the last row until the transaction ends, so that
 * no two rows can follow the same row.
 */
const CHAIN_LOCK = 7_021_001;

/** Takes the lock that `append_audit` uses, for callers that add rows in bulk. Returns the end of the chain. */
export async function lockAuditChain(trx: Transaction<Database>): Promise<{ seq: number; hash: string }> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(trx);
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ?? { seq: 0, hash: CHAIN_START };
}

/**
 * Adds a row at the end of the chain (`append_audit`). This must be the last write of its transaction, because every
 * other writer then waits until the transaction ends.
 */
export async function appendAudit(trx: Transaction<Database>, entry: AuditEntry): Promise<void> {
  await sql`select ${auditCall(entry)}`.execute(trx);
}

/** Adds a row in its own transaction, as a single statement: begin and commit would be two more round trips. */
export async function appendAlone(db: Kysely<Database>, entry: AuditEntry): Promise<void> {
  await sql`select ${auditCall(entry)}`.execute(db);
}

/**
 * Like `appendAudit`, but as an expression for a statement that appends the row after its other writes; see
 * `writeTogether`.
 */
export function auditCall(entry: AuditEntry): RawBuilder<unknown> {
  const { actor, action, target, outcome, source, detail } = entry;
  const [head, tail] = auditDigestParts({ ...entry, at: entry.at.toISOString() });
  return sql`append_audit(${entry.at}::timestamptz, ${actor}::text, ${action}::text, ${target}::text,
    ${outcome}::text, ${source}::text, ${JSON.stringify(detail)}::jsonb, ${head}::text, ${tail}::text)`;
}

/** The number and hash of the log's last row. Anyone who knows an earlier head can tell whether the log was rewritten. */
export type ChainHead = { seq: number; hash: string };

/** `badSeq` is the first row that was changed, removed, or inserted. */
export type ChainCheck = { ok: true; rows: number; head: ChainHead } | { ok: false; rows: number; badSeq: number };

type CheckOptions = {
  /** Number of rows that are read and hashed at a time; hashing blocks the process. */
  slice?: number;
  /** An earlier head that must still be part of the chain; defaults to the head at the last successful check. */
  known?: ChainHead | null;
  /** When aborted, stops the check with an error. */
  stopped?: AbortSignal;
};

/** Verifies the whole chain in slices, and checks that it still contains a known earlier head. */
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
    // If rows are removed from the end, the rest of the chain is intact but too short.
    if (before !== null && before.seq > head.seq) return { ok: false, rows: head.seq, badSeq: head.seq + 1 };
    return { ok: true, rows: head.seq, head };
  }
}

/** The end of the log now. */
export async function chainHead(db: Kysely<Database>): Promise<ChainHead> {
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ?? { seq: 0, hash: CHAIN_START };
}

/** Rows after `seq`, in order. */
export function readAudit(db: Kysely<Database>, seq: number, limit: number) {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
}

/** The hashes of these rows, by number. */
export async function hashesOf(db: Kysely<Database>, seqs: number[]): Promise<Map<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await db.selectFrom('audit').select(['seq', 'hash']).where('seq', 'in', seqs).execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

/** The rows that record the restore of a backup. */
export function restoresOf(db: Kysely<Database>): Promise<{ seq: number; at: Date }[]> {
  return db.selectFrom('audit').select(['seq', 'at']).where('action', '=', 'feed.renew').orderBy('seq').execute();
}

async function lastCheckpoint(db: Kysely<Database>): Promise<ChainHead | null> {
  const query = db.selectFrom('audit_checkpoint').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1);
  return (await query.executeTakeFirst()) ?? null;
}

/** Saves the head of a verified chain. */
export async function keepCheckpoint(db: Kysely<Database>, head: ChainHead, at: Date): Promise<void> {
  await db
    .insertInto('audit_checkpoint')
    .values({ ...head, checked_at: at })
    .onConflict((same) => same.column('seq').doUpdateSet({ checked_at: at }))
    .execute();
}

/** Writes a row and rolls it back, to check that the log can be written. @throws PostgreSQL's error. */
export async function probeAudit(db: Kysely<Database>, at: Date): Promise<void> {
  const taken = Symbol('taken back');
  await db
    .transaction()
    .execute(async (trx) => {
      // If the end of the chain can't be locked within this time, the check fails, because officers can't decide
      // anything either.
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
