import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteClock, readClock } from '#server/db/clock.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

const DAY_MS = 86_400_000;
let agency: Agency;
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const run = (...args: string[]) => runServerCommand(built, agency, ['confirm-clock', ...args]);
const today = async () => dayOf(new Date(), (await agency.policy()).agency.timeZone);
/** A server that last ran 40 days ago, and a job that was held back for that. */
async function jump(): Promise<void> {
  const { db } = agency.deps;
  await noteClock(db, new Date(Date.now() - 40 * DAY_MS));
  const held = { next_run_at: new Date(Date.now() + DAY_MS), error: 'clock_in_doubt' };
  await db
    .insertInto('job')
    .values({ name: 'retention', ...held })
    .onConflict((one) => one.column('name').doUpdateSet(held))
    .execute();
}

test('confirm-clock alone says that nothing is held back, or what is and why, and changes nothing', async () => {
  await noteClock(agency.deps.db, new Date());
  expect(await run()).toEqual({
    code: 0,
    err: '',
    out: 'The clock agrees with when the server last ran, and with the database.\nNo job is held back.\n',
  });
  await jump();
  const { code, out } = await run();
  expect([code, out]).toEqual([1, expect.stringMatching(/but the server last ran at [^]*Held back: retention\n$/)]);
  expect((await readClock(agency.deps.db)).allowedUntil).toBeNull();
});

test('confirm-clock takes an administrator and the right day, and says which of them is wrong', async () => {
  await jump();
  const { name: officer } = await agency.makeOfficer('officer');
  const { name: administrator } = await agency.makeOfficer('administrator');
  const day = await today();
  for (const by of [officer, 'nobody'])
    expect(await run('--by', by, '--today', day)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no administrator account'),
    });
  expect(await run('--by', administrator, '--today', '2020-01-01')).toMatchObject({
    code: 1,
    err: expect.stringContaining("not the date of this machine's clock"),
  });
  expect((await readClock(agency.deps.db)).allowedUntil).toBeNull();
});

test('a confirmed clock lets the held jobs run, and the administrator is in the audit log', async () => {
  await jump();
  const { officer, name } = await agency.makeOfficer('administrator');
  expect(await run('--by', name, '--today', await today())).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Confirmed\./),
  });
  const { db } = agency.deps;
  const { allowedUntil, knownAt } = await readClock(db);
  expect(Math.abs((knownAt?.getTime() ?? 0) - Date.now())).toBeLessThan(DAY_MS);
  expect(allowedUntil?.getTime()).toBeGreaterThan(Date.now());
  const job = await db
    .selectFrom('job')
    .select('next_run_at')
    .where('name', '=', 'retention')
    .executeTakeFirstOrThrow();
  expect(job.next_run_at.getTime()).toBeLessThanOrEqual(Date.now());
  const row = await db
    .selectFrom('audit')
    .select(['actor', 'outcome'])
    .where('action', '=', 'clock.confirm')
    .executeTakeFirst();
  expect(row).toEqual({ actor: officer.id, outcome: 'success' });
});

test('a clock that the database of another machine contradicts cannot be confirmed', async () => {
  expect(await run('--today', await today())).toMatchObject({ code: 1 });
});
