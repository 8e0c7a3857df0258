import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, root } from './machine.mjs';
import { whenNpmIsGone } from './parent.mjs';

const VITEST = join(root, 'node_modules/vitest/vitest.mjs');
const PLAYWRIGHT = join(root, 'node_modules/playwright/cli.js');

/** @typedef {{ passed: number, failed: number }} Count */

/** Builds what is out of date. */
export async function build() {
  if ((await run([join(root, 'build/build-all.ts')])) === 0) return;
  console.error('The build failed.');
  process.exit(1);
}

/** Runs the unit and integration tests, or those of another configuration. @param {string[]} filter @returns {Promise<Count>} */
export function vitest(filter, config = 'vitest.config.ts') {
  return counted(
    (report) => {
      const words = [
        'run',
        `--config=${config}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      return run([VITEST, ...words, '--passWithNoTests', ...filter]);
    },
    (report) => [report.numPassedTests, report.numTotalTests - report.numPassedTests - report.numPendingTests],
  );
}

/** Runs the tests affected by each change, until stopped. @param {string[]} filter */
export const watchVitest = (filter) => run([VITEST, 'watch', ...filter]);

/** Runs the end-to-end tests. @param {string[]} filter @returns {Promise<Count>} */
export function playwright(filter) {
  return counted(
    (report) => {
      const words = ['test', '--config=tests/e2e/playwright.config.ts', '--pass-with-no-tests', '--reporter=list,json'];
      return run([PLAYWRIGHT, ...words, ...filter], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
    },
    ({ stats }) => [stats.expected, stats.unexpected + stats.flaky],
  );
}

/** Prints the totals of all suites and exits. @param {Count[]} counts */
export function finish(counts) {
  const sum = (/** @type {keyof Count} */ key) => counts.reduce((total, one) => total + one[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}

/**
 * Runs tests and counts the results. A run that wrote no report has crashed, and counts as one failure. So does a run
 * that fails although all its tests passed.
 * @param {(report: string) => Promise<number | null>} act @param {(report: any) => [number, number]} read
 * @returns {Promise<Count>}
 */
async function counted(act, read) {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-results-'));
  const report = join(folder, 'report.json');
  const code = await act(report);
  try {
    const [passed, failed] = read(JSON.parse(readFileSync(report, 'utf8')));
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<number | null>} */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    whenNpmIsGone(() => child.kill('SIGTERM'));
    child.on('error', () => resolve(1));
    child.on('exit', resolve);
  });
}
