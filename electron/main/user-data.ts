import { cpSync, existsSync, rmSync } from 'node:fs';
import { win32 } from 'node:path';
import { renameSync } from '#electron/common/rename.ts';
import { errorShape } from '#shared/errors.ts';

/**
 * Returns the folder for user data on Windows; null to leave Electron's choice. Electron uses the roaming profile, which
 * Windows copies to a server and to other computers, but reports, keys and unsent decisions belong to one computer.
 * @param start.roaming Electron's choice, in the roaming profile.
 */
export function localFolder(start: {
  platform: NodeJS.Platform;
  hasSwitch: (name: string) => boolean;
  roaming: string;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}): string | null {
  const { platform, hasSwitch, roaming, home, env } = start;
  if (platform !== 'win32' || hasSwitch('user-data-dir')) return null;
  const local = env['LOCALAPPDATA'] || win32.join(home, 'AppData\\Local');
  return win32.join(local, win32.basename(roaming));
}

/**
 * Moves an earlier version's folder, once. Nothing is ever merged: if there is a folder at the new place already, it is
 * used. A move that fails, such as while another program holds a file, is tried again at the next start.
 * @param rename replaceable by tests, because only Windows refuses to rename a folder in use.
 * @returns the folder to use, and why the move failed.
 */
export function moveOnce(from: string, to: string, rename = renameSync): { folder: string; failed: string | null } {
  if (existsSync(to) || !existsSync(from)) return { folder: to, failed: null };
  try {
    try {
      rename(from, to);
    } catch (error) {
      if (Object(error).code !== 'EXDEV') throw error;
      // The profile is on another drive or on a server. The copy gets its name only when it is complete.
      const copy = `${to}.moving`;
      rmSync(copy, { recursive: true, force: true });
      cpSync(from, copy, { recursive: true, errorOnExist: true, force: false, preserveTimestamps: true });
      renameSync(copy, to);
      rmSync(from, { recursive: true, force: true, maxRetries: 3 });
    }
    return { folder: to, failed: null };
  } catch (error) {
    return existsSync(to) ? { folder: to, failed: null } : { folder: from, failed: errorShape(error).code };
  }
}
