import { type Kysely, sql, type Transaction } from 'kysely';
import { tokenHash } from '../auth/password.ts';
import type { Database } from './schema.ts';

export type DraftState = 'draft' | 'unconfirmed';
export type DraftRow = { id: string; sealed: Buffer; keptAt: Date };

/** Saves a draft under its form's ID, replacing any earlier version along with its link. */
export async function putDraft(
  trx: Transaction<Database>,
  draft: {
    id: string;
    state: DraftState;
    token: string;
    sealed: Buffer;
    at: Date;
    expiresAt: Date;
    source: string;
  },
): Promise<void> {
  const values = {
    state: draft.state,
    token_hash: tokenHash(draft.token),
    sealed: draft.sealed,
    kept_at: draft.at,
    expires_at: draft.expiresAt,
    source: draft.source,
  };
  await trx
    .insertInto('draft')
    .values({ id: draft.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/**
 * Total sizes in bytes of one site's drafts in this state and of all drafts in it, both without the draft with this ID,
 * which will be replaced. Serialized per site until the transaction ends, so that concurrent requests can't exceed the
 * site's limit together.
 */
export async function draftBytes(
  trx: Transaction<Database>,
  { id, state, source }: { id: string; state: DraftState; source: string },
): Promise<{ ofSource: number; all: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${source}, 7024))`.execute(trx);
  const { rows } = await sql<{ ofSource: number; all: number }>`
    select coalesce(sum(octet_length(sealed)) filter (where source = ${source}), 0)::bigint as "ofSource",
      coalesce(sum(octet_length(sealed)), 0)::bigint as "all"
    from draft where id <> ${id} and state = ${state}`.execute(trx);
  return rows[0] ?? { ofSource: 0, all: 0 };
}

/** Total size in bytes of all drafts in a state. */
export async function bytesOfDrafts(db: Kysely<Database>, state: DraftState): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(octet_length(sealed)), 0)::bigint as bytes from draft where state = ${state}`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/**
 * Removes the oldest drafts in a state of the site whose drafts take most, and so on, until `bytes` are free.
 * @returns false if too little could be removed.
 */
export async function removeLargest(
  trx: Transaction<Database>,
  { id, state, bytes }: { id: string; state: DraftState; bytes: number },
): Promise<boolean> {
  let left = bytes;
  while (left > 0) {
    const { rows } = await sql<{ bytes: number }>`
      with largest as (
        select source from draft where state = ${state} and id <> ${id}
        group by source order by sum(octet_length(sealed)) desc limit 1
      ), old as (
        select id, sum(octet_length(sealed)) over (order by kept_at, id) - octet_length(sealed) as before
        from draft join largest on draft.source is not distinct from largest.source
        where state = ${state} and id <> ${id}
      ), taken as (
        select id from draft where id in (select id from old where before < ${left}) for update skip locked
      )
      delete from draft where id in (select id from taken) returning octet_length(sealed) as bytes`.execute(trx);
    if (rows.length === 0) return false;
    left -= rows.reduce((sum, row) => sum + row.bytes, 0);
  }
  return true;
}

/** The draft whose link is live at `now`, looked up by the token's hash. */
export async function draftByToken(
  db: Kysely<Database>,
  token: string,
  state: DraftState,
  now: Date,
): Promise<DraftRow | null> {
  const row = await db
    .selectFrom('draft')
    .select(['id', 'sealed', 'kept_at'])
    .where('token_hash', '=', tokenHash(token))
    .where('state', '=', state)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, sealed: row.sealed, keptAt: row.kept_at };
}

/**
 * Holds back other copies of the same form until the transaction ends, so that only one of them is filed or added, and
 * none is saved again after that.
 */
export async function lockSubmission(trx: Transaction<Database>, submissionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${submissionId}, 7024))`.execute(trx);
}

/**
 * Removes a draft that became a report or part of one, along with its e-mail. @returns false if it no longer existed.
 */
export async function removeDraft(trx: Transaction<Database>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('draft').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes up to `limit` drafts that expired before `now`, with their e-mail; returns the count. */
export async function removeExpiredDrafts(db: Kysely<Database>, now: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from draft where id in (select id from draft where expires_at <= ${now} order by expires_at limit ${limit})
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}
