import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Figures } from '#shared/domain/figures.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';

/* Every expected number is worked out by hand from the times below. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, March 9, 2026, ten in the morning in Hartford. */
const MONDAY = Date.parse('2026-03-09T14:00:00.000Z');
const APPROVE: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const REJECT: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const REOPEN: Act = { kind: 'return', cause: 'It is in Hartford.', note: '' };

let now = MONDAY;
let agency: Agency;
let officer: Account;
let supervisor: Account;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date(now) });
  officer = await agency.makeOfficer();
  supervisor = await agency.makeOfficer('supervisor');
  const filed: string[] = [];
  for (let n = 0; n < 5; n += 1) filed.push((await agency.file({ facts: { who: { email: null } } })).id);
  const [a = '', b = '', c = '', d = '', e = ''] = filed;
  // Monday: a is rejected after 1 hour, b approved after 2, c rejected after 4.
  await at(MONDAY + HOUR, officer, a, REJECT);
  await at(MONDAY + 2 * HOUR, officer, b, APPROVE);
  await at(MONDAY + 4 * HOUR, officer, c, REJECT);
  // Tuesday: a and c are reopened. d is approved after 1 day and 1 hour.
  await at(MONDAY + DAY, supervisor, a, REOPEN);
  await at(MONDAY + DAY + 10 * MINUTE, supervisor, c, REOPEN);
  await at(MONDAY + DAY + HOUR, officer, d, APPROVE);
  // Wednesday: a is approved. e is withdrawn.
  await at(MONDAY + 2 * DAY, officer, a, APPROVE);
  await at(MONDAY + 2 * DAY + HOUR, officer, e, {
    kind: 'reject',
    reasonCode: 'withdrawn_by_person',
    duplicateOf: null,
    note: '',
  });
  now = MONDAY + 3 * DAY;
  await buildFigures(agency.deps, { boundary: null });
});
afterAll(() => agency.stop());

async function at(when: number, who: Account, id: string, act: Act): Promise<void> {
  now = when;
  const { token } = await agency.signIn(who);
  const done = await agency.act(token, await agency.report(id), act);
  expect([act.kind, done.status, done.body.error]).toEqual([act.kind, 200, undefined]);
}

async function read(from: string, to = from): Promise<Figures> {
  const { token } = await agency.signIn(supervisor);
  const answer = await agency.call('GET', `/api/v1/figures?from=${from}&to=${to}`, { token });
  expect(answer.status).toBe(200);
  return answer.body;
}
const reversedOf = ({ officers }: Figures) =>
  officers.flatMap(({ displayName: _name, approved, rejected, reversed }) =>
    approved + rejected + reversed === 0 ? [] : [[approved + rejected, reversed]],
  );

test('reversed are those of the decisions of these days that were reversed since, so never more than there are', async () => {
  // Monday: three decisions, of which two were reopened on Tuesday.
  expect(reversedOf(await read('2026-03-09'))).toEqual([[3, 2]]);
  // Tuesday: one decision, which nobody reopened, although two others were reopened that day.
  expect(reversedOf(await read('2026-03-10'))).toEqual([[1, 0]]);
  expect(reversedOf(await read('2026-03-09', '2026-03-11'))).toEqual([[6, 2]]);
});

test('medians and 90th percentiles are exact', async () => {
  // First decisions took 1, 2 and 4 hours.
  expect((await read('2026-03-09')).decision).toMatchObject({ count: 3, median: 120, p90: 240, exact: true });
  // And 25 and 49: the middle one of five is 4 hours.
  const week = await read('2026-03-09', '2026-03-11');
  expect(week.decision).toMatchObject({ count: 5, median: 240, p90: 49 * 60, exact: true });
  // An even number: the middle of 25 and 49 hours.
  expect((await read('2026-03-10', '2026-03-11')).decision).toMatchObject({ count: 2, median: 37 * 60, p90: 49 * 60 });
  expect((await read('2026-03-10', '2026-03-11')).decisionDays).toMatchObject({ count: 2, median: 1.5, p90: 2 });
});

test('days that were counted before durations were kept have estimates, and say so', async () => {
  await sql`delete from figure_day where series = 'decision_minutes' and day = '2026-03-10'`.execute(agency.deps.db);
  const { decision } = await read('2026-03-09', '2026-03-11');
  expect(decision).toMatchObject({ count: 5, exact: false });
  expect(Math.abs((decision.median ?? 0) - 240)).toBeLessThanOrEqual(240 * 0.05);
});

test('closed counts every approval, rejection, withdrawal and closing on its day', async () => {
  const { days } = await read('2026-03-09', '2026-03-12');
  expect(days.map(({ closed }) => closed)).toEqual([3, 1, 2, 0]);
});
