import { z } from 'zod';
import { saysCode } from '../field-error.ts';
import { instant, uuid } from './ids.ts';
import { officer, role } from './officer.ts';
import { flag, listQuery } from './query.ts';
import { filledLine, text } from './text.ts';

/**
 * Minimum length of a password that an officer chooses. CJIS Security Policy IA-5 requires at least eight characters
 * and doesn't require composition rules.
 */
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 256;
export const password = text(LONGEST_PASSWORD, 1);

/** The six digits from an authenticator app. Spaces, which some apps show, are ignored. */
export const oneTimeCode = z
  .string()
  .max(20)
  .regex(/^ *(?:[0-9] *){6}$/, saysCode('one_time_code'))
  .transform((typed) => typed.replaceAll(' ', ''));

/** A one-time code that replaces the authenticator app; spaces, dashes and case don't matter. */
export const recoveryCode = z
  .string()
  .max(40)
  .regex(/^(?:[ -]*[0-9A-Za-z]){12}[ -]*$/, saysCode('recovery_code'));

/** Latin letters, including accented letters that are a single code point. */
const LATIN = 'A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f';
export const accountName = z
  .string()
  .regex(new RegExp(`^ *[${LATIN}][${LATIN}._@-]{0,63} *$`), saysCode('username'))
  .trim()
  .toLowerCase();

/**
 * How many of an account's locked sources (workstations or network addresses) are listed individually, newest first.
 */
export const MOST_LOCKED_SHOWN = 20;

export const lockedSource = z.object({
  source: z.string().describe('The value to send to unlock it.'),
  kind: z
    .enum(['workstation', 'address'])
    .describe('A workstation known for the account, or any other one at an address.'),
  name: z.string().describe("The workstation's own name, or the address; for IPv6 its network."),
  lockedAt: instant,
});
export type LockedSource = z.infer<typeof lockedSource>;

export const account = officer.extend({
  createdAt: instant,
  lastSignInAt: instant.nullable().describe('Null before the first sign-in.'),
  lockedSources: z
    .array(lockedSource)
    .max(MOST_LOCKED_SHOWN)
    .describe(
      'Sources from which no one can sign in to the account until an administrator unlocks them; newest first.',
    ),
  lockedCount: z.int().describe('How many there are in total.'),
  disabledAt: instant.nullable(),
  disabledWhy: z.enum(['administrator', 'idle', 'directory']).nullable(),
  secondFactor: z.boolean().describe('Whether an authenticator app is set up.'),
  directory: z.boolean().describe("Whether the account belongs to the agency's directory, and has no password."),
  passwordIsTemporary: z.boolean().describe('Whether the officer must choose a new password at the next sign-in.'),
  waitsForSecond: z
    .boolean()
    .describe('Whether nobody can sign in before a second administrator or a supervisor agrees.'),
  declined: z.boolean().describe('Whether a second person declined it: once enabled, it waits for one again.'),
  sessions: z.int().describe('How many sessions are open.'),
});
export type Account = z.infer<typeof account>;

const displayName = filledLine(160);

export const newAccount = z.strictObject({
  name: accountName,
  displayName,
  role,
});

/** The changes that an administrator can make to another account. */
export const accountChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('disable') }),
  z.strictObject({ kind: z.literal('enable') }),
  /** Unlocks one source (a workstation or network address), or all of them if none is given. */
  z.strictObject({ kind: z.literal('unlock'), source: text(100, 1).optional() }),
  /** Sets a random password, which the officer must replace at the next sign-in. */
  z.strictObject({ kind: z.literal('reset_password') }),
  z.strictObject({ kind: z.literal('reset_second_factor') }),
  z.strictObject({ kind: z.literal('set_role'), role }),
  /** Corrects the name that everybody sees; the username stays. */
  z.strictObject({ kind: z.literal('rename'), displayName }),
]);
export type AccountChange = z.infer<typeof accountChange>;

/** `password` is shown once, and is set only when one was generated. */
export const accountMade = z.object({ account, password: z.string().nullable() });
export type AccountMade = z.infer<typeof accountMade>;

export const accountSession = z.object({
  id: uuid,
  officer: officer.pick({ id: true, name: true, displayName: true }),
  workstation: z.string(),
  openedAt: instant,
  lastSeenAt: instant.describe('Accurate to within the lifetime of an access token.'),
  expiresAt: instant,
  endedAt: instant.nullable(),
  endedWhy: z.enum(['signed_out', 'revoked', 'reuse', 'password_changed']).nullable(),
});
export type AccountSession = z.infer<typeof accountSession>;

export const accountQuery = z.object(listQuery);
export const sessionQuery = z.object({
  ...listQuery,
  ended: flag.default(false).describe('Ended sessions instead of open ones.'),
});

/** Which sessions to end; exactly one of these options. */
export const revocation = z.union([
  z.strictObject({ sessionId: uuid }),
  z.strictObject({ officerId: uuid }),
  z.strictObject({ workstation: text(100, 1) }),
]);
export type Revocation = z.infer<typeof revocation>;
