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
import { confirmation } from './domain/confirmation.ts';
import { instant, uuid } from './domain/ids.ts';
import { endpoint } from './endpoint.ts';

const ADMINISTRATORS = ['administrator'] as const;

/** The endpoints in shared/api.ts for administering accounts and sessions. Reads and changes are audited. */
export const accountApi = {
  accounts: endpoint({
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Accounts',
    description: 'Sorted by name; `text` is searched for in both names.',
    auth: ADMINISTRATORS,
    query: accountQuery,
    response: z.object({ rows: z.array(account), total: z.int() }),
    errors: ['invalid_request'],
  }),
  createAccount: endpoint({
    method: 'POST',
    path: '/api/v1/accounts',
    summary: 'Create an account',
    description:
      'The account gets a random password, returned here once, which the officer must replace at the first sign-in.',
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
    summary: "Change someone else's account",
    description:
      "Disabling, a new role and a new password also end the account's sessions. No one can change their own account.",
    freshProof: true,
    auth: ADMINISTRATORS,
    params: z.object({ officerId: uuid.describe("The id of the account's officer.") }),
    body: accountChange,
    response: accountMade,
    errors: ['invalid_request', 'not_found'],
  }),
  confirmations: endpoint({
    method: 'GET',
    path: '/api/v1/confirmations',
    summary: 'Accounts that wait for a second person',
    description:
      'Accounts that an administrator made, whose password they reset, or that they gave another role; oldest first. A declined account that is enabled waits again.',
    auth: ['administrator', 'supervisor'],
    response: z.object({ rows: z.array(confirmation) }),
    errors: [],
  }),
  countConfirmations: endpoint({
    method: 'GET',
    path: '/api/v1/me/confirmations',
    summary: 'How many accounts wait that you may decide about',
    description: 'Names nobody, so it is not audited.',
    auth: ['administrator', 'supervisor'],
    response: z.object({ waiting: z.int() }),
    errors: [],
  }),
  decideConfirmation: endpoint({
    method: 'POST',
    path: '/api/v1/confirmations/:officerId',
    summary: 'Confirm or decline what an administrator did',
    description:
      'Neither an administrator who did it nor the account itself may, nor one that waits itself. Declining disables the account.',
    freshProof: true,
    auth: ['administrator', 'supervisor'],
    params: z.object({ officerId: uuid.describe("The id of the account's officer.") }),
    body: z.strictObject({
      confirmed: z.boolean(),
      askedAt: instant.describe('When the newest act was done that the person saw; with a newer one, it is refused.'),
    }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'stale_version'],
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/api/v1/sessions',
    summary: 'Sessions',
    description:
      'Open sessions, newest first; with `ended`, those that ended. `text` is searched for in officer and workstation.',
    auth: ADMINISTRATORS,
    query: sessionQuery,
    response: z.object({ rows: z.array(accountSession), total: z.int() }),
    errors: ['invalid_request'],
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/v1/revocations',
    summary: 'Revoke sessions',
    description:
      'One session, or all sessions of an officer or a workstation, including expired ones: the workstation destroys its cache key at its next request.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: revocation,
    response: z.object({ sessions: z.int() }),
    errors: ['invalid_request', 'not_found'],
  }),
} as const;
