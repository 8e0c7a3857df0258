import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Figures } from '#shared/domain/figures.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** A Monday, ten in the morning in Hartford. */
const MONDAY = new Date('2026-03-09T14:00:00.000Z');
let now = MONDAY;
let agency: Agency;
let officer: Account;
let supervisor: Account;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  officer = await agency.makeOfficer();
  supervisor = await agency.makeOfficer('supervisor');
});
beforeEach(async () => {
  now = MONDAY;
  await sql`truncate report, removed_report, figure_day, figure_state cascade`.execute(agency.deps.db);
});
afterAll(() => agency.stop());

const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
/** Signs in for each call, because a session ends after twelve hours and these tests span weeks. */
const tokenOf = async (account: Account) => (await agency.signIn(account)).token;
const build = (more: { from?: string } = {}) => {
  later(MINUTE);
  return buildFigures(agency.deps, { boundary: null, ...more });
};
const noEmail = { facts: { who: { email: null } } };

async function read(from: string, to = from, more = ''): Promise<Figures> {
  const answer = await agency.call('GET', `/api/v1/figures?from=${from}&to=${to}${more}`, {
    token: await tokenOf(supervisor),
  });
  expect(answer.status).toBe(200);
  return answer.body;
}
async function act(id: string, given: Act): Promise<void> {
  const done = await agency.act(await tokenOf(officer), await agency.report(id), given);
  expect(done.status).toBe(200);
}
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const stored = () =>
  agency.deps.db
    .selectFrom('figure_day')
    .select(['series', 'kind', 'part', 'code', 'bucket', 'count'])
    .select((eb) => eb.cast<string>('day', 'text').as('on'))
    .orderBy('series')
    .orderBy('on')
    .orderBy('kind')
    .orderBy('part')
    .orderBy('code')
    .orderBy('bucket')
    .execute();

test('a day with everything on it comes back as it was', async () => {
  const approved = await agency.file(noEmail);
  const rejected = await agency.file({
    facts: { ...noEmail.facts, where: { neighborhood: 'Asylum Hill', city: 'Wethersfield' } },
  });
  const open = await agency.file({ ...noEmail, kind: 'lost_property', offenseCode: 'lost_property' });
  later(30 * MINUTE);
  await act(approved.id, approve);
  await act(rejected.id, reject);
  await act(open.id, { kind: 'log_call', outcome: 'no_answer', note: '' });
  later(DAY);
  await build();
  const figures = await read('2026-03-09');
  expect(figures).toMatchObject({
    completeAsOf: now.toISOString(),
    firstDay: '2026-03-09',
    days: [{ day: '2026-03-09', received: 3, decided: 2, open: 1, overdue: 0 }],
    ages: [{ days: 0, count: 1 }],
    touch: { count: 3 },
    decision: { count: 2 },
    decisionDays: { count: 2, median: 0 },
    workingDays: [{ days: 0, count: 2 }],
    promise: { kept: 2, late: 0 },
    decisions: 2,
  });
  expect(Math.abs((figures.touch.median ?? 0) - 30)).toBeLessThanOrEqual(30 * figures.quantileError);
  expect(figures.hours.filter(({ received, decided }) => received + decided > 0)).toEqual([
    { hour: 10, received: 3, decided: 2 },
  ]);
  expect(figures.outcomes.byNeighborhood).toEqual([
    { key: 'Asylum Hill', code: 'rejected.outside_hartford', count: 1 },
    { key: 'Frog Hollow', code: 'approved', count: 1 },
  ]);
  expect(figures.outcomes.byWeek.map(({ key }) => key)).toEqual(['2026-03-09', '2026-03-09']);
  expect(figures.officers).toMatchObject([{ approved: 1, rejected: 1, calls: 1, other: 0, reversed: 0 }]);
  expect(figures.flags.find(({ code }) => code === 'outside_address')).toEqual({
    code: 'outside_address',
    shown: 1,
    followed: 1,
    dismissed: 0,
    base: 1,
  });
  // Receipt of all three reports was confirmed on paper, so at least three letters wait to be printed.
  expect(figures.letters[0]?.toPrint).toBeGreaterThanOrEqual(3);
  expect((await read('2026-03-09', '2026-03-09', '&kind=lost_property')).days[0]).toMatchObject({
    received: 1,
    decided: 0,
  });
  expect((await read('2026-03-10')).days[0]).toMatchObject({ received: 0, open: 1 });
});

test('a supervisor sees how many open reports each officer has now, also who did nothing in these days', async () => {
  const colleague = (await agency.signIn(await agency.makeOfficer())).officer;
  for (const kind of ['larceny', 'larceny', 'lost_property'] as const) {
    const offenseCode = kind === 'larceny' ? 'larceny_other' : 'lost_property';
    const { id } = await agency.file({ ...noEmail, kind, offenseCode });
    await act(id, { kind: 'assign', to: colleague.id, note: '' });
  }
  const decided = await agency.file(noEmail);
  await act(decided.id, { kind: 'assign', to: colleague.id, note: '' });
  await act(decided.id, approve);
  later(3 * DAY);
  await build();
  const openOf = async (more = '') => {
    const { officers } = await read('2026-03-12', '2026-03-12', more);
    return officers.find(({ id }) => id === colleague.id)?.openNow;
  };
  expect(await openOf()).toBe(3);
  expect(await openOf('&kind=lost_property')).toBe(1);
});

