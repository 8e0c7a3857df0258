import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type Launched = {
  child: ChildProcess;
  /** Everything written to standard output and standard error so far. */
  output: () => string;
  /** Waits up to 30 s until the output matches; returns the first group, or the whole match if there is no group. */
  until: (pattern: RegExp) => Promise<string>;
  exitCode: () => Promise<number | null>;
};

const NODE_ARGS = ['--import', resolve(import.meta.dirname, '../../../build/stand-in/register.ts')];

export async function userDataFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'stand-in-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts an entry of the fixture on the stand-in, as `npm start` starts the application. */
export function launch(
  userData: string,
  extra: string[] = [],
  env: NodeJS.ProcessEnv = {},
  entry = 'main.mjs',
): Launched {
  const args = [...NODE_ARGS, resolve(import.meta.dirname, 'fixture', entry), `--user-data-dir=${userData}`, ...extra];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    child,
    output: () => output,
    until: async (pattern) => {
      for (let waited = 0; waited < 30_000; waited += 20) {
        const match = pattern.exec(output);
        if (match !== null) {
          return match[1] ?? match[0];
        }
        await new Promise((done) => setTimeout(done, 20));
      }
      throw new Error(`not in the output: ${pattern}\n${output}`);
    },
    exitCode: async () => {
      await exited;
      return child.exitCode;
    },
  };
}
