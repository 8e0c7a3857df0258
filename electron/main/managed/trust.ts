import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { TrustGiven } from '#electron/common/trust.ts';
import { AppError } from '#shared/errors.ts';
import { isOnlyAdministrators } from './only-administrators.ts';
import type { ManagedSettings } from './table.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * How the agency server has to prove itself on this computer.
 * @throws AppError invalid_request that names the file, when it can't be read, is no PEM, or others can change it: never
 * falls back to the computer's authorities.
 */
export function trustOf({ ca, pin }: ManagedSettings, platform: NodeJS.Platform = process.platform): TrustGiven {
  return { ca: ca === undefined ? null : authorities(ca, platform), pins: pin ?? [] };
}

function authorities(path: string, platform: NodeJS.Platform): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw wrong(path);
  if (platform !== 'win32' && !isOnlyAdministrators(stats))
    throw new AppError('invalid_request', { detail: { code: 'managed_settings_open', params: { path } } });
  try {
    const found = readFileSync(path, 'utf8').match(CERTIFICATE) ?? [];
    if (found.length === 0 || !found.every((pem) => new X509Certificate(pem).ca)) throw wrong(path);
    return found.join('\n');
  } catch {
    throw wrong(path);
  }
}

const wrong = (path: string) =>
  new AppError('invalid_request', { detail: { code: 'managed_settings_wrong', params: { path, field: 'ca' } } });
