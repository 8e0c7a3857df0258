import { hasDisplay } from './application.mjs';
import { electronBinary } from './electron.mjs';
import { fetchLighthouse } from './lighthouse.mjs';
import { say } from './machine.mjs';
import { setUp } from './set-up.mjs';
import { build, finish, playwright, vitest, watchVitest } from './suites.mjs';

/**
 * `npm test [-- FILTER]`: installs missing dependencies, builds what is out of date, runs the unit, integration and
 * end-to-end tests, and ends with one line of totals. `npm run test:unit`, `test:watch`, `test:e2e` and `test:system` run
 * one part and print its name first. FILTER matches part of a test file's path.
 */
const [first, ...others] = process.argv.slice(2);
const only = /^--part=(unit|watch|e2e|system)$/.exec(first ?? '')?.[1] ?? null;
const filter = only === null ? process.argv.slice(2) : others;

/** @type {(import('./debian.mjs').Group | 'electron')[]} */
const groups = ['headless', 'tests', 'sandbox'];
// The end-to-end tests run on real Electron if it is installed. With this variable, which CI jobs set, Electron is
// downloaded for them.
const fetches = process.env.P2C_TEST_ELECTRON === '1';
if (only === null || only === 'e2e') {
  if (fetches) groups.push('electron');
  if ((fetches || electronBinary() !== null) && !hasDisplay()) groups.push('screen');
}
if (only === null || only === 'e2e' || only === 'system') groups.push('papers');
if (only === 'system') groups.push('proxy', 'malware', 'firefox', 'browser', 'installer', 'root');
if (only === 'system' || process.env.P2C_TEST_POSTGRES === '17') groups.push('postgres');
const { rest: later } = await setUp(groups);
if (only === 'system') await fetchLighthouse();
await build();
const { missing, electron } = await later;
if (fetches && electron?.binary === null) {
  console.error(`P2C Review: P2C_TEST_ELECTRON asks for Electron, but there is none: ${electron.why}.`);
  process.exit(1);
}

/** @type {import('./suites.mjs').Count[]} */
const counts = [];
if (only === 'watch') process.exit((await watchVitest(filter)) ?? 1);
if (only === 'system') {
  say('tests that need extra system packages');
  counts.push(await vitest(filter, 'tests/system/vitest.config.ts'));
  // Only the backup test needs PostgreSQL, so PostgreSQL may be missing if the filter excludes this test.
  const wantsBackup = filter.length === 0 || filter.some((one) => 'tests/system/backup.test.ts'.includes(one));
  if (wantsBackup && missing.includes('postgresql-17')) {
    console.error(
      'P2C Review: backup and restore were not tested, which counts as a failure: PostgreSQL 17 is missing (see above).',
    );
    counts.push({ passed: 0, failed: 1 });
  }
}
if (only === null || only === 'unit') {
  say('unit and integration tests');
  counts.push(await vitest(filter));
}
if (only === null || only === 'e2e') {
  say('end-to-end tests');
  if (missing.includes('chromium-headless-shell')) {
    console.error('P2C Review: skipped and counted as a failure: no browser was found.');
    counts.push({ passed: 0, failed: 1 });
  } else counts.push(await playwright(filter));
}
finish(counts);
