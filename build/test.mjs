import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, root, say, setUp } from './set-up.mjs';

/**
 * `npm test [-- FILTER]`: sets up what is missing, builds, then runs the unit and integration tests and the
 * end-to-end tests, and ends with one line that counts over all of them.
 */
const { rest } = await setUp(['browser', 'tests']);
const filter = process.argv.slice(2);
const results = mkdtempSync(join(tmpdir(), 'p2c-results-'));
let passed = 0;
let failed = 0;
let broken = false;

if ((await run([join(root, 'build/build-all.ts')])) !== 0) {
  console.error('The build failed.');
  process.exit(1);
}

await rest;
say('unit and integration tests');
const unit = join(results, 'unit.json');
const unitArgs = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`, '--passWithNoTests'];
broken = (await run([join(root, 'node_modules/vitest/vitest.mjs'), ...unitArgs, ...filter])) !== 0 || broken;
count(unit, (report) => [report.numPassedTests, report.numTotalTests - report.numPassedTests - report.numPendingTests]);

say('end-to-end tests in a browser');
const e2e = join(results, 'e2e.json');
const e2eArgs = ['test', '--config=tests/e2e/playwright.config.ts', '--pass-with-no-tests', '--reporter=list,json'];
broken =
  (await run([join(root, 'node_modules/playwright/cli.js'), ...e2eArgs, ...filter], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: e2e,
  })) !== 0 || broken;
count(e2e, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]);

rmSync(results, { recursive: true, force: true });
if (broken && failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** A run that left no report counts as a failure: it died before it could say so. */
function count(/** @type {string} */ file, /** @type {(report: any) => [number, number]} */ read) {
  try {
    const [good, bad] = read(JSON.parse(readFileSync(file, 'utf8')));
    passed += good;
    failed += bad;
  } catch {
    failed += 1;
  }
}

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<number | null>} */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', () => resolve(1));
    child.on('exit', resolve);
  });
}