test('counting again changes nothing, whether the last days or everything', async () => {
  const { id } = await agency.file(noEmail);
  later(DAY);
  await act(id, reject);
  later(3 * DAY);
  await agency.file(noEmail);
  await build();
  const before = await stored();
  expect(before.length).toBeGreaterThan(10);
  await build();
  expect(await stored()).toEqual(before);
  await build({ from: '2026-03-08' });
  expect(await stored()).toEqual(before);
});

test('what happens after a run is in the next one, also when it is a week later', async () => {
  const { id } = await agency.file(noEmail);
  await build();
  later(2 * DAY);
  await act(id, approve);
  later(7 * DAY);
  await build();
  expect((await read('2026-03-09', '2026-03-13')).days.map(({ open, decided }) => [open, decided])).toEqual([
    [1, 0],
    [1, 0],
    [0, 1],
    [0, 0],
    [0, 0],
  ]);
});

test('a changed promise leaves earlier days as they were, also when they are counted again', async () => {
  const { promiseDays } = (await agency.policy()).limits;
  const promise = (days: number) =>
    agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, promiseDays: days } }));
  await promise(3);
  const answered = await agency.file(noEmail);
  await agency.file(noEmail);
  later(2 * DAY);
  await act(answered.id, approve);
  later(DAY);
  await build();
  expect(await read('2026-03-09', '2026-03-11')).toMatchObject({ promise: { kept: 1, late: 0 } });
  await promise(1);
  await build({ from: '2026-03-08' });
  const { promise: counted, days } = await read('2026-03-09', '2026-03-12');
  expect(counted).toEqual({ kept: 1, late: 0 });
  // The other report is overdue only on the last day, the only one to which the new promise applies.
  expect(days.map(({ overdue }) => overdue)).toEqual([0, 0, 0, 1]);
  await promise(promiseDays);
});

test('reports that are older than what is counted are counted too', async () => {
  await agency.file(noEmail);
  await build();
  const { id } = await agency.file(noEmail);
  await agency.deps.db
    .updateTable('report')
    .set({ received_at: new Date(MONDAY.getTime() - 40 * DAY) })
    .where('id', '=', id)
    .execute();
  await build();
  expect((await read('2026-01-28')).days[0]).toMatchObject({ received: 1, open: 1 });
  expect((await read('2026-03-09')).days[0]).toMatchObject({ received: 1, open: 2 });
});

test('a day keeps its sums when retention has removed its reports', async () => {
  const { id, trackingNumber } = await agency.file(noEmail);
  // This second report is not removed, so the day still looks as if it could be counted again.
  await agency.file(noEmail);
  await act(id, reject);
  await build();
  later(60 * DAY);
  await build();
  await agency.deps.db.deleteFrom('report').where('id', '=', id).execute();
  await agency.deps.db
    .insertInto('removed_report')
    .values({
      report_id: id,
      tracking_number: trackingNumber,
      kind: 'larceny',
      state: 'rejected',
      received_at: MONDAY,
      removed_at: now,
    })
    .execute();
  await build({ from: '2026-01-01' });
  expect((await read('2026-03-09')).days[0]).toMatchObject({ received: 2, decided: 1 });
});

test('days are counted again after a clock that was ahead was set right', async () => {
  const { id, trackingNumber } = await agency.file(noEmail);
  later(90 * DAY);
  await build();
  const removed = { report_id: id, tracking_number: trackingNumber, kind: 'larceny', state: 'rejected' } as const;
  await agency.deps.db
    .insertInto('removed_report')
    .values({ ...removed, received_at: MONDAY, removed_at: now })
    .execute();
  now = new Date(MONDAY.getTime() + 60 * MINUTE);
  await agency.file(noEmail);
  await build();
  expect(await read('2026-03-09')).toMatchObject({ completeAsOf: now.toISOString(), days: [{ received: 2 }] });
  later(MINUTE);
  await agency.file(noEmail);
  later(DAY);
  await build();
  expect((await read('2026-03-09')).days[0]).toMatchObject({ received: 3 });
});

test('a flag that an officer dismissed counts as dismissed', async () => {
  const { id } = await agency.file({ facts: { ...noEmail.facts, where: { city: 'Wethersfield' } } });
  const path = `/api/v1/reports/${id}/hints/outside_address`;
  expect((await agency.call('PUT', path, { token: await tokenOf(officer), body: { wrong: true } })).status).toBe(204);
  await act(id, approve);
  await build();
  expect((await read('2026-03-09')).flags.find(({ code }) => code === 'outside_address')).toMatchObject({
    shown: 1,
    followed: 0,
    dismissed: 1,
  });
});

test('a range is moved into what can be counted, however long or far away it is', async () => {
  await build();
  const all = await read('1800-01-01', '9999-12-31');
  expect(all).toMatchObject({ to: '2026-03-09', completeAsOf: null });
  expect(all.days).toHaveLength(400);
  expect((await read('2026-03-09', '1800-01-01')).days).toHaveLength(1);
  const wrong = await agency.call('GET', '/api/v1/figures?from=today&to=2026-03-09', {
    token: await tokenOf(supervisor),
  });
  expect(wrong.status).toBe(400);
});

test('reading is audited, and an officer may not read', async () => {
  await read('2026-03-09');
  const refused = await agency.call('GET', '/api/v1/figures?from=2026-03-09&to=2026-03-09', {
    token: await tokenOf(officer),
  });
  expect(refused.status).toBe(403);
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select(['action', 'detail'])
    .where('action', 'in', ['access.refuse', 'figures.read'])
    .orderBy('seq', 'desc')
    .limit(2)
    .execute();
  expect(rows).toMatchObject([
    { action: 'access.refuse' },
    { action: 'figures.read', detail: { from: '2026-03-09', to: '2026-03-09', kind: null } },
  ]);
});
