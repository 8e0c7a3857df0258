import { z } from 'zod';
import { instant, uuid } from './domain/ids.ts';
import { ROLES } from './domain/officer.ts';
import { text } from './domain/text.ts';
import { endpoint } from './endpoint.ts';
import { signedIn } from './session-api.ts';

/** 256 random bits, base64url. */
const random = z.string().regex(/^[\w-]{43}$/);

/** The reasons for a failed sign-in that the browser returns to the workstation. */
export const BROWSER_FAILURES = [
  'canceled',
  'no_role',
  'disabled',
  'no_name',
  'name_taken',
  'other_person',
  'not_recent',
  'unreachable',
  'failed',
] as const;
export type BrowserFailure = (typeof BROWSER_FAILURES)[number];

const request = z.strictObject({
  challenge: random.describe("The workstation's own PKCE challenge, S256 (RFC 7636)."),
  port: z.int().min(1024).max(65_535).describe('The port on 127.0.0.1 that it listens on for the answer.'),
  deskState: random.describe('Returned with the answer, so that it accepts no other one.'),
});
const started = z.object({
  id: uuid,
  ticket: random.describe('For the address of the start page: `/oidc/start?ticket=…`.'),
  expiresAt: instant,
});
const exchange = z.strictObject({
  id: uuid,
  code: random.describe('From the browser; works once, for a minute.'),
  verifier: random.describe('What the challenge was made of.'),
});

/** The endpoints in shared/api.ts for signing in through the agency's directory. */
export const signInApi = {
  startBrowserSignIn: endpoint({
    method: 'POST',
    path: '/api/v1/browser-sign-ins',
    summary: "Start to sign in through the agency's directory",
    description:
      'The workstation opens the start page in the system browser and gets a one-time code on its loopback port. Works for ten minutes. Only where the agency has set up its directory.',
    auth: 'public',
    body: request.extend({
      workstation: text(100, 1).describe('A name by which people can tell this workstation from others.'),
    }),
    status: 201,
    response: started,
    errors: ['invalid_request', 'not_found', 'too_many_requests'],
  }),
  openBrowserSession: endpoint({
    method: 'POST',
    path: '/api/v1/browser-sessions',
    summary: 'Exchange the code for a session',
    description:
      'Only the workstation that started the sign-in has the verifier. A first attempt with anything wrong ends the sign-in. The session ends twelve hours after the person authenticated at the directory.',
    auth: 'public',
    body: exchange,
    status: 201,
    response: signedIn,
    errors: ['invalid_request', 'sign_in_failed', 'too_many_requests'],
  }),
  startBrowserProof: endpoint({
    method: 'POST',
    path: '/api/v1/browser-proofs',
    summary: 'Start to verify identity through the directory',
    description:
      'For a session that was opened through the directory: the person has to authenticate there again, whatever the browser remembers.',
    auth: ROLES,
    body: request,
    status: 201,
    response: started,
    errors: ['invalid_request', 'not_found', 'too_many_requests'],
  }),
  proveByBrowser: endpoint({
    method: 'POST',
    path: '/api/v1/sessions/current/browser-proof',
    summary: 'Exchange the code for a proof',
    description: 'After it, privileged acts are allowed for a while, as after the password.',
    auth: ROLES,
    body: exchange,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'sign_in_failed', 'too_many_requests'],
  }),
  startProviderSignOut: endpoint({
    method: 'POST',
    path: '/api/v1/sessions/current/provider-sign-out',
    summary: 'Prepare to sign out of the directory',
    description:
      'Returns the ticket for the page that ends the browser’s session at the directory: `/oidc/sign-out?ticket=…`. Null for a session that was opened with a password.',
    auth: ROLES,
    status: 201,
    response: z.object({ ticket: random.nullable() }),
    errors: [],
  }),
  recoveryCodes: endpoint({
    method: 'GET',
    path: '/api/v1/me/recovery-codes',
    summary: 'Own recovery codes that are left',
    description: 'How many, and when they were made; the codes themselves are stored as hashes only.',
    auth: ROLES,
    response: z.object({
      left: z.int(),
      madeAt: instant.nullable(),
      usable: z.boolean().describe('Whether the account has an authenticator app to recover.'),
      used: z.boolean().default(false).describe('Whether one was used since this session was opened, or to open it.'),
    }),
    errors: [],
  }),
  makeRecoveryCodes: endpoint({
    method: 'POST',
    path: '/api/v1/me/recovery-codes',
    summary: 'Make new recovery codes',
    description:
      'Ten codes, returned once. Each replaces the authenticator app for one sign-in. Earlier ones work no more.',
    freshProof: true,
    auth: ROLES,
    status: 201,
    response: z.object({ codes: z.array(z.string()) }),
    errors: ['against_rule'],
  }),
  bannedPasswords: endpoint({
    method: 'GET',
    path: '/api/v1/banned-passwords',
    summary: 'Commonly guessed passwords',
    description:
      'In lowercase, and the agency’s city. A workstation checks a PIN against it, because the PIN never leaves the workstation.',
    auth: ROLES,
    response: z.object({ words: z.array(z.string().max(256)).max(200_000), city: z.string().max(200).optional() }),
    errors: [],
  }),
} as const;
