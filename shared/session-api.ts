import { z } from 'zod';
import { oneTimeCode, password, recoveryCode } from './domain/account.ts';
import { instant } from './domain/ids.ts';
import { officer, ROLES } from './domain/officer.ts';
import { language } from './domain/report.ts';
import { text } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

/** Proves that this account signed in on this workstation before; it doesn't grant access. */
export const deviceToken = z.string().regex(/^[\w-]{86}$/);

export const signInBody = z.strictObject({
  name: text(64, 1),
  password,
  workstation: text(100, 1).describe('A name by which people can tell this workstation from others.'),
  code: oneTimeCode.optional().describe('From the authenticator app; required after `code_needed`.'),
  recoveryCode: recoveryCode.optional().describe('In place of the code, for someone without the app; each works once.'),
  newPassword: password.optional().describe('Required after `new_password_needed`, and accepted only then.'),
  deviceToken: deviceToken
    .optional()
    .describe(
      'Returned to this workstation by an earlier sign-in of this account. With it, failed sign-ins elsewhere do not matter.',
    ),
});
export type SignInBody = z.input<typeof signInBody>;
export const signInResult = z.object({
  token: z.string().min(20).max(200).describe('Bearer token, valid for a short time.'),
  tokenExpiresAt: instant,
  refreshToken: z
    .string()
    .regex(/^[\w-]{20,200}$/)
    .describe('Works once, to get the next pair of tokens.'),
  officer,
  expiresAt: instant.describe('When the session ends and the officer must sign in again, even after refreshes.'),
});
export type SignInResult = z.infer<typeof signInResult>;

export const signedIn = signInResult.extend({
  deviceToken: deviceToken
    .nullable()
    .describe('To be stored and sent with the next sign-in; null if the one sent is still valid.'),
});
export type SignedIn = z.infer<typeof signedIn>;

export const signInTerms = z.object({
  agency: z.string(),
  useNotice: z
    .record(language, z.string())
    .describe('Every person acknowledges it before signing in, in the language of the workstation.'),
  secondFactor: z.enum(['required', 'optional', 'off']),
  directory: z.boolean().default(false).describe("Whether people can sign in through the agency's directory."),
  passwords: z.enum(['everyone', 'administrators']).default('everyone').describe('Who may sign in with a password.'),
});

export type SignInTerms = z.infer<typeof signInTerms>;

export const enrollment = z.object({
  uri: z.string().max(500).describe('An otpauth:// address, to show as a QR code.'),
  key: z.string().max(64).describe('The same key in base32, for typing.'),
});
export type Enrollment = z.infer<typeof enrollment>;

/** The endpoints in shared/api.ts for signing in and sessions. */
export const sessionApi = {
  signInTerms: endpoint({
    method: 'GET',
    path: '/api/v1/sign-in-terms',
    summary: 'What to know before signing in',
    description: "The agency's use notice, and whether a second factor is required.",
    auth: 'public',
    response: signInTerms,
    errors: [],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/v1/sessions',
    summary: 'Sign in',
    description:
      'Opens a session for twelve hours. A wrong name and a wrong password get the same response. Five failed attempts within fifteen minutes lock the workstation, or the address of an unknown one, for the account; after more than fifty within an hour, unknown workstations get one attempt a minute. A correct password may need more: `new_password_needed`, `enrollment_needed` or `code_needed` says what; send the same request again with it. Nothing changes until all of it is correct.',
    auth: 'public',
    body: signInBody,
    status: 201,
    response: signedIn,
    errors: [
      'invalid_request',
      'bad_credentials',
      'wrong_code',
      'code_needed',
      'enrollment_needed',
      'new_password_needed',
      'against_rule',
      'account_locked',
      'too_many_requests',
    ],
  }),
  startEnrollment: endpoint({
    method: 'POST',
    path: '/api/v1/second-factor',
    summary: 'Start to set up a second factor',
    description:
      'Returns the seed for an authenticator app. It takes effect at the first sign-in with a correct code from it; starting again replaces it. An account that already has a second factor is refused until an administrator resets it.',
    auth: 'public',
    body: signInBody.pick({ name: true, password: true, deviceToken: true }),
    status: 201,
    response: enrollment,
    errors: ['invalid_request', 'bad_credentials', 'forbidden', 'account_locked', 'too_many_requests'],
  }),
  refresh: endpoint({
    method: 'POST',
    path: '/api/v1/sessions/refresh',
    summary: 'Get the next pair of tokens',
    description:
      'Each refresh token works once. It may be sent again until anything from the pair it returned is used, so that a lost response does no harm; after that, sending it again ends the session.',
    auth: 'public',
    body: z.strictObject({ refreshToken: signInResult.shape.refreshToken }),
    response: signInResult,
    errors: ['invalid_request', 'unauthenticated', 'session_revoked', 'too_many_requests'],
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/v1/sessions/current',
    summary: 'Sign out',
    description: 'Ends the session of the token in the request.',
    auth: ROLES,
    query: z.object({
      why: z
        .enum(['too_many_tries'])
        .optional()
        .describe(
          'Where the workstation ended it and destroyed what it stored: too many wrong passwords while locked.',
        ),
    }),
    status: 204,
    response: z.null(),
    errors: [],
  }),
  me: endpoint({
    method: 'GET',
    path: '/api/v1/me',
    summary: 'Who is signed in',
    description: 'The officer who owns the session.',
    auth: ROLES,
    response: officer,
    errors: [],
  }),
  reauthenticate: endpoint({
    method: 'POST',
    path: '/api/v1/sessions/current/proof',
    summary: 'Verify identity again',
    description:
      "Required by `proof_needed` before a privileged act: the password again, and the authenticator app's code, or a recovery code, if the account has one. Failed attempts count as failed sign-ins.",
    auth: ROLES,
    body: z.strictObject({
      password,
      code: oneTimeCode.optional(),
      recoveryCode: recoveryCode.optional().describe('In place of the code; each works once.'),
    }),
    status: 204,
    response: z.null(),
    errors: [
      'invalid_request',
      'bad_credentials',
      'wrong_code',
      'code_needed',
      'enrollment_needed',
      'account_locked',
      'too_many_requests',
    ],
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/api/v1/me/password',
    summary: 'Change the password',
    description:
      'Requires the current password as well; failed attempts count as failed sign-ins. Sessions on other workstations end.',
    auth: ROLES,
    body: z.strictObject({ password, newPassword: password }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'bad_credentials', 'against_rule', 'account_locked', 'too_many_requests'],
  }),
} as const;
