import { chmodSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A folder under /var/tmp, because PostgreSQL's own account cannot enter a folder that only root may enter. */
const PARENT = '/var/tmp';
const PREFIX = 'p2c-run-';

/**
 * Creates a folder for everything a test run writes, including its temporary files. It is named after the run's process
 * ID and passed to child processes in the environment. Leftovers of killed runs are removed by the next run.
 */
export function openRunFolder(): { path: string; remove: () => void } {
  sweep();
  const path = join(PARENT, `${PREFIX}${process.pid}`);
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
  process.env['TMPDIR'] = path;
  process.env['P2C_RUN_FOLDER'] = path;
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Makes a folder that PostgreSQL's own account can enter, inside the run's folder if there is one. */
export function publicFolder(prefix: string): string {
  const path = mkdtempSync(join(process.env['P2C_RUN_FOLDER'] ?? PARENT, prefix));
  chmodSync(path, 0o755);
  return path;
}

const NOBODY_WAKES = new Int32Array(new SharedArrayBuffer(4));

function sweep(): void {
  for (const name of readdirSync(PARENT).filter((one) => one.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = join(PARENT, name);
    for (const file of globSync('*/postgres/postmaster.pid', { cwd: folder })) endPostgres(join(folder, file));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Kills the process only if it still uses these files, because its process ID may have been reused. */
function endPostgres(pidFile: string): void {
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(pidFile, '..'))) return;
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It is gone.
    return;
  }
  // Waits until PostgreSQL has exited; otherwise, it could still write there.
  for (let tries = 0; tries < 300 && isAlive(pid); tries += 1) Atomics.wait(NOBODY_WAKES, 0, 0, 10);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
