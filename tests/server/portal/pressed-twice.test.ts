import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetCodes } from '#server/db/used-forms.ts';
import { RECEIPT_MS } from '#server/portal/form/form-token.ts';
import { textIn } from '#server/portal/site/text.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { pdf } from '../../helpers/pictures.ts';
import { FILLED } from './filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, type Seen, unescaped, type Visitor } from './visitor.ts';

const en = textIn('en');

/*
 * A browser shows only the response to the last press of a button, so the response to a second press must say what the
 * first one did.
 */

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now, env: { P2C_JOBS: '0' } });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
  token = (await agency.signedIn('supervisor')).token;
});
afterAll(() => agency.stop());

const passes = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms);
};

const codeOn = (html: string) => /class="code">([^<]+)</.exec(html)?.[1] ?? null;
const visitOn = (html: string) => /href="(\/status\/[^"?]+)/.exec(html)?.[1] ?? '';
const numberOn = (html: string) => /class="number">([^<]+)</.exec(html)?.[1] ?? '';

/** Fills in a report up to the summary. @returns a press of its button. */
async function summary(more: Record<string, string> = {}) {
  const person = createVisitor(over(agency.serverUrl));
  const form = await openForm(person, 'lost_property');
  passes(60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.lost_property, ...more };
  const shown = hiddenFields((await person.post('/report/lost_property', fields)).html);
  const send = (who: Visitor = person, csrf = shown.csrf ?? '') =>
    who.post('/report/lost_property', { ...shown, csrf, notice: 'yes' });
  return { person, send };
}

async function filed() {
  const { person, send } = await summary();
  const { html } = await person.follow(await send());
  const { id } = await agency.deps.db
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', numberOn(html))
    .executeTakeFirstOrThrow();
  return { person, id, visit: visitOn(html) };
}

const entries = async (id: string) =>
  (await agency.report(id)).history.filter(({ kind, by }) => by === null && !kind.startsWith('letter_'));
const letters = async (id: string) =>
  (await agency.deps.db.selectFrom('letter').select('id').where('report_id', '=', id).execute()).length;

