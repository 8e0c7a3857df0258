import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * Runs a file on the repository's own Node (24), whatever Node called npm: `node build/run.mjs FILE [ARGS]`.
 * Signals and the exit code pass through, so that Ctrl-C and CI see the real thing.
 */
const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(
    `${node} cannot be started: ${error.message}\nRun "npm start" or "npm test" first: they set up what is missing.`,
  );
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
