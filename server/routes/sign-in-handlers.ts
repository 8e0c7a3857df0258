import { AppError } from '#shared/errors.ts';
import type { signInApi } from '#shared/sign-in-api.ts';
import type { AuthRules } from '../auth/rules.ts';
import { startBrowserRequest } from '../commands/accounts/browser-requests.ts';
import {
  openDirectorySession,
  proveByDirectory,
  startProviderSignOut,
} from '../commands/accounts/directory-sign-in.ts';
import { hasSecondFactor, makeRecoveryCodes, recoveryCodesOf } from '../commands/accounts/recovery-codes.ts';
import { cityOf } from '../db/policy.ts';
import type { Session } from '../db/session.ts';
import type { AccountDeps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/sign-in-api.ts. */
export function signInHandlers(deps: AccountDeps, rules: AuthRules): Pick<Handlers, keyof typeof signInApi> {
  const { hasDirectory } = rules;
  return {
    startBrowserSignIn: ({ body }, { source }) => {
      if (!hasDirectory) throw new AppError('not_found');
      return startBrowserRequest(deps, { ...body, purpose: 'sign_in', sessionId: null }, source);
    },
    openBrowserSession: ({ body }, { source }) => openDirectorySession(deps, rules, body, source),
    startBrowserProof: ({ body }, { session, source }) => {
      if (!hasDirectory || !session.byDirectory) throw new AppError('not_found');
      const asked = { ...body, purpose: 'proof', sessionId: session.id, workstation: '' } as const;
      return startBrowserRequest(deps, asked, source);
    },
    proveByBrowser: async ({ body }, { session, source }) => {
      await proveByDirectory(deps, body, session, source);
      return null;
    },
    startProviderSignOut: async (_, { session }: { session: Session }) => ({
      ticket: await startProviderSignOut(deps, session),
    }),
    recoveryCodes: async (_, { session }) => ({
      ...(await recoveryCodesOf(deps.db, session)),
      usable: await hasSecondFactor(deps.db, session.officer.id),
    }),
    makeRecoveryCodes: async (_, { session, source }) => ({ codes: await makeRecoveryCodes(deps, session, source) }),
    bannedPasswords: async () => ({ words: [...rules.banned], city: await cityOf(deps.db) }),
  };
}