describe('a button on a report’s own page that is pressed twice', () => {
  type Act = 'add' | 'message' | 'found' | 'withdraw' | 'appeal';
  const thanked = async (person: Visitor, seen: Seen, act: Act) => {
    expect(seen.status).toBe(303);
    expect(unescaped((await person.follow(seen)).html)).toContain(en.t(`portal-status.did.${act}`));
  };

  it.each<[Act, string]>([
    ['add', 'It has a dent.'],
    ['message', 'Has anyone found it?'],
    ['found', 'It was in the garage.'],
    ['withdraw', ''],
    ['appeal', 'It was in Hartford.'],
  ])('does it once, sends one letter, and thanks for it both times (%s)', async (act, text) => {
    const { person, id, visit } = await filed();
    if (act === 'appeal') {
      const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
      expect((await agency.act(token, await agency.report(id), reject)).status).toBe(200);
    }
    const form = hiddenFields((await person.get(`${visit}/${act}`)).html);
    const before = { entries: (await entries(id)).length, letters: await letters(id) };
    const press = () => person.postFiles(`${visit}/${act}`, { ...form, text }, {});
    const together = await Promise.all([press(), press()]);
    for (const seen of [...together, await press()]) await thanked(person, seen, act);
    expect({ entries: (await entries(id)).length, letters: await letters(id) }).toEqual({
      entries: before.entries + 1,
      letters: before.letters + 1,
    });
  });

  it('sends its file once, also if the browser has no scripts and sends it with each press', async () => {
    const { person, id, visit } = await filed();
    const form = hiddenFields((await person.get(`${visit}/message`)).html);
    const press = (file: Uint8Array) => person.postFiles(`${visit}/message`, { ...form, text: '' }, { 'a.pdf': file });
    for (const seen of [await press(pdf()), await press(pdf())]) await thanked(person, seen, 'message');
    // Without the file, as a browser with scripts sends it, which has sent the file before.
    await thanked(person, await person.postFiles(`${visit}/message`, { ...form, text: '' }, {}), 'message');
    expect((await agency.report(id)).attachments).toHaveLength(1);
    expect((await entries(id)).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    const other = Buffer.concat([pdf(), Buffer.from('\n% another page\n')]);
    await thanked(person, await press(other), 'message');
    expect((await agency.report(id)).attachments.length).toBeGreaterThan(1);
  });

  it('sends what was changed on the same form in between', async () => {
    const { person, id, visit } = await filed();
    const form = hiddenFields((await person.get(`${visit}/add`)).html);
    for (const text of ['It is blue.', 'It is green.']) {
      await thanked(person, await person.postFiles(`${visit}/add`, { ...form, text }, {}), 'add');
    }
    expect((await entries(id)).slice(-2).map(({ note }) => note)).toEqual(['It is blue.', 'It is green.']);
  });

  it('gives back what was changed on the same form if the report no longer takes it', async () => {
    const { person, visit } = await filed();
    const form = hiddenFields((await person.get(`${visit}/withdraw`)).html);
    const press = (text: string) => person.postFiles(`${visit}/withdraw`, { ...form, text }, {});
    await thanked(person, await press('It turned up.'), 'withdraw');
    const late = await press('My sister had it.');
    expect(late.status).toBe(409);
    expect(late.html).toContain('My sister had it.');
  });
});

describe('a report whose button to send it is pressed twice', () => {
  const PAGE_ONLY = { 'who.safeContact.no_email': 'yes', 'who.safeContact.no_mail': 'yes', 'who.preferredContact': '' };

  it('shows its access code to the same browser again, which is the only way to the answer for some', async () => {
    const { person, send } = await summary(PAGE_ONLY);
    const first = await send();
    const second = await person.follow(await send());
    const code = codeOn(second.html);
    expect(code).toMatch(/^(?:[0-9A-Z]{4} ){6}[0-9A-Z]{2}$/);
    expect(code).toBe(codeOn((await person.follow(first)).html));
    expect(unescaped(second.html)).toContain(en.t('portal-form.sent.again'));
    expect((await person.get(visitOn(second.html))).status).toBe(200);
  });

  it('does not show its access code to another browser, or later, and says what to do without it', async () => {
    const { person, send } = await summary(PAGE_ONLY);
    await send();
    const says = en.t('portal-status.sent.before', { way: 'page', phone: (await agency.policy()).agency.reviewPhone });
    const stranger = createVisitor(over(agency.serverUrl));
    const { csrf } = hiddenFields((await stranger.get('/status')).html);
    const elsewhere = await stranger.follow(await send(stranger, csrf));
    expect([codeOn(elsewhere.html), visitOn(elsewhere.html)]).toEqual([null, '']);
    passes(RECEIPT_MS + 1);
    const late = await person.follow(await send());
    for (const { html } of [elsewhere, late]) {
      expect(codeOn(html)).toBeNull();
      expect(unescaped(html.replaceAll(/<a class="phone"[^>]*>|<\/a>/g, ''))).toContain(says);
    }
  });

  it('has its code in the database only for that time, and readable by nobody there', async () => {
    const { person, send } = await summary();
    const code = codeOn((await person.follow(await send())).html)?.replaceAll(' ', '') ?? '';
    const kept = async () => {
      const rows = await agency.deps.db.selectFrom('used_form').selectAll().where('code', 'is not', null).execute();
      return rows.map(({ code: sealed }) => sealed?.toString('latin1') ?? '');
    };
    expect((await kept()).length).toBeGreaterThan(0);
    for (const one of await kept()) expect(one).not.toContain(code);
    passes(RECEIPT_MS + 1);
    expect(await forgetCodes(agency.deps.db, clock.now)).toBeGreaterThan(0);
    expect(await kept()).toEqual([]);
  });
});
