import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { type Gate, openGate } from '../../../helpers/gate.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

let agency: Agency;
let other: Gate;
let account: Account;
let before: Bench;
let after: Bench;

const threads = keepThreads();
beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 0 } }));
  other = await openGate(agency.serverUrl);
  account = await agency.makeOfficer();
  before = startBench(agency, { threads });
  after = startBench(other, { before, threads });
});
afterAll(async () => {
  await after.stopAll();
  await before.clear();
  await threads.stop();
  await other.stop();
  await agency.stop();
});

const signIn = async (bench: Bench): Promise<Started> => {
  const app = await bench.start();
  await app.session.signIn({ name: account.name, password: account.password });
  await app.pulled();
  return app;
};
const journal = async ({ worker }: Started) => (await worker.ask('cache.state', undefined)).journal;
const sent = ({ worker }: Started) =>
  until(
    () => worker.ask('sync.state', undefined),
    ({ phase, held, waiting }) => phase === 'online' && held + waiting === 0,
  );

test('a decision pending when the agency changed its server address is recovered at the new one and carried out once', async () => {
  const report = await agency.file();
  const desk = await signIn(before);
  const { seen } = await desk.worker.ask('letter.preview', { reportId: report.id, act: approve });
  // Only a sealed decision can be recovered.
  await until(
    () => journal(desk),
    ({ ready }) => ready,
  );
  await agency.offline();
  const { id } = await desk.worker.ask('review.act', { reportId: report.id, act: approve, seen });
  await before.stopAll();

  const moved = await signIn(after);
  expect(await journal(moved)).toMatchObject({ lost: 1 });
  expect(await moved.worker.ask('journal.open', { file: null })).toMatchObject({ rows: [{ id, reportId: report.id }] });
  await moved.worker.ask('journal.confirm', { id });
  await sent(moved);
  const approved = await agency.report(report.id);
  expect(approved.state).toBe('approved');
  await until(
    () => journal(moved),
    ({ live, lost }) => live + lost === 0,
  );
  await after.stopAll();
  const again = await after.start();
  await again.session.unlock({ password: account.password });
  expect(await journal(again)).toMatchObject({ live: 0, lost: 0 });
  await after.stopAll();

  // Under the former address, the decision still waits. When it is sent, the server recognizes it by its key.
  await agency.online();
  const back = await before.start();
  await back.session.unlock({ password: account.password });
  await sent(back);
  expect(await back.worker.ask('outbox.list', undefined)).toEqual([]);
  expect((await agency.report(report.id)).version).toBe(approved.version);
});
