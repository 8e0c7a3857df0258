import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { TrustSettings } from '#electron/common/trust.ts';
import { AppError } from '#shared/errors.ts';
import { isOnlyAdministrators } from './only-administrators.ts';
import type { ManagedName, ManagedSettings } from './table.ts';

const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )?PRIVATE KEY-----/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Returns how this computer authenticates the agency server.
 * @throws AppError invalid_request with the file's path, if the file can't be read, isn't valid PEM, or is writable by
 * others. It never falls back to the computer's certificate authorities.
 */
export function trustOf(
  { ca, pin, clientCertificate }: ManagedSettings,
  platform: NodeJS.Platform = process.platform,
): TrustSettings {
  return {
    ca: ca === undefined ? null : readOr('ca', ca, platform, authorities),
    pins: pin ?? [],
    ...(clientCertificate === undefined
      ? {}
      : { own: readOr('clientCertificate', clientCertificate, platform, certified) }),
  };
}

function authorities(text: string): string | null {
  const found = text.match(CERTIFICATE) ?? [];
  return found.length > 0 && found.every((pem) => new X509Certificate(pem).ca) ? found.join('\n') : null;
}

/**
 * Returns the client certificate and its key; null if either is missing or they don't match. The file must list the
 * computer's own certificate first, followed by any intermediates.
 */
function certified(text: string): TrustSettings['own'] | null {
  const found = text.match(CERTIFICATE) ?? [];
  const [first] = found;
  const key = KEY.exec(text)?.[0];
  if (first === undefined || key === undefined || !new X509Certificate(first).checkPrivateKey(createPrivateKey(key)))
    return null;
  return { cert: found.join('\n'), key };
}

function readOr<T>(
  field: ManagedName,
  path: string,
  platform: NodeJS.Platform,
  parse: (text: string) => T | null,
): NonNullable<T> {
  const wrong = () =>
    new AppError('invalid_request', { detail: { code: 'managed_settings_wrong', params: { path, field } } });
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw wrong();
  if (platform !== 'win32' && !isOnlyAdministrators(stats))
    throw new AppError('invalid_request', { detail: { code: 'managed_settings_open', params: { path } } });
  let parsed: T | null = null;
  try {
    parsed = parse(readFileSync(path, 'utf8'));
  } catch {
    // Reported below.
  }
  if (parsed === null || parsed === undefined) throw wrong();
  return parsed;
}
