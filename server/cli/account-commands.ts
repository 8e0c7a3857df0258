import { type Account, type AccountChange, newAccount } from '#shared/domain/account.ts';
import { ROLES } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, fieldErrors } from '#shared/field-error.ts';
import { changeAccount } from '../commands/accounts/change-account.ts';
import { decideConfirmation, OthersDecide } from '../commands/accounts/confirmations.ts';
import { createOfficer } from '../commands/accounts/create-officer.ts';
import { linkOfficer } from '../commands/accounts/link-officer.ts';
import { revokeSessions } from '../commands/accounts/revoke-sessions.ts';
import { StartError } from '../config.ts';
import { listAccounts, listSessions } from '../db/accounts.ts';
import type { AccountDeps } from '../deps.ts';
import { fieldSentence } from '../error-words.ts';
import { BY_SHELL } from './shell-user.ts';

/** Printed after sessions are revoked, even if none were open. */
const ALSO =
  'Workstations destroy the key to their stored data as soon as they learn of it, even for officers who had signed out.';

/**
 * A command that manages accounts from the command line. All options in `options` are required; those in `optional` may
 * be omitted.
 */
export type AccountCommand = {
  usage: string;
  what: string;
  options: readonly string[];
  optional?: readonly string[];
  run: (deps: AccountDeps, given: Readonly<Record<string, string>>) => Promise<number>;
};

const PAGE = 200;

/** Changes the named account and then prints a message. */
const changing = (
  what: string,
  change: AccountChange,
  done: (name: string, password: string | null) => string,
): AccountCommand => ({
  usage: '--name N',
  what,
  options: ['name'],
  run: (deps, { name = '' }) =>
    orNobody(name, async () => {
      const { password } = await changeAccount(deps, { name }, change, BY_SHELL);
      console.log(done(name, password));
    }),
});

