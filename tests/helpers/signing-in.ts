import { Secret, TOTP } from 'otpauth';
import type { FieldError } from '#shared/field-error.ts';
import type { SignedIn } from '#shared/session-api.ts';
import type { Account, Agency, Answer } from './agency.ts';

/** Returns the code that an authenticator app with this key shows at a given time, offset by `steps` steps of 30 s. */
export function codeAt(key: string, at: Date, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(key), algorithm: 'SHA1', digits: 6, period: 30 });
  return totp.generate({ timestamp: at.getTime() + steps * 30_000 });
}

/** Returns six digits that differ from these. */
export const anotherCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** `address` is the client's address, as the proxy in front of the server reports it. */
type More = {
  code?: string;
  recoveryCode?: string;
  newPassword?: string;
  workstation?: string;
  deviceToken?: string;
  address?: string;
};

/** Sends a sign-in; the response may be a session or ask for more. */
export const trySignIn = (
  agency: Agency,
  { name, password }: Pick<Account, 'name' | 'password'>,
  { address, ...more }: More = {},
): Promise<Answer<SignedIn & { error: { code: string; fields?: FieldError[]; detail?: unknown } }>> =>
  agency.call('POST', '/api/v1/sessions', {
    body: { name, password, workstation: 'Front desk', ...more },
    ...(address === undefined ? {} : { headers: { 'x-forwarded-for': address } }),
  });

/** Sets up an authenticator app and returns its key. */
export async function enroll(agency: Agency, { name, password }: Pick<Account, 'name' | 'password'>): Promise<string> {
  const answer = await agency.call('POST', '/api/v1/second-factor', { body: { name, password } });
  if (answer.status !== 201) throw new Error(`enrollment answered ${answer.status}`);
  return answer.body.key as string;
}
