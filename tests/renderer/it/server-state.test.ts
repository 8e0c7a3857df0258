import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Operations } from '#shared/workstations-api.ts';
import { ServerState } from '../../../renderer/it/server-state.tsx';

const WELL: Operations = {
  checks: { database: 'ok', migrations: 'ok', audit: 'ok', jobs: 'ok' },
  jobs: [{ name: 'sweep', lastSuccessAt: null, nextRunAt: '2026-03-07T14:00:00.000Z', failures: 0 }],
  lettersWaiting: 0,
  lettersFailed: 0,
  packagesWaiting: 0,
  packagesRefused: 0,
  auditRows: 5,
  auditCheckedAt: null,
  auditBroken: null,
};
const drawn = (state: Partial<Operations>) =>
  renderToStaticMarkup(createElement(ServerState, { state: { ...WELL, ...state } }));

test.each([
  ['a check that fails', { checks: { ...WELL.checks, jobs: 'failing' } }, 'Jobs: failing'],
  [
    'a job that fails',
    { jobs: WELL.jobs.map((one) => Object.assign({}, one, { failures: 2 })) },
    'sweep failed 2 times in a row',
  ],
  ['letters that could not be sent', { lettersFailed: 1 }, '0 waiting, 1 could not be sent'],
  [
    'an audit log that was changed',
    { auditBroken: { row: 41_007, foundAt: '2026-03-07T07:00:00.000Z' } },
    'Broken at entry 41,007',
  ],
  ['packages that wait', { packagesWaiting: 3 }, '3 waiting, 0 refused'],
  ['packages that were refused', { packagesRefused: 1 }, '0 waiting, 1 refused'],
] as const)('%s is said, and is not where all is well', (_, state, words) => {
  expect(drawn(state as Partial<Operations>)).toContain(words);
  expect(drawn({})).not.toContain(words);
});
