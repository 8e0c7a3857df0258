import type { BannedPasswords } from '#shared/domain/password-rule.ts';
import { type Config, resourcePath } from '../config.ts';
import { readBannedPasswords } from './banned-passwords.ts';
import type { ServerKey } from './server-key.ts';

/** The sign-in rules of this server. */
export type AuthRules = {
  key: ServerKey;
  secondFactor: Config['secondFactor'];
  /** Lifetime of an access token in milliseconds. */
  accessMs: number;
  /** How long privileged acts are allowed after reauthentication (IA-11), in milliseconds. */
  proofMs: number;
  banned: BannedPasswords;
  /** Whether people sign in through the agency's directory. */
  hasDirectory: boolean;
  passwordSignIn: Config['passwordSignIn'];
  /** Called with the name of an account that had too many failed sign-ins within an hour. */
  onOverrun: (name: string) => void;
};

export async function authRules(config: Config, key: ServerKey, onOverrun: AuthRules['onOverrun']): Promise<AuthRules> {
  return {
    key,
    secondFactor: config.secondFactor,
    accessMs: config.accessMinutes * 60_000,
    proofMs: config.proofMinutes * 60_000,
    banned: await readBannedPasswords(resourcePath(config, 'banned-passwords.txt')),
    hasDirectory: config.oidc !== null,
    passwordSignIn: config.passwordSignIn,
    onOverrun,
  };
}
