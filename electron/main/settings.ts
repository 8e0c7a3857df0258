import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { type WorkstationSettings, workstationSettings } from '#shared/settings.ts';
import { readJson, writeJson } from './json-file.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** An agency server's address: https, or http on this machine only. Stored as an origin, without a trailing slash. */
export const serverAddress = z
  .url()
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname)), {
    params: { detail: 'server_not_https' },
  })
  .refine((url) => url.pathname === '/' && url.search === '' && url.username === '', {
    params: { detail: 'server_not_origin' },
  })
  .transform((url) => url.origin);

const DEFAULT_SERVER = 'http://127.0.0.1:4810';

const file = workstationSettings.extend({ server: serverAddress.optional() });

export type SettingsFile = {
  get: () => WorkstationSettings;
  set: (next: WorkstationSettings) => WorkstationSettings;
  /**
   * The agency server's address. A packaged application takes it from the managed settings alone; otherwise it comes from
   * the environment, else from the file, else it is a server on this machine.
   */
  server: string;
};

/**
 * Opens the workstation's settings, `settings.json` in the user-data folder; it contains no passwords.
 * @param managed the managed settings of a packaged application.
 * @throws AppError invalid_request when the environment or the file names a server that is not allowed, or when the
 * file exists but its server cannot be read. Falling back to another server would send an officer's password to the
 * wrong place.
 */
export function openSettings(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  managed: { server?: string | undefined; place: string } | null = null,
): SettingsFile {
  const path = join(folder, 'settings.json');
  if (managed !== null && managed.server === undefined)
    throw new AppError('invalid_request', { detail: { code: 'no_managed_server', params: { path: managed.place } } });
  const fromEnvironment = managed?.server ?? environment['P2C_SERVER_URL'];
  const read = z.record(z.string(), z.unknown()).safeParse(readJson(path));
  if (!fromEnvironment && !read.success && existsSync(path))
    throw new AppError('invalid_request', {
      detail: { code: 'settings_unreadable', params: { path } },
    });
  const raw = read.data ?? {};
  const server = parseServer(fromEnvironment || raw['server'] || DEFAULT_SERVER);
  let kept = file.omit({ server: true }).catch(workstationSettings.parse({})).parse(raw);
  return {
    server,
    get: () => kept,
    set: (next) => {
      kept = next;
      writeJson(path, { ...(raw['server'] === undefined ? {} : { server: raw['server'] }), ...next });
      return kept;
    },
  };
}

/** Reads theme and language, even if the rest of the file is invalid. */
export function readLook(folder: string): Pick<WorkstationSettings, 'theme' | 'language'> {
  const parsed = workstationSettings.safeParse(readJson(join(folder, 'settings.json')) ?? {});
  return parsed.data ?? workstationSettings.parse({});
}

function parseServer(value: unknown): string {
  const parsed = serverAddress.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const wrong = issue?.code === 'custom' ? issue.params?.['detail'] : undefined;
  const code = wrong === 'server_not_https' || wrong === 'server_not_origin' ? wrong : 'server_address';
  throw new AppError('invalid_request', { detail: { code, params: {} } });
}
