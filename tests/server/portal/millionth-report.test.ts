import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FindResult } from '#shared/find-api.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { startWorkstation } from '../../helpers/workstation.ts';
import { FILLED } from './filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport } from './visitor.ts';

let agency: Agency;
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
  await sql`insert into tracking_counter (year, last) values (2026, 999998)`.execute(agency.deps.db);
});
afterAll(() => agency.stop());

test('the millionth report of a year is filed, found by every way to type its number, and listed after the one before', async () => {
  const filed = async () => {
    const person = createVisitor(over(agency.url));
    const form = await openForm(person, 'lost_property', 'en');
    clock.now = new Date(clock.now.getTime() + 60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property };
    const sent = await person.follow(await sendReport(person, 'lost_property', fields));
    return /class="number">([^<]+)</.exec(sent.html)?.[1] ?? '';
  };
  const [before, millionth] = [await filed(), await filed()];
  expect(before).toMatch(/^T26-999999-\d$/);
  expect(millionth).toMatch(/^T26-X1000000-\d$/);

  const clerk = (await agency.signedIn('records')).token;
  const plain = millionth.replaceAll('-', '');
  for (const number of [millionth, plain.toLowerCase(), plain.slice(0, 6), '1000000', plain.slice(3), plain.slice(4)]) {
    const body = { reason: 'The millionth', fields: { number } };
    const found = await agency.call('POST', '/api/v1/find', { token: clerk, body });
    expect([number, (found.body as FindResult).rows.map((row) => row.trackingNumber)]).toEqual([number, [millionth]]);
  }

  const desk = startWorkstation(agency.url, await agency.signedIn());
  const numbers = async (text: string) => {
    const filter = { states: [], kinds: [], text, likelyDuplicate: false };
    const sort = { column: 'trackingNumber', direction: 'asc' } as const;
    const ids = await desk.queue({ filter, sort, elsewhere: true });
    return Promise.all(ids.map(async (id) => (await agency.report(id)).trackingNumber));
  };
  await expect.poll(() => numbers('')).toEqual([before, millionth]);
  for (const text of [millionth, plain]) expect([text, await numbers(text)]).toEqual([text, [millionth]]);
  await desk.close();
});
