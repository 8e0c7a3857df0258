import type { sessionApi } from '#shared/session-api.ts';
import type { AuthRules } from '../auth/rules.ts';
import { changeSecret } from '../commands/change-secret.ts';
import { proveAgain } from '../commands/prove-again.ts';
import { refreshSession } from '../commands/refresh-session.ts';
import { signIn } from '../commands/sign-in.ts';
import { signOut } from '../commands/sign-out.ts';
import { startEnrolment } from '../commands/start-enrolment.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** What the rows of shared/session-api.ts do. */
export function sessionHandlers(deps: Deps, rules: AuthRules): Pick<Handlers, keyof typeof sessionApi> {
  return {
    signInTerms: async () => {
      const { agency, useNotice } = await currentPolicy(deps.db);
      return { agency: agency.name, useNotice, secondFactor: rules.secondFactor };
    },
    signIn: ({ body }, { source }) => signIn(deps, rules, body, source),
    startEnrolment: ({ body }, { source }) => startEnrolment(deps, rules, body, source),
    refresh: ({ body }, { source }) => refreshSession(deps, rules, body.refreshToken, source),
    signOut: async (_, { session, source }) => {
      await signOut(deps, session, source);
      return null;
    },
    me: (_, { session }) => Promise.resolve(session.officer),
    proveAgain: async ({ body }, { session, source }) => {
      await proveAgain(deps, rules, body, session, source);
      return null;
    },
    changeSecret: async ({ body }, { session, source }) => {
      await changeSecret(deps, rules, body, session, source);
      return null;
    },
  };
}
