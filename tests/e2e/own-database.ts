import { passwordWork } from '#server/auth/password-work.ts';
import { openServerKey } from '#server/auth/server-key.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import type { AccountDeps, FileDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import type { BuiltServer } from '../helpers/built-server.ts';

/** Does something by the server's own commands on its own database, beside the server that runs. */
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

/** Everybody's proof of who they are was so long ago that it counts for nothing any more. */
export function outdateProofs(agency: BuiltServer): Promise<void> {
  return onDatabase(agency, async ({ db }) => {
    await db
      .updateTable('session')
      .set({ proven_at: new Date(0) })
      .execute();
  });
}

export async function reportId({ db }: Pick<FileDeps, 'db'>, trackingNumber: string): Promise<string> {
  const query = db.selectFrom('report').select('id').where('tracking_number', '=', trackingNumber);
  return (await query.executeTakeFirstOrThrow()).id;
}
