import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './machine.mjs';
import { setUp } from './set-up.mjs';

/** `npm run check`: runs all static checks in parallel and prints what failed. */
const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);
const CHECKS = [
  ...['shared', 'renderer', 'electron', 'server', 'server/portal/browser', 'build', 'tests'].map((folder) => ({
    name: `types of ${folder}`,
    args: [bin('tsc'), '-p', `${folder}/tsconfig.json`],
  })),
  { name: 'lint', args: [bin('oxlint'), '--type-aware', '--deny-warnings', '.'] },
  { name: 'import rules and cycles', args: [node24, 'build/check-imports.ts'] },
  { name: 'format', args: [bin('biome'), 'check', '.'] },
  { name: 'commit subjects', args: [node24, 'build/check-subjects.mjs'] },
  { name: 'unused files, exports and packages', args: [bin('knip'), '--no-progress'] },
];

await setUp();
const started = performance.now();
const waiting = [...CHECKS];
let failed = 0;

async function worker() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const { name, args } = check;
    const { code, output } = await run(args);
    if (code === 0) continue;
    failed += 1;
    console.error(`\n✗ ${name}\n${output}`);
  }
}

/** @param {string[]} args @returns {Promise<{ code: number | null, output: string }>} */
function run(args) {
  return new Promise((resolve) => {
    // Tools are scripts with a shebang or native programs; putting Node 24 first on PATH works for both.
    const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
    const child = spawn(args[0] ?? node24, args.slice(1), { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('exit', (code) => resolve({ code, output }));
  });
}

await Promise.all([worker(), worker()]);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  failed === 0 ? `check: all ${CHECKS.length} clean in ${seconds} s` : `check: ${failed} of ${CHECKS.length} failed`,
);
process.exit(failed === 0 ? 0 : 1);
