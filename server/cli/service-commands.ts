import { LONGEST_TOKEN_DAYS, newService, SERVICE_SCOPES } from '#shared/domain/service-account.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, fieldErrors } from '#shared/field-error.ts';
import { createService, listServices, revokeService, rotateService } from '../commands/accounts/service-accounts.ts';
import { fieldSentence } from '../error-words.ts';
import { StartError } from '../start-error.ts';
import { type AccountCommand, orNotFound } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const DEFAULT_DAYS = '90';
const ONCE = 'This token is shown only once:';

const WRONG = {
  scopes: `--scopes must be ${SERVICE_SCOPES.join(' or ')}, or both with a comma between them.`,
  days: `--days must be a number from 1 to ${LONGEST_TOKEN_DAYS}.`,
};

/** The first validation error, labeled with its option name. */
function whatIsWrong([first]: readonly FieldError[]): string {
  if (first?.path.startsWith('scopes')) return WRONG.scopes;
  if (first?.path === 'days') return WRONG.days;
  return `--name: ${first === undefined ? '' : fieldSentence(first)}`;
}

/** Accounts of other programs, such as monitoring or a SIEM. */
export const SERVICE_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'create-service': {
    usage: '--name N --scopes metrics,audit [--days D]',
    what: 'create a service account with its first token',
    options: ['name', 'scopes'],
    optional: ['days'],
    run: async (deps, { name = '', scopes = '', days = DEFAULT_DAYS }) => {
      const given = { name, scopes: scopes.split(',').map((one) => one.trim()), days: Number(days) };
      const parsed = newService.safeParse(given);
      if (!parsed.success) throw new StartError(whatIsWrong(fieldErrors(parsed.error)), 2);
      const { token } = await createService(deps, parsed.data, BY_SHELL).catch((error: unknown) => {
        throw error instanceof AppError && error.code === 'against_rule'
          ? new StartError(`There is already a service account ${name}, or there are too many of them.`, 1)
          : error;
      });
      console.log(`${ONCE}\n${token}`);
      return 0;
    },
  },
  'rotate-service': {
    usage: '--name N [--days D]',
    what: 'make another token, valid for as many days as the previous one, which works until the next one is made',
    options: ['name'],
    optional: ['days'],
    run: (deps, { name = '', days }) =>
      orNotFound(name, async () => {
        const valid = newService.shape.days.optional().safeParse(days === undefined ? undefined : Number(days));
        if (!valid.success) throw new StartError(WRONG.days, 2);
        const { token } = await rotateService(deps, { name }, valid.data ?? 'as before', BY_SHELL);
        console.log(`${ONCE}\n${token}`);
      }),
  },
  'revoke-service': {
    usage: '--name N',
    what: 'end a service account and all of its tokens',
    options: ['name'],
    run: (deps, { name = '' }) =>
      orNotFound(name, async () => {
        await revokeService(deps, { name }, BY_SHELL);
        console.log(`${name} is revoked`);
      }),
  },
  'list-services': {
    usage: '',
    what: 'list service accounts with their tokens',
    options: [],
    run: async (deps) => {
      const rows = await listServices(deps.db, deps.now());
      if (rows.length === 0) console.log('No service accounts.');
      for (const { name, scopes, tokens, revokedAt } of rows) {
        const state = revokedAt === null ? tokens.map(({ expiresAt }) => `until ${expiresAt}`).join('; ') : 'revoked';
        console.log([name, scopes.join(','), state].join('\t'));
      }
      return 0;
    },
  },
};
