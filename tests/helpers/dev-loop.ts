import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publicFolder } from './run-folder.ts';
import { until } from './workstation.ts';

const root = resolve(import.meta.dirname, '../..');
const COPIED = [
  'build',
  'electron',
  'renderer',
  'resources',
  'server',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tests/tsconfig.json',
];

export type DevLoop = {
  /** The newest address of the application's window, and the server's. */
  window: string;
  server: string;
  npm: ChildProcess;
  output: () => string;
  /** Waits until the output after `from` matches. */
  said: (pattern: RegExp, from?: number) => Promise<RegExpExecArray>;
  /** Changes a file the way an editor does when saving. */
  save: (file: string, change: (text: string) => string) => void;
  /** The processes started from this copy. */
  processes: () => number[];
  remove: () => void;
};

/**
 * Runs `npm run dev` in a copy of the sources, with its own ports and data. As root, the copy is placed where
 * PostgreSQL's account can enter.
 */
export async function startDevLoop(): Promise<DevLoop> {
  const folder = publicFolder('p2c-dev-');
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const env = Object.entries(process.env).filter(([name]) => !/^(npm_|P2C_|PORT$|DISPLAY$|NODE_ENV$|VITE)/.test(name));
  const npm = spawn('npm', ['run', 'dev'], {
    cwd: folder,
    env: { ...Object.fromEntries(env), PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const said = async (pattern: RegExp, from = 0): Promise<RegExpExecArray> => {
    const found = await until(
      async () => pattern.exec(output.slice(from)),
      (match) => match !== null || npm.exitCode !== null,
      240_000,
    ).catch(() => null);
    if (found === null) throw new Error(`not said: ${pattern}\n${output}`);
    return found;
  };
  const server = (await said(/agency server on (http:\S+)/))[1] ?? '';
  const window = (await said(/the application is at (http:\S+)/))[1] ?? '';
  return {
    window,
    server,
    npm,
    output: () => output,
    said,
    save: (file, change) => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`nothing changed in ${file}`);
      writeFileSync(path, after);
    },
    processes: () =>
      readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && runsFrom(pid, folder)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runsFrom(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return false;
  }
}
