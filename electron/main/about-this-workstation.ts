import { randomUUID } from 'node:crypto';
import { hostname, release, type } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { AboutWorkstation } from '../common/about-workstation.ts';
import { readJson, writeJson } from './json-file.ts';

const MOST = 64;
const file = z.object({ id: z.uuid() });

/** Whether the application was installed per user or per machine (`--machine`), from its package.json. */
export const installedFor = (appPath: string): 'user' | 'machine' =>
  Object(readJson(join(appPath, 'package.json')))['installedFor'] === 'machine' ? 'machine' : 'user';

/**
 * Returns how this workstation identifies itself to the agency server. The id is random and stored in a file; if that
 * file can't be written, the workstation gets a new id at its next start.
 */
export function aboutThisWorkstation(
  path: string,
  version: string,
  channel = 'stable',
  /** The application's archive; null if it is not packaged. */
  appPath: string | null = null,
): AboutWorkstation {
  const known = file.safeParse(readJson(path)).data;
  const id = known?.id ?? randomUUID();
  if (known === undefined) {
    try {
      writeJson(path, { id });
    } catch {
      // A full disk must not keep the application from starting.
    }
  }
  return {
    id,
    name: (hostname() || 'workstation').slice(0, MOST),
    version,
    channel,
    system: `${type().replace('Windows_NT', 'Windows').replace('Darwin', 'macOS, Darwin')} ${release()}`.slice(0, MOST),
    installedFor: appPath === null ? null : installedFor(appPath),
  };
}
