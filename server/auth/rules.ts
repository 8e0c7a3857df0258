import { type Config, resourcePath } from '../config.ts';
import { type BannedSecrets, readBannedSecrets } from './banned-secrets.ts';
import type { ServerKey } from './server-key.ts';

/** What signing in goes by on this server. */
export type AuthRules = {
  key: ServerKey;
  secondFactor: Config['secondFactor'];
  /** The life of an access token in milliseconds. */
  accessMs: number;
  banned: BannedSecrets;
};

export async function authRules(config: Config, key: ServerKey): Promise<AuthRules> {
  return {
    key,
    secondFactor: config.secondFactor,
    accessMs: config.accessMinutes * 60_000,
    banned: await readBannedSecrets(resourcePath(config, 'banned-secrets.txt')),
  };
}
