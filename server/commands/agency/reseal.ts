import { LINK_PURPOSE } from '#server/auth/letter-link.ts';
import { SEED_PURPOSE } from '#server/auth/totp.ts';
import type { FileDeps } from '#server/deps.ts';
import { TOKEN_PURPOSE } from '../accounts/directory-sign-in.ts';

/**
 * Numbers of values: those now encrypted with the newest key (`renewed`), those that already were (`own`), and those
 * that neither the newest nor a former key decrypts (`lost`).
 */
export type Resealed = { renewed: number; own: number; lost: number };

/**
 * Re-encrypts, with the server's newest key, what a former one encrypted: second factors, links of waiting letters,
 * sign-out tokens of sessions, and files. Servers may keep running, and the work can be interrupted and started again.
 */
export async function reseal(deps: FileDeps): Promise<Resealed> {
  const { db, key, vault } = deps;
  const count: Resealed = { renewed: 0, own: 0, lost: 0 };
  const tell = (how: 'renewed' | 'own' | 'lost') => {
    count[how] += 1;
  };
  /** Writes only if nobody has changed the value since: a changed value is already encrypted with the newest key. */
  const renew = async (
    purpose: string,
    context: string,
    sealed: Buffer,
    write: (renewed: Buffer) => Promise<unknown>,
  ): Promise<void> => {
    const one = key.renew(purpose, sealed, context);
    if (one !== null && !one.isOwn) await write(one.sealed);
    tell(one === null ? 'lost' : one.isOwn ? 'own' : 'renewed');
  };

  for (const column of ['totp_seed', 'totp_pending'] as const) {
    const officers = await db.selectFrom('officer').select(['id', column]).where(column, 'is not', null).execute();
    for (const { id, [column]: seed } of officers)
      if (seed !== null)
        await renew(SEED_PURPOSE, id, seed, (renewed) =>
          db
            .updateTable('officer')
            .set({ [column]: renewed })
            .where('id', '=', id)
            .where(column, '=', seed)
            .execute(),
        );
  }
  const letters = await db
    .selectFrom('letter')
    .select(['id', 'private_link'])
    .where('private_link', 'is not', null)
    .execute();
  for (const { id, private_link: link } of letters)
    if (link !== null && !link.includes('://'))
      await renew(LINK_PURPOSE, id, Buffer.from(link, 'base64'), (renewed) =>
        db
          .updateTable('letter')
          .set({ private_link: renewed.toString('base64') })
          .where('id', '=', id)
          .where('private_link', '=', link)
          .execute(),
      );
  const sessions = await db
    .selectFrom('session')
    .select(['id', 'id_token'])
    .where('id_token', 'is not', null)
    .execute();
  for (const { id, id_token: token } of sessions)
    if (token !== null)
      await renew(TOKEN_PURPOSE, '', token, (renewed) =>
        db
          .updateTable('session')
          .set({ id_token: renewed })
          .where('id', '=', id)
          .where('id_token', '=', token)
          .execute(),
      );
  for await (const { name } of vault.list()) {
    // A small copy is drawn again when it is next asked for, so it need not stay encrypted with a former key.
    if (name.endsWith('.small')) await vault.discard(name);
    if (!/\.(original|view)$/.test(name)) continue;
    tell((await vault.renew(name)) ?? 'lost');
  }
  return count;
}
