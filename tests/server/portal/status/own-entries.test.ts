import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addInformation } from '#server/commands/reports/add-information.ts';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { Act } from '#shared/domain/act.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { hasRoom, MOST_OWN_CHARACTERS, MOST_OWN_ENTRIES } from '#shared/domain/own-entries.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { createVisitor, hiddenFields, over, unescaped } from '../visitor.ts';

const en = textIn('en');

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  token = (await agency.signedIn('supervisor')).token;
});
afterAll(() => agency.stop());

const file = (email: string) => agency.file({ facts: { who: { email, birthDate: null } } });
const act = async ({ id }: Report, one: Act) =>
  expect((await agency.act(token, await agency.report(id), one)).status).toBe(200);
const tell = ({ id }: Report, text: string) => addInformation(agency.deps, id, { text, uploadId: null }, '192.0.2.7');

/** Adds entries by the reporter to a report's history, without the work of sending each. */
async function written({ id }: Report, count: number, note: string): Promise<void> {
  const entry: NewEntry = {
    at: '2026-11-24T15:00:00.000Z',
    kind: 'added',
    by: null,
    event: { code: 'added', params: { files: 0 } },
    note,
    letter: null,
  };
  const entries = JSON.stringify(Array.from({ length: count }, () => entry));
  await agency.deps.db
    .updateTable('report')
    .set({ history: sql`history || ${entries}::jsonb` })
    .where('id', '=', id)
    .execute();
}

async function pageOf({ trackingNumber }: Report, email: string): Promise<string> {
  const { parsed } = await agency.mail.mailTo(email, trackingNumber);
  return /(\/status\/[0-9A-HJKMNP-TV-Z]{26})\s/.exec(parsed.text ?? '')?.[1] ?? '';
}

it('are limited in number, which the page says before and after sending, with the number to call', async () => {
  const email = 'writer@example.org';
  const report = await file(email);
  await written(report, MOST_OWN_ENTRIES - 1, 'More.');
  const path = await pageOf(report, email);
  const person = createVisitor(over(agency.serverUrl));
  const [first, late] = [await person.get(`${path}/message`), await person.get(`${path}/add`)];
  const { reviewPhone: phone } = (await agency.policy()).agency;
  const full = en.t('portal-status.full', { phone });
  expect(unescaped(first.html)).not.toContain(full);
  const sent = await person.post(`${path}/message`, { ...hiddenFields(first.html), text: 'The last one.' });
  expect(sent.status).toBe(303);

  const refused = await person.post(`${path}/add`, { ...hiddenFields(late.html), text: 'It is <green>.' });
  expect(refused.status).toBe(409);
  expect(unescaped(refused.html)).toContain(full);
  expect(unescaped(refused.html)).toContain('It is <green>.');
  for (const act of ['add', 'message']) expect(unescaped((await person.get(`${path}/${act}`)).html)).toContain(full);
  const { history } = await agency.report(report.id);
  expect(history.filter(({ note }) => note === 'It is <green>.')).toEqual([]);
});

it('are limited in total length, in which answers count, although they are always taken', async () => {
  const report = await file('long@example.org');
  await written(report, MOST_OWN_CHARACTERS / 4000 - 1, 'x'.repeat(4000));
  expect(await tell(report, 'y'.repeat(2000))).toBe(true);
  await act(report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  const answer = { by: { reportId: report.id }, uploadId: null };
  expect(await answerFollowUp(agency.deps, { ...answer, text: 'z'.repeat(2000) }, '192.0.2.7')).toBe(true);
  expect(await tell(report, 'One more.')).toBe('full');
  await act(report, { kind: 'follow_up', missing: ['value'], note: '' });
  expect(await answerFollowUp(agency.deps, { ...answer, text: 'About $300.' }, '192.0.2.7')).toBe(true);
});

it('from the reporter of a duplicate take no room from those of its primary', async () => {
  const [primary, duplicate] = [await file('first@example.org'), await file('second@example.org')];
  const reject = { kind: 'reject', reasonCode: 'duplicate', note: '' } as const;
  await act(duplicate, { ...reject, duplicateOf: primary.trackingNumber });
  await written(duplicate, MOST_OWN_ENTRIES - 1, 'More.');
  expect(await tell(duplicate, 'x'.repeat(4000))).toBe(true);
  expect(await tell(duplicate, 'One more.')).toBe('full');
  const { history } = await agency.report(primary.id);
  expect(hasRoom(history, MOST_OWN_CHARACTERS)).toBe(true);
  expect(hasRoom(history, MOST_OWN_CHARACTERS, duplicate.trackingNumber)).toBe(false);
});

it('from the reporter of a duplicate find out before they are written that its primary takes no more', async () => {
  const email = 'third@example.org';
  const [primary, duplicate] = [await file('fourth@example.org'), await file(email)];
  await act(duplicate, { kind: 'reject', reasonCode: 'duplicate', note: '', duplicateOf: primary.trackingNumber });
  const path = await pageOf(duplicate, email);
  const person = createVisitor(over(agency.serverUrl));
  const { reviewPhone: phone } = (await agency.policy()).agency;
  const full = en.t('portal-status.full', { phone });
  const shown = async () => unescaped((await person.get(`${path}/add`)).html);
  for (let n = 0; n < MOST_OWN_CHARACTERS; n += 4000) {
    if (n === 0) expect(await shown()).not.toContain(full);
    expect(await tell(duplicate, 'x'.repeat(4000))).toBe(true);
  }
  expect(hasRoom((await agency.report(duplicate.id)).history)).toBe(true);
  expect(await tell(duplicate, 'One more.')).toBe('full');
  expect(await shown()).toContain(full);
});
