import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnReport } from '#server/commands/reports/act-on-report.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

/*
 * While a workstation pulls everything again after a restore, which takes a long time for many reports. The pages after
 * the first one are held back here, and the newest reports are on the last.
 */
const REPORTS = 230;
const note: Act = { kind: 'note', note: 'Seen by me.' };
const logCall: Act = { kind: 'log_call', outcome: 'reached', note: '' };
let agency: Agency;
let session: SignInResult;
let desk: TestWorkstation;
beforeAll(async () => {
  agency = await startAgency();
  session = await agency.signedIn();
  for (let n = 0; n < REPORTS; n += 1) await agency.file({ facts: { who: { email: null } } });
  desk = startWorkstation(agency.url, session);
  await until(desk.sync, ({ phase, total }) => phase === 'online' && total === null);
});
afterAll(async () => {
  await desk.close();
  await agency.stop();
});

/** Decides about a report while offline, then comes back to a server that was restored meanwhile. */
async function decideAndComeBack(reportId: string, act: Act, meanwhile: () => Promise<unknown> = async () => {}) {
  await agency.offline();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  const { id } = await desk.act(reportId, act);
  await desk.calls['outbox.send-now'](undefined);
  await meanwhile();
  agency.expireCursors();
  const letGo = agency.hold((url) => url.startsWith('/api/v1/changes') && url.includes('after='));
  await agency.online();
  await desk.calls['sync.now'](undefined);
  return { id, letGo };
}

test('a decision leaves as soon as its own report was pulled again, while the other pages are still to come', async () => {
  const newest = (await desk.queue()).at(-1) ?? '';
  const { letGo } = await decideAndComeBack(newest, note);
  await until(
    async () => (await agency.report(newest)).version,
    (version) => version === 2,
  );
  // The other pages still wait, and the answer has been stored.
  await until(desk.sync, ({ phase, waiting }) => phase === 'pulling' && waiting === 0);
  letGo();
  await until(desk.sync, ({ phase, total }) => phase === 'online' && total === null);
});

test('a decision about a report that changed meanwhile is a conflict, also before the other pages have come', async () => {
  const newest = (await desk.queue()).at(-2) ?? '';
  const { officer } = await agency.signedIn();
  const { version: policyVersion } = await agency.policy();
  const { id, letGo } = await decideAndComeBack(newest, logCall, () =>
    actOnReport(agency.deps, {
      reportId: newest,
      key: randomUUID(),
      request: { act: note, seen: { reportVersion: 1, policyVersion, letterHash: null } },
      officer,
      source: 'test',
    }),
  );
  await until(desk.outbox, (rows) => rows.some((row) => row.id === id && row.state === 'conflict'));
  expect((await agency.report(newest)).version).toBe(2);
  letGo();
});
