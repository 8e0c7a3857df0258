import { type Account, type AccountChange, newAccount } from '#shared/domain/account.ts';
import { ROLES } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, fieldErrors } from '#shared/field-error.ts';
import { changeAccount } from '../commands/accounts/change-account.ts';
import { decideConfirmation, OthersDecide } from '../commands/accounts/confirmations.ts';
import { createOfficer } from '../commands/accounts/create-officer.ts';
import { LastAdministrator, linkOfficer, unlinkOfficer } from '../commands/accounts/link-officer.ts';
import { revokeSessions } from '../commands/accounts/revoke-sessions.ts';
import { type Config } from '../config.ts';
import { listAccounts, listSessions } from '../db/accounts.ts';
import type { AccountDeps } from '../deps.ts';
import { errorSentence, fieldSentence } from '../error-words.ts';
import { tellOfCommand } from '../mail/account-news.ts';
import { issuerForms } from '../oidc/issuer.ts';
import { StartError } from '../start-error.ts';
import { afterDisabling } from './after-disabling.ts';
import { BY_SHELL, shellUser } from './shell-user.ts';

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
  run: (deps: AccountDeps, given: Readonly<Record<string, string>>, config: Config) => Promise<number>;
};

const PAGE = 200;

/** Changes the named account and then prints a message. */
const changing = (
  what: string,
  change: AccountChange,
  done: (name: string, password: string | null) => string,
  more?: (deps: AccountDeps, account: Account) => Promise<string[]>,
  announced?: (name: string) => string,
): AccountCommand => ({
  usage: '--name N',
  what,
  options: ['name'],
  run: (deps, { name = '' }, config) =>
    orNotFound(name, async () => {
      const { password, account } = await changeAccount(deps, { name }, change, BY_SHELL);
      console.log(
        [done(name, password), ...signInBlockers(account, change), ...((await more?.(deps, account)) ?? [])].join('\n'),
      );
      if (announced !== undefined) await announce(config, name, announced(name), deps.now());
    }),
});

/** Lists the reasons why no one can sign in to the account despite the change. */
const signInBlockers = ({ name, disabledAt, waitsForSecond }: Account, change: AccountChange): string[] =>
  change.kind === 'disable'
    ? []
    : [
        ...(disabledAt === null
          ? []
          : [`Nobody can sign in to it yet: it is disabled (enable-officer --name ${name})`]),
        ...(waitsForSecond
          ? [
              `Nobody can sign in to it yet: a second person must confirm what an administrator did to it (Confirmations page, or confirm-account --name ${name})`,
            ]
          : []),
      ];

