import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

/* While the server is slow, a decision is sealed with the last session's key, even if the cache was deleted. */
let agency: Agency;
let account: Account;
let bench: Bench;
beforeEach(async () => {
  agency = await startAgency();
  account = await agency.makeOfficer();
  bench = startBench(agency);
});
afterEach(async () => {
  agency.mend();
  await bench.clear();
  await agency.stop();
});

const signIn = ({ session }: Started) => session.signIn({ name: account.name, password: account.password });
const journal = async ({ worker }: Started) => (await worker.ask('cache.state', undefined)).journal;

test('a decision after the cache was deleted is sealed at once, although the agency’s key takes minutes', async () => {
  const report = await agency.file();
  const first = await bench.start();
  await signIn(first);
  await until(
    () => journal(first),
    ({ ready }) => ready,
  );
  await bench.stopAll();
  rmSync(bench.cache, { recursive: true });

  agency.slow(120_000, (url) => url.startsWith('/api/v1/recovery-key'));
  const app = await bench.start();
  await signIn(app);
  expect(await app.pulled()).toBe(1);
  const act = { kind: 'note', note: 'Called.' } as const;
  const { seen } = await app.worker.ask('letter.preview', { reportId: report.id, act });
  const began = performance.now();
  await app.worker.ask('review.act', { reportId: report.id, act, seen });
  expect(performance.now() - began).toBeLessThan(2_500);
  expect(await journal(app)).toMatchObject({ ready: true, unsealed: 0, live: 1 });
});
