import { eachLanguage, inLanguage } from '#shared/domain/by-language.ts';
import type { sessionApi } from '#shared/session-api.ts';
import type { AuthRules } from '../auth/rules.ts';
import { changePassword } from '../commands/accounts/change-password.ts';
import { reauthenticate } from '../commands/accounts/reauthenticate.ts';
import { refreshSession } from '../commands/accounts/refresh-session.ts';
import { signIn } from '../commands/accounts/sign-in.ts';
import { signOut } from '../commands/accounts/sign-out.ts';
import { startEnrollment } from '../commands/accounts/start-enrollment.ts';
import { currentPolicy } from '../db/policy.ts';
import type { AccountDeps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/session-api.ts. */
export function sessionHandlers(deps: AccountDeps, rules: AuthRules): Pick<Handlers, keyof typeof sessionApi> {
  return {
    signInTerms: async () => {
      const policy = await currentPolicy(deps.db);
      const useNotice = eachLanguage((language) => inLanguage(policy.useNotice, policy, language));
      const { secondFactor, hasDirectory: directory, passwordSignIn: passwords } = rules;
      return { agency: policy.agency.name, useNotice, secondFactor, directory, passwords };
    },
    signIn: ({ body }, { source }) => signIn(deps, rules, body, source),
    startEnrollment: ({ body }, { source }) => startEnrollment(deps, rules, body, source),
    refresh: ({ body }, { source }) => refreshSession(deps, rules, body.refreshToken, source),
    signOut: async ({ query }, { session, source }) => {
      await signOut(deps, session, source, query.why);
      return null;
    },
    me: (_, { session }) => Promise.resolve(session.officer),
    reauthenticate: async ({ body }, { session, source }) => {
      await reauthenticate(deps, rules, body, session, source);
      return null;
    },
    changePassword: async ({ body }, { session, source }) => {
      await changePassword(deps, rules, body, session, source);
      return null;
    },
  };
}
