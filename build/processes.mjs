import { spawn } from 'node:child_process';
import { node24, root } from './machine.mjs';
import { whenNpmIsGone } from './parent.mjs';

/** How long a process may take to exit before it is killed. */
const TIMEOUT_MS = 10_000;

/** @type {import('node:child_process').ChildProcess[]} */
const running = [];
let stopping = false;

/**
 * Starts a process that is stopped together with this one. It gets its own process group, so that Ctrl-C reaches it only
 * through `stop`, in the right order.
 * @param {string[]} args
 * @param {{ command?: string, env?: Record<string, string>, stdio: import('node:child_process').StdioOptions,
 *   onEnd: (code: number | null) => void }} options `onEnd` is not called after `stop`.
 */
export function launch(args, { command = node24, env = {}, stdio, onEnd }) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true });
  running.push(child);
  const ended = (/** @type {number | null} */ code) => {
    const at = running.indexOf(child);
    if (at < 0) return;
    running.splice(at, 1);
    if (!stopping) onEnd(code);
  };
  child.on('error', (error) => {
    console.error(`${command}: ${error.message}`);
    ended(1);
  });
  child.on('exit', ended);
  return child;
}

/** Stops one process and waits until it has exited. @param {import('node:child_process').ChildProcess} child */
export async function end(child) {
  const at = running.indexOf(child);
  if (at < 0) return;
  running.splice(at, 1);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

/**
 * Stops all processes, newest first, then exits. The application stops before the server, so that it can still send
 * waiting decisions. @param {number} code
 */
export async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of [...running].reverse()) await end(child);
  process.exit(code);
}

export const isStopping = () => stopping;

/** Stops all processes on Ctrl-C, on a signal, or when npm is no longer running. */
export function stopWhenTold() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void stop(0));
  whenNpmIsGone(() => void stop(0));
}

/** Runs one step to completion; exits with 1 if it fails. @param {string} name @param {string[]} args @returns {Promise<void>} */
export function step(name, args) {
  return new Promise((resolve) => {
    spawn(node24, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => {
      if (code === 0) return resolve();
      console.error(`The ${name} failed.`);
      process.exit(1);
    });
  });
}
