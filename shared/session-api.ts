import { z } from 'zod';
import { oneTimeCode, password } from './domain/account.ts';
import { instant } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { language } from './domain/report.ts';
import { text } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

const EVERYBODY = ['officer', 'supervisor', 'records', 'administrator'] as const;

/** Proves an earlier sign-in with this account on this workstation; it grants no access. */
export const deviceToken = z.string().regex(/^[\w-]{86}$/);

export const signInBody = z.strictObject({
  name: text(64, 1),
  password,
  workstation: text(100, 1).describe('A name by which people can tell this workstation from others.'),
  code: oneTimeCode.optional().describe('Of the authenticator app; asked for with `code_needed`.'),
  newPassword: password.optional().describe('Asked for with `new_password_needed`, and taken only then.'),
  deviceToken: deviceToken
    .optional()
    .describe(
      'What an earlier sign-in of this account gave this workstation. Wrong sign-ins elsewhere then do not matter.',
    ),
});
export type SignInBody = z.input<typeof signInBody>;
export const signInResult = z.object({
  token: z.string().min(20).max(200).describe('Bearer token, for a short time.'),
  tokenExpiresAt: instant,
  refreshToken: z
    .string()
    .regex(/^[\w-]{20,200}$/)
    .describe('Works once, for the next pair of tokens.'),
  officer,
  expiresAt: instant.describe('When everybody must sign in again, whatever was refreshed.'),
});
export type SignInResult = z.infer<typeof signInResult>;

export const signedIn = signInResult.extend({
  deviceToken: deviceToken
    .nullable()
    .describe('To be kept, and sent with the next sign-in; null where the one sent counts.'),
});
export type SignedIn = z.infer<typeof signedIn>;

export const signInTerms = z.object({
  agency: z.string(),
  useNotice: z
    .record(language, z.string())
    .describe('Every person acknowledges it before signing in, in the language of the workstation.'),
  secondFactor: z.enum(['required', 'optional', 'off']),
});

export type SignInTerms = z.infer<typeof signInTerms>;

export const enrollment = z.object({
  uri: z.string().max(500).describe('An otpauth:// address, to be shown as a QR code.'),
  key: z.string().max(64).describe('The same for typing, in base32.'),
});
export type Enrollment = z.infer<typeof enrollment>;

/** The rows of shared/api.ts for signing in and sessions. */
export const sessionApi = {
  signInTerms: endpoint({
    method: 'GET',
    path: '/api/v1/sign-in-terms',
    summary: 'What to know before signing in',
    description: 'The use notice of the agency, and whether a second factor is asked for.',
    auth: 'public',
    response: signInTerms,
    errors: [],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/v1/sessions',
    summary: 'Sign in',
    description:
      'Opens a session for twelve hours. A wrong name and a wrong password are answered alike. Five wrong ones within fifteen minutes lock the workstation, or the address of one that is not known, for the account; after more than fifty within an hour, unknown workstations have one try a minute. A right password may need more: `new_password_needed`, `enrollment_needed` or `code_needed` say what; the same request is then sent again with it, and nothing has changed before all of it was right.',
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
    summary: 'Begin to set up a second factor',
    description:
      'Gives the seed for an authenticator app. It counts from the first sign-in with a right code of it; beginning again replaces it. An account that has a second factor is refused until an administrator has reset it.',
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
      'Each refresh token works once. It may be sent again as long as nothing of the pair it gave was used, so that a lost answer does no harm; after that, sending it again ends the session.',
    auth: 'public',
    body: z.strictObject({ refreshToken: signInResult.shape.refreshToken }),
    response: signInResult,
    errors: ['invalid_request', 'unauthenticated', 'session_revoked', 'too_many_requests'],
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/v1/sessions/current',
    summary: 'Sign out',
    description: 'Ends the session of the token that was sent.',
    auth: EVERYBODY,
    status: 204,
    response: z.null(),
    errors: [],
  }),
  me: endpoint({
    method: 'GET',
    path: '/api/v1/me',
    summary: 'Who is signed in',
    description: 'The officer to whom the session belongs.',
    auth: EVERYBODY,
    response: officer,
    errors: [],
  }),
  reauthenticate: endpoint({
    method: 'POST',
    path: '/api/v1/sessions/current/proof',
    summary: 'Prove once more who one is',
    description:
      'Asked for with `proof_needed` before a privileged act: the password again, and the code of the authenticator app where the account has one. Wrong ones count as wrong sign-ins.',
    auth: EVERYBODY,
    body: z.strictObject({ password, code: oneTimeCode.optional() }),
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
    summary: 'Choose another password',
    description:
      'Takes the present password as well; wrong ones count as wrong sign-ins. Sessions on other workstations end.',
    auth: EVERYBODY,
    body: z.strictObject({ password, newPassword: password }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'bad_credentials', 'against_rule', 'account_locked', 'too_many_requests'],
  }),
} as const;
