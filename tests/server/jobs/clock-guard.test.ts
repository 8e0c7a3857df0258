import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { confirmClock } from '#server/commands/agency/confirm-clock.ts';
import { noteClock } from '#server/db/clock.ts';
import { jobStates } from '#server/db/jobs.ts';
import { openVault } from '#server/files/vault.ts';
import { clockProblem, watchClock } from '#server/jobs/clock-guard.ts';
import { scheduleJobs } from '#server/jobs/job-schedule.ts';
import { type Scheduler, startScheduler } from '#server/jobs/scheduler.ts';
import type { Act } from '#shared/domain/act.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { type Account, type Agency, startAgency } from '../../helpers/agency.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

const DAY = 86_400_000;
const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
let agency: Agency;
let ahead: number;
let scheduler: Scheduler;
let administrator: Account;
let raised: string[];

beforeEach(async () => {
  ahead = 0;
  raised = [];
  agency = await startAgency({ now });
  administrator = await agency.makeOfficer('administrator');
  scheduler = startScheduler(agency.deps, { onFailure: () => {}, pollMs: 20 });
});
afterEach(async () => {
  await scheduler.stop();
  await agency.stop();
});

function now() {
  return new Date(Date.now() + ahead);
}
const alerts = { raise: (key: string, text: string) => void raised.push(`${key}: ${text}`), clear: () => {} };
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

/** Schedules every job of a server. */
function schedule() {
  const vault = openVault(agency.dataDir, TEST_KEY.subkeys('files'));
  scheduleJobs(
    scheduler,
    { ...agency.deps, vault },
    {
      alerts,
      boundary: null,
      digest: null,
      danger: null,
      holds: null,
      scanner: null,
      siem: null,
      anchor: { key: null as never, file: '/nonexistent/anchors', siem: null },
      rmsFolder: null,
      hasBackups: true,
    },
  );
}

const GUARDED = 'accounts,drafts,figures,files,follow-ups,holds,late,links,retention,review-sample,stray-files'.split(
  ',',
);
const heldJobs = async () =>
  (await jobStates(agency.deps.db)).filter(({ error }) => error === 'clock_in_doubt').map(({ name }) => name);
/** Makes every daily job due. */
const dueNow = () => agency.deps.db.updateTable('job').set({ next_run_at: now() }).execute();
const outcomeOf = async (name: string) => (await jobStates(agency.deps.db)).find((job) => job.name === name)?.outcome;
const left = async () => ({
  reports: (await agency.deps.db.selectFrom('report').select(['id', 'state', 'hold']).orderBy('id').execute()).length,
  held: await agency.deps.db.selectFrom('report').select('id').where('hold', 'is not', null).execute(),
  disabled: await agency.deps.db.selectFrom('officer').select('id').where('disabled_at', 'is not', null).execute(),
});

async function closedAndHeld() {
  const { token } = await agency.signedIn();
  for (let n = 0; n < 2; n += 1) expect((await agency.act(token, await agency.file(), reject)).status).toBe(200);
  const held = await agency.file();
  const by = { id: administrator.officer.id, displayName: 'A' };
  const at = new Date().toISOString();
  const lifting = {
    by,
    at,
    why: 'over',
    effectiveAt: new Date(Date.now() + DAY).toISOString(),
    toldAt: at,
    told: 'screen',
  };
  const hold = JSON.stringify({ by, at, why: 'court', until: null, lifting });
  await agency.deps.db.updateTable('report').set({ hold }).where('id', '=', held.id).execute();
}

test.each([100, 4_000, -100])(
  'a clock that jumps by %d days removes no report, ends no hold and disables no account, and the rest goes on',
  async (days) => {
    await closedAndHeld();
    const before = await left();
    await noteClock(agency.deps.db, now());
    ahead = days * DAY;
    schedule();
    await until(async () => expect(await outcomeOf('sign-ins')).toBe('success'));
    await dueNow();
    await until(async () => expect(await heldJobs()).toEqual(GUARDED));
    expect(await left()).toEqual(before);
    expect(await outcomeOf('sign-ins')).toBe('success');
    // Set right, the clock needs no confirmation, and no job waits for the time that was wrong.
    ahead = 0;
    await until(async () => {
      for (const { nextRunAt } of await jobStates(agency.deps.db))
        expect(nextRunAt.getTime()).toBeLessThan(Date.now() + 9 * DAY);
    });
    await dueNow();
    await until(async () => expect(await heldJobs()).toEqual([]));
    expect(await left()).toEqual(before);
  },
  120_000,
);

test('a machine that was off for a week goes on after one confirmation by an administrator who names the date', async () => {
  await noteClock(agency.deps.db, new Date(Date.now() - 7 * DAY));
  const watching = watchClock(agency.deps, alerts, 1_000);
  schedule();
  await until(async () => expect(await outcomeOf('sign-ins')).toBe('success'));
  await until(() => expect(raised.join()).toContain('confirm-clock --by NAME'));
  await dueNow();
  await until(async () => expect(await heldJobs()).toContain('retention'));
  await until(async () => expect((await agency.call('GET', '/readyz')).body.failingJobs).toContain('retention'));
  const { timeZone } = (await agency.policy()).agency;
  const today = dayOf(now(), timeZone);
  const confirm = (name: string, day: string) => confirmClock(agency.deps, { name, today: day }, 'test');
  expect(await confirm((await agency.makeOfficer()).name, today)).toBe('no_administrator');
  expect(await confirm(administrator.name, '2026-01-01')).toBe('other_day');
  expect(await heldJobs()).toContain('retention');
  expect(await confirm(administrator.name, today)).toBe('done');
  await until(async () => expect(await heldJobs()).toEqual([]));
  expect(watching.isWell()).not.toBeNull();
  await watching.stop();
  const rows = agency.deps.db.selectFrom('audit').select('actor').where('action', '=', 'clock.confirm').execute();
  expect(await rows).toEqual([{ actor: administrator.officer.id }]);
}, 120_000);

test('more than the policy allows for one run is held back whole until it is confirmed', async () => {
  for (let n = 0; n < 6; n += 1) await agency.makeOfficer();
  const idle = new Date(Date.now() - 200 * DAY);
  const set = { created_at: idle, enabled_at: idle };
  await agency.deps.db.updateTable('officer').set(set).where('id', '!=', administrator.officer.id).execute();
  await noteClock(agency.deps.db, now());
  schedule();
  await until(async () => expect(await outcomeOf('sign-ins')).toBe('success'));
  await dueNow();
  await until(() => expect(raised.join()).toContain('more than 5 accounts'));
  expect((await left()).disabled).toEqual([]);
  const { timeZone } = (await agency.policy()).agency;
  await confirmClock(agency.deps, { name: administrator.name, today: dayOf(now(), timeZone) }, 'test');
  await until(async () => expect((await left()).disabled.length).toBe(6));
}, 120_000);

test('the clock of the database must agree', () => {
  const at = new Date('2026-12-02T12:00:00.000Z');
  const state = { knownAt: at, allowedUntil: null, databaseAt: at };
  const later = (days: number) => new Date(at.getTime() + days * DAY);
  expect(clockProblem(state, later(0.9))).toBeNull();
  expect(clockProblem({ ...state, databaseAt: later(2) }, at)).toContain('database');
  expect(clockProblem({ ...state, databaseAt: later(2) }, later(2))).toContain('last ran');
});
