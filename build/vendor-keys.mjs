import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OWN = fileURLToPath(new URL('vendor-keys.json', import.meta.url));
const KEY = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Returns the vendor's public keys to build into the application, from the file named by P2C_VENDOR_KEYS, else from
 * build/vendor-keys.json. The file is a JSON list of one or two keys (`npm run release -- keys` prints them). Without a
 * file, returns none; the application then never installs updates.
 * @param {NodeJS.ProcessEnv} env @returns {string[]}
 */
export function vendorKeys(env = process.env, own = OWN) {
  const file = env.P2C_VENDOR_KEYS || own;
  if (file === own && !existsSync(own)) return [];
  const keys = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(keys) || keys.length < 1 || keys.length > 2 || !keys.every((key) => KEY.test(String(key))))
    throw new Error(`${file} must be a list of one or two public keys, each 32 bytes in base64.`);
  return keys;
}