export const ACCOUNT_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'create-officer': {
    usage: `--name N --display "…" --role ${ROLES.join('|')}`,
    what: 'create an account with a temporary password',
    options: ['name', 'display', 'role'],
    run: async (deps, { name = '', display = '', role = '' }, config) => {
      const parsed = newAccount.safeParse({ name, displayName: display, role });
      if (!parsed.success) throw new StartError(whatIsWrong(fieldErrors(parsed.error)), 2);
      const { password } = await createOfficer(deps, parsed.data, BY_SHELL);
      console.log(
        `${name} can sign in as ${role} with this temporary password, which is shown only once:\n${password}`,
      );
      await announce(config, name, `made the account ${name} with the role ${role}`, deps.now());
      return 0;
    },
  },
  'list-officers': {
    usage: '',
    what: 'list every account',
    options: [],
    run: async (deps) => {
      const at = deps.now();
      console.log('username\tname\trole\tlast sign-in (UTC)\tstate');
      for (let offset = 0; ; offset += PAGE) {
        const { rows, total } = await listAccounts(deps.db, { text: '', offset, limit: PAGE }, at);
        for (const one of rows) {
          const state = [
            one.disabledAt === null ? null : `disabled${one.disabledWhy === 'idle' ? ' (idle)' : ''}`,
            one.lockedCount === 0 ? null : lockedWords(one),
            one.waitsForSecond ? 'waits for confirmation' : null,
            one.directory ? 'directory' : one.secondFactor ? 'two-factor sign-in' : 'password only',
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
    afterDisabling,
  ),
  'enable-officer': changing(
    'let a person sign in again',
    { kind: 'enable' },
    (name) => `${name} is enabled`,
    undefined,
    (name) => `let the account ${name} sign in again`,
  ),
  'unlock-officer': {
    usage: '--name N [--source S]',
    what: 'unlock an account for every source that failed sign-ins locked, or for one source (see list-officers)',
    options: ['name'],
    optional: ['source'],
    run: (deps, { name = '', source }) =>
      orNotFound(name, async () => {
        const change = { kind: 'unlock', ...(source === undefined ? {} : { source }) } as const;
        const { account } = await changeAccount(deps, { name }, change, BY_SHELL);
        const left = account.lockedCount === 0 ? 'everywhere' : `but still ${lockedWords(account)}`;
        console.log([`${name} is unlocked ${left}`, ...signInBlockers(account, change)].join('\n'));
      }),
  },
  'reset-password': changing(
    'give an account a new temporary password',
    { kind: 'reset_password' },
    (name, password) => `The temporary password of ${name}, which is shown only once:\n${password}`,
    undefined,
    (name) => `gave the account ${name} a new temporary password`,
  ),
  'reset-second-factor': changing(
    'remove a lost authenticator app',
    { kind: 'reset_second_factor' },
    (name) => `${name} must set up two-factor sign-in again at the next sign-in`,
    undefined,
    (name) => `removed the second factor of the account ${name}`,
  ),
  'confirm-account': {
    usage: '--name N',
    what: 'confirm what an administrator did to an account, if nobody else can',
    options: ['name'],
    run: (deps, { name = '' }) =>
      orNotFound(name, async () => {
        await decideConfirmation(deps, { name }, true, BY_SHELL, 'alone').catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'not_found')
            throw new StartError(`No account named ${name} is waiting for a second person.`, 1);
          if (!(error instanceof OthersDecide)) throw error;
          throw new StartError(
            `Someone else can confirm this on the Confirmations page: ${error.people.join(', ')}. ` +
              'Disable the accounts of people who have left.',
            1,
          );
        });
        console.log(`${name} is confirmed`);
      }),
  },
  'link-officer': {
    usage: '--name N --subject S [--issuer I]',
    what: 'link an account to a person in the directory (the audit log has the subject)',
    options: ['name', 'subject'],
    optional: ['issuer'],
    run: (deps, { name = '', subject = '', issuer }, config) =>
      orNotFound(name, async () => {
        await linkOfficer(deps, { name, subject, issuer: directoryOf(config.oidc, issuer) }, BY_SHELL).catch(
          (error: unknown) => {
            if (error instanceof LastAdministrator)
              throw new StartError(
                `${name} is the only administrator who can sign in. Nothing was changed: create another one first ` +
                  '(create-officer), so that someone can still sign in if the directory lets nobody in.',
                1,
              );
            throw refusal(error, `${name} or this person is already linked.`);
          },
        );
        console.log(`${name} now signs in through the directory; the password no longer works`);
        await announce(config, name, `linked the account ${name} to a person in the directory`, deps.now());
      }),
  },
  'unlink-officer': {
    usage: '--name N',
    what: 'unlink an account from the directory and give it a temporary password',
    options: ['name'],
    run: (deps, { name = '' }, config) =>
      orNotFound(name, async () => {
        const password = await unlinkOfficer(deps, name, BY_SHELL).catch((error: unknown) => {
          throw refusal(error, `${name} does not sign in through the directory.`);
        });
        console.log(`${name} can sign in with this temporary password, which is shown only once:\n${password}`);
        await announce(config, name, `unlinked the account ${name} from the directory`, deps.now());
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
      orNotFound(name, async () => {
        console.log(`${await revokeSessions(deps, { name }, BY_SHELL)} sessions of ${name} ended. ${ALSO}`);
      }),
  },
  'revoke-workstation': {
    usage: '--workstation W',
    what: 'end the sessions of everyone who used a workstation; workstations then destroy the key to their cache',
    options: ['workstation'],
    run: (deps, { workstation = '' }) =>
      orNotFound(workstation, async () => {
        console.log(
          `${await revokeSessions(deps, { workstation }, BY_SHELL)} sessions at ${workstation} ended. ${ALSO}`,
        );
      }),
  },
};

/** Tells supervisors of a change that needs no confirmation. The change stands even if they can't be told. */
async function announce(config: Config, name: string, what: string, at: Date): Promise<void> {
  const mailError = await tellOfCommand(config, { name, what, by: shellUser() }, at);
  if (mailError !== null) console.error(`No supervisor was notified of this by e-mail: ${mailError}`);
}

function lockedWords({ lockedSources, lockedCount }: Account): string {
  const named = lockedSources.map(({ source, kind, name }) =>
    kind === 'workstation' ? `${source} (${name})` : source,
  );
  const more = lockedCount - named.length;
  return `locked for ${named.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Returns the issuer of the directory through which people sign in.
 * @throws StartError if `given` is a different issuer, because accounts can be linked only to this directory.
 */
function directoryOf(oidc: Config['oidc'], given: string | undefined): string {
  if (oidc === null)
    throw new StartError(
      'P2C_OIDC_ISSUER is not set: nobody could sign in to this account anymore. Nothing was changed.',
      1,
    );
  const [bare, slashed] = issuerForms(oidc.issuer);
  if (given !== undefined && given !== bare && given !== slashed)
    throw new StartError(`--issuer: people sign in here through ${bare}. Nothing was changed.`, 1);
  return given ?? bare;
}

/** Puts an `against_rule` error into the command's own words. */
const refusal = (error: unknown, sentence: string): unknown =>
  error instanceof AppError && error.code === 'against_rule' ? new StartError(sentence, 1) : error;

/** Returns 0, or prints why and returns 1 if the name doesn't exist or only the directory may change the account. */
export async function orNotFound(name: string, act: () => Promise<void>): Promise<number> {
  try {
    await act();
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found') console.error(`Not found: ${name}`);
    else if (error.detail?.code === 'directory_account')
      console.error(`${errorSentence(error).replace(/\.$/, '')}, or run: unlink-officer --name ${name}`);
    else throw error;
    return 1;
  }
}

/** The first validation error, labeled with its option name. */
function whatIsWrong([first]: readonly FieldError[]): string {
  const option = { role: '--role', displayName: '--display' }[first?.path ?? ''] ?? '--name';
  return `${option}: ${first === undefined ? '' : fieldSentence(first)}`;
}
