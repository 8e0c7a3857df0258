import { hasOtherAdministrator } from '../db/colleagues.ts';
import { readHoldings } from '../db/holdings.ts';
import type { Deps } from '../deps.ts';

type Who = { id: string; role: string };

/** Lists what is left to do after disabling an account. */
export const afterDisabling = async (deps: Pick<Deps, 'db'>, who: Who): Promise<string[]> => [
  ...(await stillHeld(deps, who.id)),
  ...(await noAdministrator(deps, who)),
];

export async function stillHeld({ db }: Pick<Deps, 'db'>, id: string): Promise<string[]> {
  const held = await readHoldings(db, id);
  const left = held?.workstations ?? [];
  const parts = [
    [held?.assigned ?? 0, 'assigned report', 'assigned reports'],
    [held?.followUps ?? 0, 'follow-up waiting for a reply', 'follow-ups waiting for a reply'],
    [left.reduce((n, { drafts }) => n + (drafts ?? 0), 0), 'draft', 'drafts'],
    [left.reduce((n, { unsent }) => n + unsent, 0), 'unsent decision', 'unsent decisions'],
  ] as const;
  const named = parts.filter(([n]) => n > 0).map(([n, one, more]) => `${n} ${n === 1 ? one : more}`);
  return named.length === 0 ? [] : [`It still has ${named.join(', ')}: see Accounts, Move reports…`];
}

export const noAdministrator = async ({ db }: Pick<Deps, 'db'>, { id, role }: Who): Promise<string[]> =>
  role === 'administrator' && !(await hasOtherAdministrator(db, id))
    ? ['No administrator can sign in now. Use enable-officer or create-officer.']
    : [];
