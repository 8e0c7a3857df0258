import { afterAll, beforeAll, expect, test } from 'vitest';
import { filingBrake } from '#server/filing-brake.ts';
import { textIn } from '#server/portal/site/text.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';
import { FILLED } from './filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport, unescaped } from './visitor.ts';

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({
    now: () => clock.now,
    env: { P2C_REPORTS_PER_HOUR: '3', P2C_ALERT_TO: 'duty@agency.example' },
  });
});
afterAll(() => agency.stop());

/** Each sender has an address of their own. */
let sender = 0;
async function send(more: Record<string, string> = {}) {
  sender += 1;
  const from = `198.51.100.${sender}`;
  const person = createVisitor((sent) =>
    over(agency.serverUrl)({ ...sent, headers: { ...sent.headers, 'x-forwarded-for': from } }),
  );
  const form = hiddenFields((await openForm(person, 'larceny')).html);
  clock.now = new Date(clock.now.getTime() + 10_000);
  return sendReport(person, 'larceny', {
    ...form,
    ...FILLED.larceny,
    'who.email': '',
    'who.preferredContact': 'letter',
    ...more,
  });
}

test('reports without a confirmed address stop at a limit for everyone together, with an alert; those who confirm go on', async () => {
  expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([303, 303, 303]);
  await agency.mail.mailTo('duty@agency.example', 'very many reports');
  const refused = await send();
  const { reviewPhone: phone } = (await agency.policy()).agency;
  expect(refused.status).toBe(503);
  expect(unescaped(refused.html)).toContain(textIn('en').t('portal-drafts.full', { phone }));
  // What was typed is still there.
  expect(unescaped(refused.html)).toContain(FILLED.larceny.how?.slice(0, 20));

  const waits = await send({ 'who.email': 'ana@example.com' });
  expect(waits.status).toBe(200);
  expect(await agency.deps.db.selectFrom('draft').select('state').execute()).toEqual([{ state: 'unconfirmed' }]);

  const body = intake();
  const program = { ...body, facts: { ...body.facts, who: { ...body.facts.who, email: null } } };
  expect((await agency.call('POST', '/api/v1/intake', { body: program })).status).toBe(429);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  expect((await send()).status).toBe(303);
});

test('a flood does not hold up reports that may mean danger; above their own limit, the page says whom to call', async () => {
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  const danger = { how: 'My ex boyfriend threatened to kill me.' };
  for (let one = 0; one < 3; one += 1) await send();
  expect((await send()).status).toBe(503);
  for (let one = 0; one < 3; one += 1) expect((await send(danger)).status).toBe(303);
  const { t } = textIn('en');
  const { reviewPhone: phone } = (await agency.policy()).agency;
  const [refused, waits] = [await send(danger), await send({ ...danger, 'who.email': 'ben@example.com' })];
  expect([refused.status, waits.status]).toEqual([503, 200]);
  for (const { html } of [refused, waits]) {
    expect(html).toContain('<h2 id="danger">');
    for (const number of ['911', phone.replace(/[^\d+]/g, '')]) expect(html).toContain(`href="tel:${number}"`);
  }
  expect(unescaped(refused.html)).toContain(t('portal-drafts.full', { phone }));
});

test('people are told from half of the limit on', () => {
  const told: number[] = [];
  const brake = filingBrake(
    4,
    () => clock.now,
    (most) => void told.push(most),
  );
  const taken = Array.from({ length: 6 }, () => [brake.take(false), told.length]);
  expect(taken).toEqual([
    [true, 0],
    [true, 1],
    [true, 2],
    [true, 3],
    [false, 4],
    [false, 5],
  ]);
});
