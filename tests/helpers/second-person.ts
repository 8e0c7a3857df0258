import { decideConfirmation } from '#server/commands/accounts/confirmations.ts';
import type { Deps } from '#server/deps.ts';

type Which = { id: string } | { name: string };

/** Returns the time of the newest act on this account that waits for a second person; the epoch if none waits. */
export async function newestAct({ db }: Pick<Deps, 'db'>, which: Which): Promise<Date> {
  const row = await db
    .selectFrom('account_confirmation')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .select('asked_at')
    .where((eb) => ('id' in which ? eb('officer.id', '=', which.id) : eb('officer.name', '=', which.name)))
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  return row?.asked_at ?? new Date(0);
}

/** A second person who saw everything that waits on the account confirms it. */
export async function secondPersonAgrees(deps: Deps, which: Which, actor = 'second person'): Promise<void> {
  await decideConfirmation(deps, which, true, { actor, source: 'test' }, await newestAct(deps, which));
}
