import { chmodSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Under /var/tmp, because PostgreSQL's own account cannot enter a folder that only root may enter. */
const PARENT = '/var/tmp';
const PREFIX = 'p2c-run-';

/**
 * A folder for all that a run of tests lays down, its temporary files too; it is named after the process of the run, and set
 * for the processes that this one starts. What a run that was killed left behind goes with the next one.
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

/** A folder that PostgreSQL's own account may enter; in the run's, where there is a run. */
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

/** Only one that still runs on these very files: its number may be another process's by now. */
function endPostgres(pidFile: string): void {
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(pidFile, '..'))) return;
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It is gone.
    return;
  }
  // Or it would still write there.
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
