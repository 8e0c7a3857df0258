import { afterAll, beforeAll, expect, test } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import type { Act } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { FILLED } from './filled-forms.ts';
import { openPortal } from './portal-fixture.ts';
import { createVisitor, hiddenFields, openForm, over, type Visitor } from './visitor.ts';

const en = textIn('en');

/*
 * Half characters (lone surrogates), which no database stores, can arrive in form parts that declare themselves as
 * UTF-16. A part that declares itself as JSON is text like any other.
 */

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
});
afterAll(() => agency.stop());

/**
 * Sends the fields as form parts. Those in `halved` end with half a character, a NUL, and text-direction characters.
 */
function post(person: Visitor, path: string, fields: Record<string, string>, halved: readonly string[]) {
  const parts = Object.entries(fields).map(([name, value]) => {
    const text = halved.includes(name) ? `${value}\ud83d\0\u202e\u2066` : value;
    return Buffer.concat([
      Buffer.from(
        `--b\r\ncontent-disposition: form-data; name="${name}"\r\ncontent-type: text/plain; charset=utf-16le\r\n\r\n`,
      ),
      Buffer.from(text, 'utf16le'),
      Buffer.from('\r\n'),
    ]);
  });
  return person.postBody(path, 'multipart/form-data; boundary=b', Buffer.concat([...parts, Buffer.from('--b--\r\n')]));
}

const TEXTS = [
  ...Object.keys(FILLED.lost_property).filter((name) => /^items|how$|Name$|unit$|bestTime$/.test(name)),
  'where.address',
];

test('half a character in a part of UTF-16 is dropped from a report, an added note and a reply', async () => {
  const person = createVisitor(over(agency.serverUrl));
  const start = hiddenFields((await openForm(person, 'lost_property')).html);
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...start, ...FILLED.lost_property };
  const summary = await post(person, '/report/lost_property', fields, TEXTS);
  expect(summary.status).toBe(200);
  const last = { ...fields, ...hiddenFields(summary.html), ...FILLED.lost_property, notice: 'yes' };
  const sent = await person.follow(await post(person, '/report/lost_property', last, TEXTS));
  const [, number = ''] = /class="number">([^<]+)</.exec(sent.html) ?? [];
  const [, path = ''] = /href="(\/status\/[^"?]+)/.exec(sent.html) ?? [];
  const { id } = await agency.deps.db
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow();
  const { facts } = await agency.report(id);
  expect([facts.how, facts.items[0]?.brand, facts.who.givenName]).toEqual([
    FILLED.lost_property.how?.replaceAll('\r\n', '\n'),
    'Trek',
    'Ana María',
  ]);

  const add = { ...hiddenFields((await person.get(`${path}/add`)).html), text: 'It had a bell.' };
  expect((await post(person, `${path}/add`, add, ['text'])).status).toBe(303);
  // A letter may be sent at any moment, which adds an entry after this one.
  const noteOf = async (kind: HistoryEntry['kind']) =>
    (await agency.report(id)).history.findLast((one) => one.kind === kind)?.note;
  expect(await noteOf('added')).toBe('It had a bell.');

  const { token } = await agency.signedIn();
  const asks: Act = { kind: 'follow_up', missing: ['serial_number'], note: '' };
  expect((await agency.act(token, await agency.report(id), asks)).status).toBe(200);
  const form = hiddenFields((await person.get(`${path}/answer`)).html);
  const answer = { ...form, 'answer.serial_number': 'WTU 1', more: '' };
  const answered = await post(person, `${path}/answer`, answer, ['answer.serial_number', 'more']);
  expect(answered.status).toBe(303);
  expect(await noteOf('answered')).toMatch(/:\nWTU 1$/);
});

test('a body that is not a form is refused with a page, at every URL that accepts one', async () => {
  const { app, routes } = await openPortal();
  await app.close();
  const person = createVisitor(over(agency.serverUrl));
  const body = { ...hiddenFields((await openForm(person, 'larceny')).html), ...FILLED.larceny, how: 'a\ud800' };
  const posts = routes.filter(({ method }) => method === 'POST');
  expect(posts.length).toBeGreaterThan(6);
  for (const { path } of posts) {
    const seen = await person.postBody(
      path.replace(':kind', 'larceny').replace(/:\w+/, 'x'.repeat(22)),
      'application/json',
      Buffer.from(JSON.stringify(body)),
    );
    expect([path, seen.status, seen.html.includes(en.t('portal-site.problems.badRequest'))]).toEqual([path, 415, true]);
  }
});
