import { randomUUID } from 'node:crypto';
import { passwordWork } from '#server/auth/password-work.ts';
import { openServerKey } from '#server/auth/server-key.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import type { AccountDeps, FileDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { OpeningUses } from '#shared/domain/trail.ts';
import type { Account, BuiltServer } from '../helpers/built-server.ts';
import { secondPersonAgrees } from '../helpers/second-person.ts';

/** Runs the server's own commands on its own database while the server is running. */
export async function onDatabase<T>(
  agency: BuiltServer,
  work: (deps: FileDeps & AccountDeps) => Promise<T>,
): Promise<T> {
  const embedded = await startEmbedded(agency.data, 'visit');
  const db = openDatabase(embedded.url, () => undefined, 2);
  try {
    const key = openServerKey(agency.data, null);
    const vault = openVault(vaultFolder(agency.data), key.subkey('files'));
    return await work({ db, vault, key, now: () => new Date(), publicUrl: agency.url, passwords: passwordWork() });
  } finally {
    await db.destroy();
    await embedded.stop();
  }
}

/**
 * Creates an account that no other spec uses, for tests that affect all of its sessions, or for a role that the demo
 * lacks.
 */
export function newOfficer(agency: BuiltServer, role: Role = 'officer'): Promise<Account> {
  return onDatabase(agency, async (deps) => {
    const name = `${role}-${randomUUID().slice(0, 8)}`;
    const by = { actor: 'test', source: 'test' };
    const given = { name, displayName: `Officer ${name.slice(-4)}`, role };
    return { name, password: (await createOfficer(deps, given, by, { temporary: false })).password };
  });
}

/** Sets the time at which every session was last verified so far back that the verification no longer counts. */
export function outdateProofs(agency: BuiltServer): Promise<void> {
  return onDatabase(agency, async ({ db }) => {
    await db
      .updateTable('session')
      .set({ proven_at: new Date(0) })
      .execute();
  });
}

/** A second person agrees to what an administrator did to an account. */
export function confirmAccount(agency: BuiltServer, name: string): Promise<void> {
  return onDatabase(agency, (deps) => secondPersonAgrees(deps, { name }));
}

export async function reportId({ db }: Pick<FileDeps, 'db'>, trackingNumber: string): Promise<string> {
  const query = db.selectFrom('report').select('id').where('tracking_number', '=', trackingNumber);
  return (await query.executeTakeFirstOrThrow()).id;
}

/** Returns the kinds of all letters about a report, the oldest first. */
export function lettersAbout(agency: BuiltServer, trackingNumber: string): Promise<string[]> {
  return onDatabase(agency, async ({ db }) => {
    const id = await reportId({ db }, trackingNumber);
    const query = db.selectFrom('letter').select('kind').where('report_id', '=', id).orderBy('queued_at');
    return (await query.execute()).map(({ kind }) => kind);
  });
}

/** Disables an account, as an administrator would. */
export async function disable(agency: BuiltServer, { name }: Pick<Account, 'name'>): Promise<void> {
  await onDatabase(agency, ({ db }) =>
    db.updateTable('officer').set({ disabled_at: new Date() }).where('name', '=', name).execute(),
  );
}

/** Returns the uses of a report that the trail on the server records: one entry per officer and ten minutes. */
export function usesOf(agency: BuiltServer, trackingNumber: string): Promise<OpeningUses[]> {
  return onDatabase(agency, async ({ db }) => {
    const query = db.selectFrom('opening').select('uses').where('tracking_number', '=', trackingNumber);
    return (await query.orderBy('first_at').execute()).map(({ uses }) => uses);
  });
}