export const ACCOUNT_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'create-officer': {
    usage: `--name N --display "…" --role ${ROLES.join('|')}`,
    what: 'create an account with a temporary password',
    options: ['name', 'display', 'role'],
    run: async (deps, { name = '', display = '', role = '' }) => {
      const parsed = newAccount.safeParse({ name, displayName: display, role });
      if (!parsed.success) throw new StartError(whatIsWrong(fieldErrors(parsed.error)), 2);
      const { password } = await createOfficer(deps, parsed.data, BY_SHELL).catch(explain);
      console.log(
        `${name} can sign in as ${role} with this temporary password, which is shown only once:\n${password}`,
      );
      return 0;
    },
  },
  'list-officers': {
    usage: '',
    what: 'list every account',
    options: [],
    run: async (deps) => {
      const at = deps.now();
      for (let offset = 0; ; offset += PAGE) {
        const { rows, total } = await listAccounts(deps.db, { text: '', offset, limit: PAGE }, at);
        for (const one of rows) {
          const state = [
            one.disabledAt === null ? null : `disabled${one.disabledWhy === 'idle' ? ' (idle)' : ''}`,
            one.lockedCount === 0 ? null : lockedWords(one),
            one.secondFactor ? 'two-factor sign-in' : 'password only',
            one.passwordIsTemporary ? 'temporary password' : null,
          ].filter((part) => part !== null);
          console.log([one.name, one.displayName, one.role, one.lastSignInAt ?? 'never', state.join(', ')].join('\t'));
        }
        if (offset + PAGE >= total) return 0;
      }
    },
  },
  'disable-officer': changing(
    'lock a person out and end their sessions',
    { kind: 'disable' },
    (name) => `${name} can no longer sign in; workstations destroy the key to their cache`,
  ),
  'enable-officer': changing('let a person sign in again', { kind: 'enable' }, (name) => `${name} can sign in again`),
  'unlock-officer': {
    usage: '--name N [--source S]',
    what: 'unlock every source that failed sign-ins locked for an account, or one (see list-officers)',
    options: ['name'],
    optional: ['source'],
    run: (deps, { name = '', source }) =>
      orNobody(name, async () => {
        const change = { kind: 'unlock', ...(source === undefined ? {} : { source }) } as const;
        const { account } = await changeAccount(deps, { name }, change, BY_SHELL);
        const left = account.lockedCount === 0 ? 'from everywhere' : `but is still ${lockedWords(account)}`;
        console.log(`${name} can sign in again, ${left}`);
      }),
  },
  'reset-password': changing(
    'give an account a new temporary password',
    { kind: 'reset_password' },
    (name, password) => `${name} can sign in with this temporary password, which is shown only once:\n${password}`,
  ),
  'reset-second-factor': changing(
    'remove a lost authenticator app',
    { kind: 'reset_second_factor' },
    (name) => `${name} must set up two-factor sign-in again at the next sign-in`,
  ),
  'confirm-account': {
    usage: '--name N',
    what: 'agree to what an administrator did to an account, if nobody else can',
    options: ['name'],
    run: (deps, { name = '' }) =>
      orNobody(name, async () => {
        await decideConfirmation(deps, { name }, true, BY_SHELL, true).catch((error: unknown) => {
          if (!(error instanceof OthersDecide)) throw error;
          throw new StartError(
            `Someone else can confirm this on the page Confirmations: ${error.people.join(', ')}. ` +
              'Disable the accounts of people who have left.',
            1,
          );
        });
        console.log(`${name} can sign in now`);
      }),
  },
  'link-officer': {
    usage: '--name N --issuer I --subject S',
    what: 'give an account to a person in the directory (its subject is in the audit log)',
    options: ['name', 'issuer', 'subject'],
    run: (deps, { name = '', issuer = '', subject = '' }) =>
      orNobody(name, async () => {
        await linkOfficer(deps, { name, issuer, subject }, BY_SHELL).catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'against_rule') throw error;
          throw new StartError(`${name} or this person is linked already.`, 1);
        });
        console.log(`${name} signs in through the directory from now on; the password works no more`);
      }),
  },
  'list-sessions': {
    usage: '',
    what: 'show who is signed in, and where',
    options: [],
    run: async (deps) => {
      const at = deps.now();
      for (let offset = 0; ; offset += PAGE) {
        const { rows, total } = await listSessions(deps.db, { text: '', ended: false, offset, limit: PAGE }, at);
        for (const one of rows) {
          console.log([one.id, one.officer.name, one.workstation, one.openedAt, one.lastSeenAt].join('\t'));
        }
        if (offset + PAGE >= total) return 0;
      }
    },
  },
  'revoke-sessions': {
    usage: '--name N',
    what: "end an officer's sessions; workstations then destroy the key to their cache",
    options: ['name'],
    run: (deps, { name = '' }) =>
      orNobody(name, async () => {
        console.log(`${await revokeSessions(deps, { name }, BY_SHELL)} sessions of ${name} ended. ${ALSO}`);
      }),
  },
  'revoke-workstation': {
    usage: '--workstation W',
    what: 'the same for everyone who used a workstation',
    options: ['workstation'],
    run: (deps, { workstation = '' }) =>
      orNobody(workstation, async () => {
        console.log(
          `${await revokeSessions(deps, { workstation }, BY_SHELL)} sessions at ${workstation} ended. ${ALSO}`,
        );
      }),
  },
};

function lockedWords({ lockedSources, lockedCount }: Account): string {
  const named = lockedSources.map(({ source, kind, name }) =>
    kind === 'workstation' ? `${source} (${name})` : source,
  );
  const more = lockedCount - named.length;
  return `locked for ${named.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Returns 0. If no account or workstation has that name, prints a message and returns 1. */
async function orNobody(name: string, act: () => Promise<void>): Promise<number> {
  try {
    await act();
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    console.error(`Not found: ${name}`);
    return 1;
  }
}

/** The first validation error, labeled with its option name. */
function whatIsWrong([first]: readonly FieldError[]): string {
  const option = { role: '--role', displayName: '--display' }[first?.path ?? ''] ?? '--name';
  return `${option}: ${first === undefined ? '' : fieldSentence(first)}`;
}

function explain(error: unknown): never {
  if (error instanceof AppError && error.fields[0] !== undefined)
    throw new StartError(fieldSentence(error.fields[0]), 1);
  throw error;
}
