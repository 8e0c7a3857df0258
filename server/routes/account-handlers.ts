import type { accountApi } from '#shared/account-api.ts';
import { changeAccount } from '../commands/accounts/change-account.ts';
import { countConfirmations, decideConfirmation, listConfirmations } from '../commands/accounts/confirmations.ts';
import { createAccount } from '../commands/accounts/create-officer.ts';
import { revokeSessions } from '../commands/accounts/revoke-sessions.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { listAccounts, listSessions } from '../db/accounts.ts';
import type { AccountDeps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/account-api.ts. */
export function accountHandlers(
  deps: AccountDeps,
  /** Tells supervisors that an account needs confirmation. */
  tell: (name: string) => void,
): Pick<Handlers, keyof typeof accountApi> {
  const { db } = deps;
  return {
    accounts: async ({ query }, { session, source }) => {
      const found = await listAccounts(db, query, deps.now());
      await logListRead(deps, 'accounts.read', found.rows.length, session, source);
      return found;
    },
    createAccount: async ({ body }, { session, source }) => {
      const made = await createAccount(deps, body, { actor: session.officer.id, source });
      if (made.account.waitsForSecond) tell(made.account.name);
      return made;
    },
    changeAccount: async ({ params, body }, { session, source }) => {
      const by = { actor: session.officer.id, source };
      const made = await changeAccount(deps, { id: params.officerId }, body, by, 'with a second person');
      if (made.account.waitsForSecond) tell(made.account.name);
      return made;
    },
    confirmations: async (_, { session, source }) => {
      const rows = await listConfirmations(db);
      await logListRead(deps, 'confirmations.read', rows.length, session, source);
      return { rows };
    },
    countConfirmations: async (_, { session }) => ({ waiting: await countConfirmations(db, session.officer.id) }),
    decideConfirmation: async ({ params, body }, { session, source }) => {
      const by = { actor: session.officer.id, source };
      await decideConfirmation(deps, { id: params.officerId }, body.confirmed, by, new Date(body.askedAt));
      return null;
    },
    sessions: async ({ query }, { session, source }) => {
      const found = await listSessions(db, query, deps.now());
      await logListRead(deps, 'sessions.read', found.rows.length, session, source);
      return found;
    },
    revoke: async ({ body }, { session, source }) => ({
      sessions: await revokeSessions(deps, body, { actor: session.officer.id, source }),
    }),
  };
}
