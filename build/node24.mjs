import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { whenNpmIsGone } from './parent.mjs';

const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

/**
 * Runs a file on the Node in node_modules (24), whichever version runs npm. Forwards signals and the exit code, so that
 * Ctrl-C and CI work as if it were run directly. @param {string[]} args
 */
export function runOnNode24(args) {
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
