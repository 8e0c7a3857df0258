import type { accountApi } from '#shared/account-api.ts';
import { changeAccount } from '../commands/accounts/change-account.ts';
import { createAccount } from '../commands/accounts/create-officer.ts';
import { revokeSessions } from '../commands/accounts/revoke-sessions.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { listAccounts, listSessions } from '../db/accounts.ts';
import type { AccountDeps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/account-api.ts. */
export function accountHandlers(deps: AccountDeps): Pick<Handlers, keyof typeof accountApi> {
  const { db } = deps;
  return {
    accounts: async ({ query }, { session, source }) => {
      const found = await listAccounts(db, query, deps.now());
      await logListRead(deps, 'accounts.read', found.rows.length, session, source);
      return found;
    },
    createAccount: ({ body }, { session, source }) => createAccount(deps, body, { actor: session.officer.id, source }),
    changeAccount: ({ params, body }, { session, source }) =>
      changeAccount(deps, { id: params.officerId }, body, { actor: session.officer.id, source }),
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
