import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../common/log.ts';

/**
 * A crash dump contains the program's memory, including the reports that were open, so none may be written:
 * - Electron's crash reporter is never started. Files in its folder, for example from a system that starts it for every
 * application, are removed at each start.
 * - On Linux, the core-file size limit is set to zero for this process and its existing children (RLIMIT_CORE,
 * core(5)). Children started later inherit it, and systemd-coredump respects it too. Existing children matter because
 * Chromium's zygotes, which fork the windows' processes, start before any of our code runs. `prlimit` is part of
 * util-linux.
 * - On Windows, the installer excludes the application from Windows Error Reporting (build/installer.nsh).
 * Failures are logged and do not stop the application.
 * @param folder `app.getPath('crashDumps')`.
 */
export async function leaveNoDumps(folder: string, log: Log, platform: NodeJS.Platform = process.platform) {
  try {
    for (const name of filesIn(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    log('dumps.not_removed', { name: error instanceof Error ? error.name : 'unknown' });
  }
  if (platform !== 'linux') return;
  // Limit this process first, so that children started in the meantime inherit the limit.
  await limit(process.pid, log);
  for (const pid of descendants(process.pid)) await limit(pid, log);
}

async function limit(pid: number, log: Log): Promise<void> {
  try {
    await promisify(execFile)('prlimit', ['--core=0:0', '--pid', String(pid)]);
  } catch (error) {
    // A process that exited in the meantime cannot write a dump, so a failure to limit it is not logged.
    if (existsSync(`/proc/${pid}`)) log('dumps.not_limited', { name: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Returns all descendant processes. The kernel lists children separately for each thread that started them (proc(5)). */
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
    // The folder does not exist if nothing was ever written to it.
    return [];
  }
}
