import type { Transaction } from 'kysely';
import { tokenHash } from '../auth/password.ts';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Maximum number of known workstations per account; above it, the least recently used are dropped. */
const MOST_KEPT = 20;
const IDLE_MS = 180 * 86_400_000;

/** Finds a known workstation of an account by its token; null if there is no match. */
export async function findDevice(db: Db, name: string, token: string): Promise<string | null> {
  const row = await db
    .selectFrom('sign_in_device')
    .innerJoin('officer', 'officer.id', 'sign_in_device.officer_id')
    .select('sign_in_device.id')
    .where('token_hash', '=', tokenHash(token))
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id ?? null;
}

type Used = { id: string; officerId: string; workstation: string; at: Date };

/** Adds a workstation to an account's known workstations. */
export async function addDevice(trx: Trx, { id, officerId, workstation, at }: Used, token: string): Promise<void> {
  await trx
    .insertInto('sign_in_device')
    .values({
      id,
      officer_id: officerId,
      token_hash: tokenHash(token),
      workstation,
      created_at: at,
      last_used_at: at,
    })
    .execute();
  await trx
    .deleteFrom('sign_in_device')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sign_in_device')
        .select('id')
        .where('officer_id', '=', officerId)
        .orderBy('last_used_at', 'desc')
        .orderBy('id', 'desc')
        .offset(MOST_KEPT),
    )
    .execute();
}

/** Updates the last use of a known workstation. Returns false if it is no longer known. */
export async function useDevice(trx: Trx, { id, officerId, workstation, at }: Used): Promise<boolean> {
  const used = await trx
    .updateTable('sign_in_device')
    .set({ workstation, last_used_at: at })
    .where('id', '=', id)
    .where('officer_id', '=', officerId)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

export async function forgetIdleDevices(db: Db, at: Date): Promise<number> {
  const gone = await db
    .deleteFrom('sign_in_device')
    .where('last_used_at', '<', new Date(at.getTime() - IDLE_MS))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
