import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../common/log.ts';

/**
 * A dump of a program that died has its memory in it, and with it the reports that were open. So none is to be made of
 * this one:
 *
 * - Electron's crash reporter is never started; what lies in its folder all the same, as from a system that starts it for
 *   every application, is removed at each start.
 * - On Linux the kernel is told to write no core file of this process, of those that it has started, and of those that they
 *   start from now on (RLIMIT_CORE, core(5)); systemd-coredump keeps to that limit too. Chromium's zygotes, from which the
 *   windows' processes come, run before any of our lines. `prlimit` is part of util-linux.
 * - On Windows the installer takes the application out of Windows Error Reporting (build/installer.nsh).
 *
 * What cannot be done is logged, and keeps nobody from working.
 *
 * @param folder `app.getPath('crashDumps')`.
 */
export async function leaveNoDumps(folder: string, log: Log, platform: NodeJS.Platform = process.platform) {
  try {
    for (const name of filesIn(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    log('dumps.not_removed', { name: error instanceof Error ? error.name : 'unknown' });
  }
  if (platform !== 'linux') return;
  // This one first, so that nothing that starts meanwhile is left out.
  await limit(process.pid, log);
  for (const pid of descendants(process.pid)) await limit(pid, log);
}

async function limit(pid: number, log: Log): Promise<void> {
  try {
    await promisify(execFile)('prlimit', ['--core=0:0', '--pid', String(pid)]);
  } catch (error) {
    // One that ended meanwhile writes nothing.
    if (existsSync(`/proc/${pid}`)) log('dumps.not_limited', { name: error instanceof Error ? error.name : 'unknown' });
  }
}

/** As the kernel lists them, by the thread that started each (proc(5)). */
function descendants(pid: number): number[] {
  const children = filesIn(`/proc/${pid}/task`).flatMap((thread) => childrenOf(`/proc/${pid}/task/${thread}/children`));
  return [...children, ...children.flatMap((child) => descendants(child))];
}

function childrenOf(path: string): number[] {
  try {
    return readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // There is no such folder where nothing was ever written.
    return [];
  }
}
