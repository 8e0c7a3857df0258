import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { node24 as node } from './machine.mjs';
import { whenNpmIsGone } from './parent.mjs';

const WANTED = 24;

/**
 * Runs a file on Node 24 (machine.mjs says which), whichever version runs npm. Forwards signals and the exit code, so that
 * Ctrl-C and CI work as if it were run directly. @param {string[]} args
 */
export function runOnNode24(args) {
  if (node === process.execPath && Number(process.versions.node.split('.')[0]) !== WANTED) {
    console.error(`P2C Review needs Node ${WANTED} here; this is ${process.version}.`);
    process.exit(1);
  }
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(
      `${node} cannot be started: ${error.message}\nRun "npm start" or "npm test" first to install what is missing.`,
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
}
