import { type Config, resourcePath } from '../config.ts';
import { type BannedPasswords, readBannedPasswords } from './banned-passwords.ts';
import type { ServerKey } from './server-key.ts';

/** What signing in goes by on this server. */
export type AuthRules = {
  key: ServerKey;
  secondFactor: Config['secondFactor'];
  /** The life of an access token in milliseconds. */
  accessMs: number;
  /** How long a proof is good for privileged acts (IA-11), in milliseconds. */
  proofMs: number;
  banned: BannedPasswords;
  /** Told of an account, by its name, to which there were too many wrong sign-ins within an hour. */
  onOverrun: (name: string) => void;
};

export async function authRules(config: Config, key: ServerKey, onOverrun: AuthRules['onOverrun']): Promise<AuthRules> {
  return {
    key,
    secondFactor: config.secondFactor,
    accessMs: config.accessMinutes * 60_000,
    proofMs: config.proofMinutes * 60_000,
    banned: await readBannedPasswords(resourcePath(config, 'banned-passwords.txt')),
    onOverrun,
  };
}
