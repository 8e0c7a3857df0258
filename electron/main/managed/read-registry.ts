import { execFileSync } from 'node:child_process';
import { win32 } from 'node:path';
import { cleanEnvironment, systemFolder } from '../windows-programs.ts';

/** Returns what `reg query` prints of a key: its values and the paths of its subkeys. Throws if it prints nothing. */
type Query = (key: string) => string;

/**
 * Reads a registry key; null if there is none. `reg` fails in the same way for a key that is missing and for one that
 * may not be read, so the key must also be missing from the list of its parent's subkeys.
 * @throws Error if the key exists and can't be read, or if it can't be found out whether it exists.
 */
export function readRegistry(key: string, query: Query = regQuery): string | null {
  try {
    return query(key);
  } catch (cause) {
    if (mayExist(key, query)) throw new Error(`${key} can't be read`, { cause });
    return null;
  }
}

function mayExist(key: string, query: Query): boolean {
  const end = key.lastIndexOf('\\');
  // A root key always exists.
  if (end === -1) return true;
  const parent = key.slice(0, end);
  let listed: string;
  try {
    listed = query(parent);
  } catch {
    return mayExist(parent, query);
  }
  const name = key.slice(end).toLowerCase();
  return listed.split(/\r?\n/).some((line) => line.startsWith('HKEY_') && line.trim().toLowerCase().endsWith(name));
}

function regQuery(key: string): string {
  const system = systemFolder();
  return execFileSync(win32.join(system, 'reg.exe'), ['query', key], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: cleanEnvironment(system),
    timeout: 30_000,
    windowsHide: true,
  });
}
