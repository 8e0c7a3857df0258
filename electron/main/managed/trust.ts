import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import type { TrustSettings } from '#electron/common/trust.ts';
import { AppError } from '#shared/errors.ts';
import { isOnlyAdministrators } from './only-administrators.ts';
import type { ManagedName, ManagedSettings } from './table.ts';
import { accessOf, isOnlyAdministratorsOnWindows } from './windows-access.ts';

const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )?PRIVATE KEY-----/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Returns how this computer authenticates the agency server.
 * @throws AppError invalid_request with the file's path, if the file can't be read, isn't valid PEM, is writable by
 * others, or if Windows couldn't say who may change it. It never falls back to the computer's certificate authorities.
 */
export function trustOf(
  { ca, pin, clientCertificate }: ManagedSettings,
  platform: NodeJS.Platform = process.platform,
  access: typeof accessOf = accessOf,
): TrustSettings {
  const isSafe = (path: string, stats: Stats) =>
    platform === 'win32' ? isSafeOnWindows(path, access) : isOnlyAdministrators(stats);
  return {
    ca: ca === undefined ? null : readOr('ca', ca, isSafe, authorities),
    pins: pin ?? [],
    ...(clientCertificate === undefined
      ? {}
      : { own: readOr('clientCertificate', clientCertificate, isSafe, certified) }),
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

function isSafeOnWindows(path: string, access: typeof accessOf): boolean {
  let sddl: string;
  try {
    sddl = access(path);
  } catch (cause) {
    const detail = { code: 'managed_settings_unchecked', params: { path } } as const;
    throw new AppError('invalid_request', { cause, detail });
  }
  return isOnlyAdministratorsOnWindows(sddl);
}

function readOr<T>(
  field: ManagedName,
  path: string,
  isSafe: (path: string, stats: Stats) => boolean,
  parse: (text: string) => T | null,
): NonNullable<T> {
  const wrong = () =>
    new AppError('invalid_request', { detail: { code: 'managed_settings_wrong', params: { path, field } } });
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw wrong();
  if (!isSafe(path, stats))
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
