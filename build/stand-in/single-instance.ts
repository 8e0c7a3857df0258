import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const holder = z.object({ pid: z.int().positive(), started: z.string() });
const greeting = z.object({ argv: z.array(z.string()), cwd: z.string(), data: z.unknown() });
export type Greeting = z.infer<typeof greeting>;

export type SingleInstance = {
  /**
   * Returns `true` for the first process that uses this folder. A later process leaves a message for the first and gets
   * `false`.
   */
  request: (own: Greeting, onSecond: (other: Greeting) => void) => boolean;
  has: () => boolean;
  release: () => void;
};

/**
 * Allows one process per `userData` folder, using a file that holds the owner's pid. Electron's call is synchronous, so
 * this uses nothing asynchronous; messages to the owner are files in a folder that it watches.
 */
export function createSingleInstance(userData: () => string): SingleInstance {
  let watcher: FSWatcher | null = null;
  let lockFile = '';

  const release = (): void => {
    if (watcher !== null) {
      watcher.close();
      watcher = null;
      rmSync(lockFile, { force: true });
    }
  };

  return {
    has: () => watcher !== null,
    release,
    request: (own, onSecond) => {
      if (watcher !== null) {
        return true;
      }
      lockFile = join(userData(), 'stand-in.lock');
      const greetings = join(userData(), 'stand-in-greetings');
      mkdirSync(greetings, { recursive: true, mode: 0o700 });
      if (!take(lockFile)) {
        const name = join(greetings, `${process.pid}-${process.hrtime.bigint()}`);
        writeFileSync(`${name}.part`, JSON.stringify(own), { mode: 0o600 });
        renameSync(`${name}.part`, `${name}.json`);
        return false;
      }
      for (const left of readdirSync(greetings)) {
        rmSync(join(greetings, left), { force: true });
      }
      watcher = watch(greetings, () => {
        for (const name of readdirSync(greetings).filter((each) => each.endsWith('.json'))) {
          const other = read(join(greetings, name), greeting);
          rmSync(join(greetings, name), { force: true });
          if (other !== null) {
            onSecond(other);
          }
        }
      });
      watcher.unref();
      process.once('exit', release);
      return true;
    },
  };
}

function take(lockFile: string): boolean {
  const own = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(lockFile, own, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    const other = read(lockFile, holder);
    if (other !== null && startOf(other.pid) === other.started) {
      return false;
    }
    // The file was left behind by a killed process. Rename it rather than delete it: if two processes find it, only one
    // rename succeeds and the other fails here.
    try {
      renameSync(lockFile, `${lockFile}.${process.pid}`);
      rmSync(`${lockFile}.${process.pid}`, { force: true });
    } catch {}
  }
  return false;
}

/** Returns the start time of a process, to detect a reused pid; empty when the process is not running. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'another user' : '';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
