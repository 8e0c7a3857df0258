import { type Config, resourcePath } from '../config.ts';
import { type BannedSecrets, readBannedSecrets } from './banned-secrets.ts';
import { openServerKey, type ServerKey } from './server-key.ts';

/** What signing in goes by on this server. */
export type AuthRules = {
  key: ServerKey;
  secondFactor: Config['secondFactor'];
  /** The life of an access token in milliseconds. */
  accessMs: number;
  banned: BannedSecrets;
};

/** @throws StartError when the server's key cannot be used. */
export async function authRules(config: Config): Promise<AuthRules> {
  return {
    key: openServerKey(config.dataDir, config.serverKey),
    secondFactor: config.secondFactor,
    accessMs: config.accessMinutes * 60_000,
    banned: await readBannedSecrets(resourcePath(config, 'banned-secrets.txt')),
  };
}
