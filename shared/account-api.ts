import { z } from 'zod';
import {
  account,
  accountChange,
  accountMade,
  accountQuery,
  accountSession,
  newAccount,
  revocation,
  sessionQuery,
} from './domain/account.ts';
import { uuid } from './domain/ids.ts';
import { endpoint } from './endpoint.ts';

const ADMINISTRATORS = ['administrator'] as const;

/** The rows of shared/api.ts for administering accounts and sessions. Reads and changes are audited. */
export const accountApi = {
  accounts: endpoint({
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Accounts',
    description: 'By name; `text` is looked for in both names.',
    auth: ADMINISTRATORS,
    query: accountQuery,
    response: z.object({ rows: z.array(account), total: z.int() }),
    errors: ['invalid_request'],
  }),
  createAccount: endpoint({
    method: 'POST',
    path: '/api/v1/accounts',
    summary: 'Make an account',
    description: 'With a random password, given here once, which its officer must replace at the first sign-in.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: newAccount,
    status: 201,
    response: accountMade,
    errors: ['invalid_request', 'against_rule'],
  }),
  changeAccount: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:officerId/changes',
    summary: 'Change somebody else’s account',
    description:
      'Disabling, a new role and a new password also end the account’s sessions. Nobody changes the account of their own.',
    freshProof: true,
    auth: ADMINISTRATORS,
    params: z.object({ officerId: uuid.describe('The id of the account’s officer.') }),
    body: accountChange,
    response: accountMade,
    errors: ['invalid_request', 'not_found'],
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/api/v1/sessions',
    summary: 'Sessions',
    description:
      'Those that are open, the newest first; with `ended`, those that are over. `text` is looked for in officer and workstation.',
    auth: ADMINISTRATORS,
    query: sessionQuery,
    response: z.object({ rows: z.array(accountSession), total: z.int() }),
    errors: ['invalid_request'],
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/v1/revocations',
    summary: 'End sessions on threat',
    description:
      'One session, or all of an officer or of a workstation, also those that have run out: the workstation destroys the key of its cache when it next asks.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: revocation,
    response: z.object({ sessions: z.int() }),
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
