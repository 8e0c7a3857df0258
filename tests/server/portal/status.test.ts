import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '#server/auth/letter-link.ts';
import { mailLink } from '#server/commands/letters/mail-link.ts';
import { readAudit } from '#server/db/audit.ts';
import { lockReport } from '#server/db/report.ts';
import { VISIT_MS } from '#server/portal/form/form-token.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { Act } from '#shared/domain/act.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import { oldestUnansweredAt } from '#shared/domain/messages.ts';
import type { Report } from '#shared/domain/report.ts';
import { completeLetter, letterFor } from '#shared/letters/letter.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { messageWithFile } from '../../helpers/message-with-file.ts';
import { pdfText } from '../../helpers/pdf-text.ts';
import { pdf, photograph } from '../../helpers/pictures.ts';
import { FILLED } from './filled-forms.ts';
import {
  createVisitor,
  hiddenFields,
  openForm,
  over,
  sendReport,
  summaryOf,
  unescaped,
  type Visitor,
} from './visitor.ts';

const en = textIn('en');
const es = textIn('es');

/** A Tuesday, ten in the morning in Hartford. */
const START = Date.parse('2026-11-24T15:00:00.000Z');
const SUPERVISORS = 'supervisors@agency.example';
const DAY_MS = 86_400_000;
const clock = { now: new Date(START) };
let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now, env: { P2C_JOBS: '0', P2C_SUPERVISORS_TO: SUPERVISORS } });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
  token = (await agency.signedIn('supervisor')).token;
});
afterAll(() => agency.stop());

const visitor = (): Visitor => createVisitor(over(agency.serverUrl));
const passes = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms);
};

/**
 * Files a lost bicycle through the form, optionally with files. `visit` is the address of the report's page for the
 * browser that sent the form; `path` is the address in the mail.
 */
async function filed(
  files: Record<string, Uint8Array> = {},
  lang: 'en' | 'es' = 'en',
  more: Record<string, string> = {},
) {
  const person = visitor();
  const form = await openForm(person, 'lost_property', lang);
  passes(60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.lost_property, 'who.language': lang, ...more };
  if (Object.keys(files).length > 0) {
    const kept = await person.postFiles('/report/lost_property', { ...fields, edit: 'files' }, files);
    expect(kept.status).toBe(200);
  }
  const sent = await person.follow(await sendReport(person, 'lost_property', fields));
  const html = unescaped(sent.html);
  const number = /class="number">([^<]+)</.exec(html)?.[1] ?? '';
  const visit = /href="(\/status\/[^"?]+)/.exec(html)?.[1] ?? '';
  const code = /class="code">([^<]+)</.exec(html)?.[1] ?? '';
  const { id } = await agency.deps.db
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow();
  return { person, number, visit, code, id, path: await mailed(id, number) };
}

/** Returns the path of the private link in the mail that confirms a report. */
async function mailed(id: string, number: string): Promise<string> {
  const mail = await agency.mail.mailTo((await agency.report(id)).facts.who.email ?? '', number);
  const [, path = ''] = /https?:\/\/[^/]+(\/status\/[0-9A-HJKMNP-TV-Z]{26})\s/.exec(mail.parsed.text ?? '') ?? [];
  expect(path).not.toBe('');
  return path;
}

async function decide(id: string, act: Act): Promise<Report> {
  const answer = await agency.act(token, await agency.report(id), act);
  expect(answer.status).toBe(200);
  return answer.body.report;
}

/** A letter without its text. */
const PLAIN = { kind: 'received', language: 'en', subject: '', html: '' } as const;

const page = async (person: Visitor, path: string) => {
  const seen = await person.get(path);
  return { ...seen, html: unescaped(seen.html) };
};

async function send(
  person: Visitor,
  path: string,
  fields: Record<string, string>,
  files: Record<string, Uint8Array> = {},
) {
  const form = await person.get(path);
  expect(form.status).toBe(200);
  return person.postFiles(path, { ...hiddenFields(form.html), ...fields }, files);
}

const REJECT: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const ASK: Act = { kind: 'follow_up', missing: ['serial_number', 'photo'], note: 'No hurry.' };

const DUPLICATES = (number: string): Act => ({
  kind: 'reject',
  reasonCode: 'duplicate',
  duplicateOf: number,
  note: '',
});

describe('what a person writes about a report', () => {
  it('is given back if the report was decided meanwhile, with the way to its page', async () => {
    const { person, path, id } = await filed();
    const form = await person.get(`${path}/add`);
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    const late = await person.post(`${path}/add`, { ...hiddenFields(form.html), text: 'It has a <dent> on the left.' });
    expect(late.status).toBe(409);
    const html = unescaped(late.html);
    expect(html).toContain('It has a <dent> on the left.');
    expect(html).toContain(en.t('portal-status.lost.title'));
    expect(html).toContain(`href="${path}?lang=en"`);
    expect(html).not.toContain(en.t('portal-status.reply.goneText'));
  });

  it('is given back if the page was open for too long, and so is each answer to a question', async () => {
    const { person, visit, id } = await filed();
    await decide(id, ASK);
    const form = await person.get(`${visit}/answer`);
    passes(VISIT_MS + 1000);
    const late = await person.post(`${visit}/answer`, {
      ...hiddenFields(form.html),
      'answer.serial_number': 'WTU123K4567',
      more: 'Ask my sister.',
    });
    passes(-VISIT_MS - 1000);
    expect(late.status).toBe(404);
    expect(late.html).toContain('WTU123K4567\n\nAsk my sister.');
  });

  it('shows 911 and the number to call if it may mean danger, wherever it was written, until the agency has decided', async () => {
    const danger = en.t('portal-site.danger.title');
    const { person, path, visit, id } = await filed();
    const added = await person.follow(await send(person, `${path}/add`, { text: 'He is outside my door with a gun.' }));
    expect(added.html).toContain(danger);
    for (const tel of ['911', '988', '8607574000']) expect(added.html).toContain(`href="tel:${tel}"`);
    const called = { danger: { way: 'dispatch' } } as const;
    await decide(id, { ...ASK, ...called });
    const answer = { 'answer.serial_number': 'unknown', 'answer.photo': 'He has a gun.' };
    expect((await person.follow(await send(person, `${path}/answer`, answer))).html).toContain(danger);
    const calm = await person.follow(await send(person, `${path}/add`, { text: 'It was green.' }));
    expect(calm.html).toContain(en.t('portal-status.did.add'));
    expect((await page(person, path)).html).toContain(danger);
    // The person whom the reporter fears may have the number and the code, so that way the page mentions no danger.
    expect((await page(person, visit)).html).not.toContain(danger);
    await decide(id, { ...REJECT, ...called });
    expect((await page(person, path)).html).not.toContain(danger);
  });

  it('is not taken from a program that fills in every field', async () => {
    const { person, path, id } = await filed();
    const seen = await send(person, `${path}/add`, { text: 'Buy this.', website: 'https://spam.example' });
    expect(seen.status).toBe(400);
    expect(unescaped(seen.html)).toContain('Buy this.');
    expect((await agency.report(id)).history.some(({ kind }) => kind === 'added')).toBe(false);
  });
});

describe('the page of a report rejected as a duplicate', () => {
  it('adds what its reporter sends to the primary report, as long as that one is open', async () => {
    const [first, second] = [await filed(), await filed()];
    await decide(second.id, DUPLICATES(first.number));
    expect((await page(second.person, second.path)).html).toContain(`${second.path}/add`);
    const added = await send(second.person, `${second.path}/add`, { text: 'The frame has a dent.' });
    expect(added.status).toBe(303);
    const now = await agency.report(first.id);
    expect(now.state).toBe('submitted');
    expect(now.history.at(-1)).toMatchObject({ kind: 'added', note: 'The frame has a dent.' });
    expect(now.history.at(-1)?.event).toEqual({
      code: 'duplicate_added',
      params: { duplicate: second.number, files: 0 },
    });
    expect(await agency.report(second.id)).toMatchObject({ state: 'rejected' });

    await decide(first.id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    expect((await page(second.person, second.path)).html).not.toContain(`${second.path}/add`);
    expect((await second.person.get(`${second.path}/add`)).status).toBe(404);
  });
});

describe("access to a report's own page", () => {
  it('is by the private code on the confirmation page, and by the link in the mail', async () => {
    const { person, number, visit, code, path } = await filed();
    expect(code.replaceAll(' ', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    const found = await person.get('/status');
    const typed = {
      number: ` ${number.toLowerCase()}`,
      code: code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
    };
    const opened = await person.post('/status', { ...hiddenFields(found.html), ...typed });
    expect(opened.status).toBe(303);
    expect((await person.follow(opened)).html).toContain(number);
    expect((await page(person, visit)).html).toContain(number);
    expect((await page(visitor(), path)).html).toContain(number);
  });

  it('puts the code in no URL: a saved URL opens nothing in another browser, or on another day', async () => {
    const { person, number, visit, code } = await filed();
    const plain = code.replaceAll(' ', '');
    const found = await person.get('/status');
    const opened = await person.post('/status', { ...hiddenFields(found.html), number, code });
    for (const address of [visit, String(opened.headers.location)]) {
      const sealed = Buffer.from(/status\/([\w-]+)/.exec(address)?.[1] ?? '', 'base64url').toString('latin1');
      for (const text of [address, sealed]) expect(text).not.toContain(plain);
      expect((await person.get(address)).status).toBe(200);
      const stranger = visitor();
      await stranger.get('/status');
      for (const who of [stranger, visitor()]) expect((await who.get(address)).status).toBe(404);
    }
    // A code that someone puts into an address is not accepted.
    expect((await person.get(`/status/${plain}`)).status).toBe(404);
    passes(VISIT_MS + 1);
    expect((await person.get(visit)).status).toBe(404);
    passes(-VISIT_MS - 1);
  });

  it('works from a printed link however it was copied', async () => {
    const { number, path } = await filed();
    const typed = path.replace(/[^/]+$/, (key) => key.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'));
    expect((await visitor().get(typed)).html).toContain(number);
  });

  it('by mailed link ends after a year; number and code still work after that', async () => {
    const { person, number, code, path } = await filed();
    passes(366 * DAY_MS);
    const gone = await visitor().get(path);
    expect([gone.status, gone.html.includes('href="/status?lang=en"')]).toEqual([404, true]);
    const found = await person.get('/status');
    expect((await person.post('/status', { ...hiddenFields(found.html), number, code })).status).toBe(303);
    passes(-366 * DAY_MS);
  });

  it('finds the report however its number is typed', async () => {
    const { number, code } = await filed();
    const digits = number.replace(/\D/g, '');
    for (const typed of [
      number,
      digits,
      `t${digits}`,
      number.replaceAll('-', ' '),
      ` ${number.replaceAll('-', '–')}`,
    ]) {
      const person = visitor();
      const form = hiddenFields((await person.get('/status')).html);
      expect([typed, (await person.post('/status', { ...form, number: typed, code })).status]).toEqual([typed, 303]);
    }
  });

  it("fails the same way for an unknown number, another report's code and a missing code", async () => {
    const one = await filed();
    const other = await filed();
    const person = visitor();
    const answers = [];
    for (const typed of [
      { number: one.number, code: other.code },
      { number: one.number, code: '' },
      { number: 'T26-999999-0', code: one.code },
      { number: one.number, code: 'x'.repeat(3000) },
      { number: "' or 1=1 --", code: one.code },
    ]) {
      const form = await person.get('/status');
      const answer = await person.post('/status', { ...hiddenFields(form.html), ...typed });
      answers.push([answer.status, summaryOf(answer.html).map((line) => line.text)]);
    }
    expect(answers).toEqual(answers.map(() => [400, [en.t('portal-status.wrong')]]));
    const gone = await Promise.all(
      ['/status/nope', `/status/${'A'.repeat(26)}`, '/status/%00'].map((at) => person.get(at)),
    );
    expect(gone.map((seen) => seen.status)).toEqual([404, 404, 404]);
    expect(gone[1]?.html).toBe(gone[0]?.html);
  });

  it('is mailed again to the address that the report has, which nobody else can tell from the answer', async () => {
    const { number, id, path } = await filed();
    const own = (await agency.report(id)).facts.who.email ?? '';
    const asked = async (email: string) => {
      const person = visitor();
      const form = await person.get('/status/link?lang=en');
      return person.post('/status/link', { ...hiddenFields(form.html), number: number.toLowerCase(), email });
    };
    const links = async () =>
      (await agency.deps.db.selectFrom('private_link').select('token_hash').where('report_id', '=', id).execute())
        .length;
    const before = await links();
    const wrong = await asked('somebody@else.example');
    const right = await asked(own.toUpperCase());
    await expect.poll(links, { timeout: 20_000 }).toBe(before + 1);
    // The two pages differ only in the address that was typed.
    const same = ({ status, html }: typeof right, typed: string) => [status, html.replaceAll(typed, '…')];
    expect(same(right, own.toUpperCase())).toEqual(same(wrong, 'somebody@else.example'));
    expect(right.html).toContain(own.toUpperCase());
    expect(right.html).toContain(`<h1 tabindex="-1" autofocus="">${en.t('portal-status.link.sentTitle')}</h1>`);
    const told = (await agency.report(id)).history.filter(({ event }) => event.code === 'link_mailed');
    expect(told.map(({ by, letter }) => [by, letter?.kind])).toEqual([[null, 'link_again']]);
    // The first link still works, and nobody can flood a mailbox with new ones.
    expect((await visitor().get(path)).status).toBe(200);
    const again = (email: string) => mailLink(agency.deps, { trackingNumber: number, email }, 'test');
    expect(await again('somebody@else.example')).toBe(false);
    for (let more = 0; more < 5; more += 1) await again(own);
    expect(await links()).toBe(before + 2);
    passes(DAY_MS + 1);
    expect(await again(own)).toBe(true);
    expect(await links()).toBe(before + 3);
    passes(-DAY_MS - 1);
  });

  it('is asked for with a number and an address that can be one', async () => {
    const person = visitor();
    const form = await person.get('/status/link');
    const seen = await person.post('/status/link', { ...hiddenFields(form.html), number: 'T26-1', email: 'me' });
    expect([seen.status, summaryOf(seen.html).map((one) => one.href)]).toEqual([400, ['#number', '#email']]);
  });

  it('shows what was sent; who sent it only by the link in the mail', async () => {
    const { person, visit, path } = await filed();
    const { 'who.familyName': name = '', how = '' } = FILLED.lost_property;
    const [byCode, byLink] = [await page(person, visit), await page(visitor(), path)];
    for (const { html } of [byCode, byLink]) {
      expect(html).toContain(en.t('portal-status.sentReport'));
      expect(html).toContain(how.split('\r\n')[0]);
    }
    const sentPart = (html: string) => html.slice(html.indexOf(en.t('portal-status.sentReport')));
    expect(sentPart(byLink.html).split('</details>')[0]).toContain(name);
    expect(sentPart(byCode.html).split('</details>')[0]).not.toContain(name);
    await send(person, `${path}/add`, { text: 'It has a blue bell.' });
    const later = sentPart((await page(person, visit)).html).split('</details>')[0];
    expect(later).toContain(en.t('portal-status.addedLater'));
    expect(later).toContain('It has a blue bell.');
  });

  it('by number and code hides who sent it in letters, too, and says so', async () => {
    const { person, visit, path, id } = await filed();
    await decide(id, { kind: 'message', note: "Good morning, Ana María O'Neill-Núñez, 860-555-0123." });
    const [byCode, byLink] = [await page(person, visit), await page(visitor(), path)];
    expect(byLink.html).toContain("Ana María O'Neill-Núñez");
    expect(byLink.html).toContain('ana@example.com');
    expect(byCode.html).toContain(en.t('portal-status.letters'));
    expect(byCode.html).not.toMatch(/ana@example\.com|O.Neill|12 Broad St|555-?0123/);
    expect(byCode.html).toContain(en.t('portal-status.hidden'));
    expect(byCode.html).toContain(en.t('portal-status.sentPerson', { email: 'yes', phone: '' }));
    expect(byLink.html).not.toContain(en.t('portal-status.hidden'));
  });

  it('by number and code hides who sent it in all text that they wrote, then and later', async () => {
    const own = "Ana María O'Neill-Núñez here, call 860-555-0123, 12 Broad St, Hartford, CT 06106";
    const more = { how: `My bag is gone. ${own}`, 'items.0.marks': `A tag: ${own}` };
    const { person, visit, path, id } = await filed({}, 'en', more);
    await send(person, `${path}/add`, { text: `The bell is blue. ${own}` });
    await decide(id, ASK);
    await send(person, `${path}/answer`, { 'answer.serial_number': `12345 ${own}`, 'answer.photo': 'None.' });
    await decide(id, REJECT);
    await send(person, `${path}/appeal`, { text: `It was in Hartford. ${own}` });
    const [byCode, byLink] = [await page(person, visit), await page(visitor(), path)];
    expect(byLink.html.split(own)).toHaveLength(6);
    for (const text of ['My bag is gone.', 'A tag:', 'The bell is blue.', '12345', 'It was in Hartford.'])
      expect(byCode.html).toContain(`${text} [hidden] here, call [hidden], [hidden]`);
    expect(byCode.html).not.toMatch(/Ana María|O.Neill|12 Broad St|555-?0123/);
  });

  it('by number and code hides who sent it in what an officer asked, where it is answered', async () => {
    const { person, visit, path, id } = await filed();
    const [question, note] = ["Is Ana María's bell blue?", "Ms. O'Neill-Núñez, may we call 860-555-0123?"];
    await decide(id, { kind: 'follow_up', missing: [], question, note });
    const [byCode, byLink] = [await page(person, `${visit}/answer`), await page(visitor(), `${path}/answer`)];
    for (const text of [question, note]) expect(byLink.html).toContain(text);
    for (const text of ["Is [hidden]'s bell blue?", 'Ms. [hidden], may we call [hidden]?'])
      expect(byCode.html).toContain(text);
    expect(byCode.html).not.toMatch(/Ana María|O.Neill|555-?0123/);
  });

  it('sends no referrer, and is not cached by the browser', async () => {
    const { person, path } = await filed();
    const { headers } = await person.get(path);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is stored in the database only as a hash', async () => {
    const { id, code } = await filed();
    const row = await agency.deps.db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const plain = code.replaceAll(' ', '');
    expect(row.access_hash).toBe(createHash('sha256').update(plain).digest('hex'));
    const letters = await agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', id).execute();
    const kept = letters.map((letter) => [letter.subject, letter.text, letter.html]);
    expect(JSON.stringify([row, kept])).not.toContain(plain);
  });
});

describe('the notices that go with an approval', () => {
  it('are in its letter by kind and language, and the audit log has which were given', async () => {
    const { id } = await filed({}, 'es');
    const report = await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    const { notices } = await agency.policy();
    const wanted = notices.filter(({ kinds, letters }) => kinds.includes(report.kind) && letters.includes('approved'));
    expect(wanted.map(({ code }) => code)).toEqual(['property_recovery']);
    const row = (await readAudit(agency.deps.db, 0, 100_000)).findLast(
      ({ target, detail }) => target === id && 'notices' in detail,
    );
    expect(row?.detail).toMatchObject({ notices: ['property_recovery'] });
    const [paragraph = ''] = (wanted[0]?.text.es ?? '').split(/[{\n]/);
    expect(paragraph.length).toBeGreaterThan(20);
    expect(report.history.at(-1)?.letter?.text).toContain(paragraph);
  });
});

describe('messages between an officer and the reporter', () => {
  const WRITE: Act = { kind: 'message', note: 'Is the bell blue?\nThe finder asks.' };

  const officerSends = (id: string, name: string, content: Buffer) =>
    messageWithFile(agency, token, id, { name, content, note: WRITE.note });

  it('are read on the page, while the mail says only that there is one', async () => {
    const { person, id, path, number } = await filed();
    const report = await decide(id, WRITE);
    expect([report.state, report.history.at(-1)?.kind]).toEqual(['submitted', 'message']);
    const { html } = await page(person, path);
    expect(html).toContain('Is the bell blue?\nThe finder asks.');
    expect(html).toContain(report.history.at(-1)?.by);
    const email = report.facts.who.email ?? '';
    const mail = await agency.mail.mailTo(email, `A message about your report ${number}`);
    expect(mail.parsed.text).not.toContain('bell');
    expect(mail.parsed.text).toMatch(/\/status\/[0-9A-Z]{26}/);
  });

  it('can be begun by the reporter of an open report, and wait for an answer', async () => {
    const { person, id, path } = await filed();
    expect((await page(person, path)).html).toContain(`${path}/message`);
    const sent = await send(person, `${path}/message`, { text: 'May I throw the broken lock away?' });
    expect(sent.status).toBe(303);
    const report = await agency.report(id);
    expect([report.state, oldestUnansweredAt(report)]).toEqual(['submitted', report.history.at(-1)?.at]);
  });

  it('are answered there, with a file, also after the report was approved', async () => {
    const { person, id, path } = await filed();
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    expect((await person.get(`${path}/message`)).status).toBe(404);
    await decide(id, WRITE);
    const photo = await photograph(40, 30);
    const sent = await send(person, `${path}/message`, { text: 'Yes, it is.' }, { 'bell.jpg': photo });
    expect(sent.status).toBe(303);
    const report = await agency.report(id);
    expect(report.history.findLast(({ kind }) => kind === 'message')).toMatchObject({
      by: null,
      note: 'Yes, it is.',
      event: { code: 'message_received', params: { files: 1 } },
    });
    expect([report.state, report.attachments.map(({ name }) => name)]).toEqual(['approved', ['bell.jpg']]);
    const { html } = await page(person, path);
    expect(html).toContain('Yes, it is.');
    expect(html.split('</article>')[1]).toContain('data-file="bell.jpg"');
  });

  it('have files that the mailed link opens, and number and code do not', async () => {
    const { person, id, path, visit } = await filed();
    const file = await officerSends(id, 'form for Ana María.pdf', pdf());
    expect((await page(person, path)).html).toContain(`${path}/files/${file.id}`);
    expect((await person.get(`${path}/files/${file.id}`)).status).toBe(200);

    const { html } = await page(person, visit);
    expect(html).toContain('form for [hidden].pdf');
    expect(html).not.toContain(`/files/${file.id}`);
    expect(html).toContain(en.t('portal-status.sentFiles', { email: 'yes', phone: '' }));
    expect((await person.get(`${visit}/files/${file.id}`)).status).toBe(404);
  });

  it('show each file where it was sent, with its picture, and only what the person sent in the report', async () => {
    const { person, id, path } = await filed({ 'bike.jpg': await photograph(300, 200) });
    await send(person, `${path}/message`, { text: 'This one?' }, { 'bell.pdf': pdf() });
    const bytes = await photograph(320, 200);
    const { id: file } = await officerSends(id, 'found.jpg', bytes);
    await send(person, `${path}/message`, { text: 'Yes.' }, { 'lock.pdf': pdf() });
    const { html } = await page(person, path);
    const named = (part = '') => [...part.matchAll(/data-file="([^"]+)"/g)].map(([, name]) => name);
    const [first, second, third, rest] = html.split('</article>');
    expect([first, second, third, rest].map(named)).toEqual([
      ['bell.pdf'],
      ['found.jpg'],
      ['lock.pdf'],
      ['bike.jpg', 'bell.pdf', 'lock.pdf'],
    ]);
    expect(second).toContain(`<a href="${path}/files/${file}">found.jpg</a>`);
    const picture = /<img class="thumbnail" src="([^"]+)"/.exec(second ?? '')?.[1] ?? '';
    expect((await person.get(picture)).headers['content-type']).toBe('image/jpeg');
  });

  it('want words or a file, and end when the report is withdrawn', async () => {
    const { person, id, path } = await filed();
    await decide(id, WRITE);
    const empty = await send(person, `${path}/message`, { text: ' ' });
    expect([empty.status, summaryOf(empty.html).map(({ href }) => href)]).toEqual([400, ['#text']]);
    await send(person, `${path}/withdraw`, { text: '' });
    expect((await person.get(`${path}/message`)).status).toBe(404);
    expect((await agency.act(token, await agency.report(id), WRITE)).status).toBe(409);
  });

  it('are in the letter itself for someone who has no e-mail', async () => {
    const { id } = await filed();
    const report = await agency.report(id);
    const onPaper = { ...report, facts: { ...report.facts, who: { ...report.facts.who, email: null } } };
    const policy = await agency.policy();
    expect(letterFor(onPaper, WRITE, policy)?.text).toContain('Is the bell blue?');
    expect(letterFor(report, WRITE, policy)?.text).not.toContain('bell');
  });
});

describe("a report's own page", () => {
  it('says when a decision is due, how long that is, and that it is overdue', async () => {
    const { person, path } = await filed();
    const received = clock.now.getTime();
    // Thanksgiving is not a business day: three business days after a Tuesday end on Monday.
    await agency.publish((policy) => ({
      ...policy,
      holidays: ['2026-11-26'],
      limits: { ...policy.limits, promiseDays: 3 },
    }));
    expect((await page(person, path)).html).toContain('by Monday, November 30');
    expect((await page(person, path)).html).toContain(en.t('portal-status.left', { days: 3 }));
    clock.now = new Date(received + 6 * DAY_MS);
    expect((await page(person, path)).html).toContain(en.t('portal-status.today'));
    clock.now = new Date(received + 8 * DAY_MS);
    const policy = await agency.policy();
    expect((await page(person, path)).html.replace(/<[^>]+>/g, '')).toContain(
      en.t('portal-status.late', { days: 2, phone: policy.agency.reviewPhone }),
    );
    clock.now = new Date(received);
  });

  it("shows the report's stage in the reporter's language after each decision", async () => {
    const { person, path, id } = await filed({}, 'es');
    const shown = async () => (await page(person, path)).html;
    expect(await shown()).toContain(es.t('portal-status.stages.waiting.title'));
    await decide(id, ASK);
    expect(await shown()).toContain(es.t('portal-status.stages.awaiting_citizen.title'));
    await send(person, `${path}/answer`, { 'answer.serial_number': 'WTU 9', 'answer.photo': 'No tengo' });
    expect(await shown()).toContain(es.t('portal-status.stages.resubmitted.title'));
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    const html = await shown();
    expect(html).toContain(es.t('portal-status.stages.approved.title'));
    expect(html).toContain((await agency.report(id)).caseNumber ?? '-');
    expect(html).not.toContain('[private link]');
  });

  it('shows the rejection letter expanded, with a link to the page the letter itself linked to', async () => {
    const { person, path, visit, id } = await filed();
    await decide(id, { ...REJECT, reasonCode: 'wrong_offense_title' });
    const mailed = (await page(person, path)).html;
    const again = path.replace('/status/', '/again/');
    expect(mailed).toMatch(/<details open=""><summary>(?:(?!<\/summary>).)*could not approve/);
    expect(mailed.split(`<a href="${again}?lang=en">${en.t('portal-status.acts.again')}</a>`)).toHaveLength(3);
    expect(mailed).not.toMatch(/\[private link|\[link to/);
    expect((await person.get(`${again}?lang=en`)).status).toBe(200);
    // Opened with the code, the page shows no answers, so it does not link to a form filled in with them.
    const typed = (await page(person, visit)).html;
    expect(typed).toContain(en.t('portal-status.inMail'));
    expect(typed).not.toContain(en.t('portal-status.acts.again'));
    // With other rejection reasons, there is nothing to file again.
    const other = await filed();
    await decide(other.id, REJECT);
    expect((await page(other.person, other.path)).html).not.toContain(en.t('portal-status.acts.again'));
  });

  it('links from a follow-up letter to the page where it is answered', async () => {
    const { person, path, id } = await filed();
    await decide(id, ASK);
    const { html } = await page(person, path);
    expect(html.split(`<a href="${path}/answer?lang=en">`)).toHaveLength(3);
    // The letter that confirms receipt links to this page.
    expect(html).toContain(en.t('portal-status.thisPage'));
  });

  it('answers who asks for its link before it looks whether number and address match', async () => {
    const { person, number, id } = await filed();
    const { email } = (await agency.report(id)).facts.who;
    const form = hiddenFields((await person.get('/status/link')).html);
    const count = () =>
      agency.deps.db.selectFrom('private_link').select('token_hash').where('report_id', '=', id).execute();
    const before = (await count()).length;
    // Work about this report has to wait, and the answer must not.
    await agency.deps.db.transaction().execute(async (trx) => {
      await lockReport(trx, id);
      expect((await person.post('/status/link', { ...form, number, email: email ?? '' })).status).toBe(200);
    });
    await expect.poll(async () => (await count()).length, { timeout: 20_000 }).toBe(before + 1);
  });

  it('shows files that were not sent yet only to whoever has the link in the e-mail, and only they can remove them', async () => {
    const { person, path, visit, id } = await filed();
    await decide(id, ASK);
    const form = hiddenFields((await person.get(`${path}/answer`)).html);
    await person.postFiles(`${path}/answer`, { ...form, edit: 'files' }, { 'my-kitchen.jpg': await photograph() });
    expect((await person.get(`${path}/answer`)).html).toContain('my-kitchen.jpg');
    const byCode = await person.get(`${visit}/answer`);
    expect(byCode.status).toBe(200);
    expect(byCode.html).not.toMatch(/my-kitchen|<img/);
    expect(hiddenFields(byCode.html).form).not.toBe(form.form);
    const own = { 'my-garden.jpg': await photograph() };
    await person.postFiles(`${visit}/answer`, { ...hiddenFields(byCode.html), edit: 'files' }, own);
    expect((await person.get(`${visit}/answer`)).html).toContain('my-garden.jpg');
    expect((await person.get(`${path}/answer`)).html).not.toContain('my-garden.jpg');
  });

  it('is offered in both languages even when it no longer exists', async () => {
    const gone = await visitor().get(`/status/${'A'.repeat(26)}`, { 'accept-language': 'en' });
    expect(gone.html).toContain('href="?lang=es"');
    // No follow-up was sent here, so the text doesn't mention a reply.
    expect(unescaped(gone.html)).toContain(en.t('portal-status.goneText'));
    expect(unescaped(gone.html)).not.toContain(en.t('portal-status.reply.goneText'));
  });

  it('shows nothing that officers write to each other', async () => {
    const { person, path, id } = await filed();
    await decide(id, { kind: 'note', note: 'SECRET-NOTE' });
    await decide(id, { kind: 'log_call', outcome: 'reached', note: 'SECRET-CALL' });
    await decide(id, { kind: 'escalate', note: 'SECRET-REASON' });
    const { html } = await page(person, path);
    expect(html).toContain(en.t('portal-status.stages.escalated.title'));
    expect(html).not.toMatch(/SECRET|supervisor [0-9a-f]{4}/);
  });

  it('thanks for nothing that was not done, whatever its address says', async () => {
    const { person, path, id } = await filed();
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    for (const did of ['withdraw', 'add', 'answer', 'appeal'] as const) {
      const { html } = await page(person, `${path}?did=${did}`);
      expect(html).not.toContain(en.t(`portal-status.did.${did}`));
    }
  });

  it('thanks for what was just done, and no longer an hour later', async () => {
    const { person, path } = await filed();
    const sent = await send(person, `${path}/add`, { text: 'It was green.' });
    expect((await person.follow(sent)).html).toContain(en.t('portal-status.did.add'));
    passes(3_600_000);
    expect((await person.follow(sent)).html).not.toContain(en.t('portal-status.did.add'));
  });

  it('opens with the code of a letter on paper, which names no spam folder', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const onPaper = { 'who.email': '', 'who.preferredContact': 'letter' };
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property, ...onPaper };
    const sent = await person.follow(await sendReport(person, 'lost_property', fields));
    const number = /class="number">([^<]+)</.exec(sent.html)?.[1] ?? '';
    const letter = await agency.deps.db
      .selectFrom('letter')
      .innerJoin('report', 'report.id', 'letter.report_id')
      .select(['letter.id', 'private_link', 'text'])
      .where('tracking_number', '=', number)
      .executeTakeFirstOrThrow();
    const written = completeLetter(
      { ...PLAIN, text: letter.text },
      { privateLink: openLink(agency.deps, letter) ?? '' },
    );
    const [code] = /(?:[0-9A-Z]{4} ){6}[0-9A-Z]{2}/.exec(written.text) ?? [''];
    const other = visitor();
    const asked = hiddenFields((await other.get('/status')).html);
    const opened = await other.post('/status', { ...asked, number, code });
    expect(opened.status).toBe(303);
    const { html } = await page(other, String(opened.headers.location));
    expect(html).toContain(number);
    expect(html).not.toContain(code);
    expect(html).toContain(en.t('portal-status.onPaper'));
  });

  it('changes nothing by being viewed', async () => {
    const { person, path, id } = await filed();
    const before = await agency.report(id);
    for (const at of ['', '/add', '/withdraw', '?lang=es']) expect((await person.get(path + at)).status).toBe(200);
    const after = await agency.report(id);
    expect([after.state, after.version]).toEqual([before.state, before.version]);
  });
});

describe('what a reporter can do on that page', () => {
  it('adds text and photos, and an officer who is about to decide sees them first', async () => {
    const { person, path, id, number } = await filed();
    const seen = await agency.report(id);
    const photo = await photograph();
    const sent = await send(
      person,
      `${path}/add`,
      { text: 'I found the receipt.' },
      { 'receipt.pdf': pdf(), 'bike.jpg': photo },
    );
    expect(sent.status).toBe(303);
    expect((await person.follow(sent)).html).toContain(en.t('portal-status.did.add'));
    const mail = await agency.mail.mailTo('ana@example.com', `what you sent about report ${number}`);
    // The mail confirms that the addition arrived, and repeats none of it.
    expect(mail.parsed.text).toContain('/status/');
    expect(mail.parsed.text).not.toContain('receipt');
    const report = await agency.report(id);
    expect(report.attachments.map((one) => one.name).sort()).toEqual(['bike.jpg', 'receipt.pdf']);
    expect(report.history.findLast(({ kind }) => kind === 'added')).toMatchObject({ note: 'I found the receipt.' });
    const late = await agency.act(token, seen, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    expect([late.status, late.body.error.code]).toEqual([409, 'stale_version']);
  });

  it("answers a follow-up with text and files, from the page or from the letter's link", async () => {
    const { person, path, id } = await filed();
    await decide(id, ASK);
    const form = await person.get(`${path}/answer`);
    expect(form.html).toContain('No hurry.');
    const answers = { 'answer.serial_number': 'WTU 9', 'answer.photo': '' };
    const without = await send(person, `${path}/answer`, answers);
    expect([without.status, summaryOf(without.html).map((one) => one.href)]).toEqual([400, ['#answer-photo']]);
    expect((await send(person, `${path}/answer`, answers, { 'a.jpg': await photograph() })).status).toBe(303);
    const report = await agency.report(id);
    expect(report).toMatchObject({ state: 'resubmitted', attachments: [{ name: 'a.jpg' }] });
    // The letter about the answer may have gone out already.
    const answered = report.history.findLast(({ event }) => event?.code === 'answered');
    expect(answered?.event?.params).toEqual({ files: 1 });
    expect(answered?.note).toContain('(See the attached files.)');
    expect((await person.get(`${path}/answer`)).status).toBe(404);
  });

  it('lets what was lost turn up one by one: each item once, and the same words only once', async () => {
    const second = { 'items.1.type': 'Ring', 'items.1.value': '50', slots: '2' };
    const { person, path, id } = await filed({}, 'en', second);
    const found = async () =>
      (await agency.report(id)).history.flatMap(({ event, note }) => (event?.code === 'found' ? [note] : []));
    for (const text of ['The first one is here.', 'The first one is here.', 'And the ring.']) {
      expect((await person.get(`${path}/found`)).status).toBe(200);
      expect((await send(person, `${path}/found`, { text })).status).toBe(303);
    }
    expect(await found()).toEqual(['The first one is here.', 'And the ring.']);
    expect((await person.get(`${path}/found`)).status).toBe(404);
  });

  it('tells the officer, and after an approval the records system too, that the property was found; once', async () => {
    const { person, path, id } = await filed();
    const empty = await send(person, `${path}/found`, { text: '' });
    expect([empty.status, summaryOf(empty.html)[0]?.text]).toEqual([400, en.t('portal-status.noFind')]);
    const open = await send(person, `${path}/found`, { text: 'It was in the garage.' });
    expect((await person.follow(open)).html).toContain(en.t('portal-status.did.found'));
    const report = await agency.report(id);
    expect([report.state, report.history.findLast(({ kind }) => kind === 'added')]).toEqual([
      'submitted',
      expect.objectContaining({ event: { code: 'found', params: {} }, note: 'It was in the garage.' }),
    ]);
    expect((await person.get(`${path}/found`)).status).toBe(404);

    const other = await filed();
    await decide(other.id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    // Packages are ordered by time, and the clock of this test stands still, so it has to be moved.
    passes(1000);
    expect((await send(other.person, `${other.path}/found`, { text: 'The bus driver had it.' })).status).toBe(303);
    expect((await agency.report(other.id)).state).toBe('approved');
    const packages = await agency.deps.db
      .selectFrom('rms_package')
      .select(['case_number', 'payload'])
      .where('report_id', '=', other.id)
      .orderBy('id')
      .execute();
    const { caseNumber } = await agency.report(other.id);
    expect(packages.map(({ case_number: number, payload }) => [payload.kind, number, payload.cause])).toEqual([
      ['approved', caseNumber, ''],
      ['recovered', caseNumber, 'The bus driver had it.'],
    ]);
    expect(packages[1]?.payload.offense).toEqual(packages[0]?.payload.offense);
    passes(1000);
    // If a report is reopened before the records system could know of the approval, nothing is sent. If the records
    // system may know of it, the reversal is sent.
    await decide(other.id, { kind: 'return', cause: 'A mistake.', note: '' });
    const left = await agency.deps.db
      .selectFrom('rms_package')
      .select('payload')
      .where('report_id', '=', other.id)
      .where('state', '=', 'queued')
      .where('handed_out_at', 'is', null)
      .execute();
    expect(left.map(({ payload }) => payload.kind)).not.toContain('recovered');
  });

  it('withdraws a report, which is confirmed by a letter and cannot be done twice', async () => {
    const { person, path, id, number } = await filed();
    const before = await agency.policy();
    await agency.publish(({ letters, ...policy }) => {
      const english = inLanguage(letters.withdrawn, policy, 'en');
      const paragraphs = [...english.paragraphs, 'Your report: {link}'];
      return {
        ...policy,
        letters: { ...letters, withdrawn: { ...letters.withdrawn, en: { ...english, paragraphs } } },
      };
    });
    const sent = await send(person, `${path}/withdraw`, { text: 'It turned up.' });
    expect((await person.follow(sent)).html).toContain(en.t('portal-status.stages.withdrawn.title'));
    const report = await agency.report(id);
    expect(report.state).toBe('withdrawn');
    expect(report.history.find((one) => one.kind === 'withdrawn')).toMatchObject({ note: 'It turned up.' });
    // An agency may put a link into any letter, including letters that have none by default.
    await agency.publish(() => before);
    const mail = await agency.mail.mailTo(report.facts.who.email ?? '', `You withdrew your report ${number}`);
    const link = /Your report: http\S+(\/status\/\S+)/.exec(mail.parsed.text ?? '')?.[1] ?? '';
    expect((await page(person, link)).html).toContain(en.t('portal-status.stages.withdrawn.title'));
    expect((await person.get(`${path}/withdraw`)).status).toBe(404);
    expect((await person.get(`${path}/add`)).status).toBe(404);
  });

  it('appeals a rejection once, and only once', async () => {
    const { person, path, id, number } = await filed();
    expect((await person.get(`${path}/appeal`)).status).toBe(404);
    const rejected = await decide(id, REJECT);
    const mail = await agency.mail.mailTo(rejected.facts.who.email ?? '', `About your report ${number}`);
    const link = /\/status\/\w{26}/.exec(mail.parsed.text ?? '')?.[0] ?? '';
    expect((await page(person, link)).html).toContain(en.t('portal-status.stages.rejected.title'));

    const empty = await send(person, `${link}/appeal`, { text: ' ' });
    expect([empty.status, summaryOf(empty.html)[0]?.text]).toEqual([400, en.t('portal-status.noWords')]);
    expect((await send(person, `${link}/appeal`, { text: 'It was in Hartford.' })).status).toBe(303);
    expect((await agency.report(id)).state).toBe('appealed');
    const told = await agency.mail.mailTo(SUPERVISORS, 'new appeal');
    expect(told.parsed.text).not.toContain(number);
    await decide(id, { kind: 'uphold_appeal', note: 'It was not.' }).catch(() => {});
    expect((await person.get(`${path}/appeal`)).status).toBe(404);
  });

  it('does nothing for a form from another site, or one without its token', async () => {
    const { person, path, id } = await filed();
    const form = hiddenFields((await person.get(`${path}/withdraw`)).html);
    const foreign = await person.post(`${path}/withdraw`, form, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    const stranger = visitor();
    expect((await stranger.postFiles(`${path}/withdraw`, form, {})).status).toBe(403);
    expect((await agency.report(id)).state).toBe('submitted');
  });
});

describe('files attached to the form', () => {
  it('are kept when the form comes back with errors, can be removed, and reach the officer', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property };
    const broken = await person.postFiles(
      '/report/lost_property',
      { ...fields, how: '', edit: 'files' },
      { 'one.jpg': await photograph(), 'two.pdf': pdf() },
    );
    expect(broken.status).toBe(200);
    expect(broken.html).toContain('one.jpg');
    const button = /<button[^>]*>[^<]*<span[^>]*> one\.jpg/.exec(broken.html)?.[0] ?? '';
    const id = / value="([^"]+)"/.exec(button)?.[1] ?? '';
    const dropped = await person.postFiles('/report/lost_property', { ...fields, dropFile: id }, {});
    expect(dropped.html).not.toMatch(/<button[^>]*>[^<]*<span[^>]*> one\.jpg/);
    expect(dropped.html).toContain('two.pdf');
    const check = await person.post('/report/lost_property', fields);
    expect(check.html).toContain('two.pdf');
    const sent = await person.post('/report/lost_property', { ...hiddenFields(check.html), notice: 'yes' });
    const number = /class="number">([^<]+)</.exec((await person.follow(sent)).html)?.[1] ?? '';
    const row = await agency.deps.db
      .selectFrom('report')
      .select('attachments')
      .where('tracking_number', '=', number)
      .executeTakeFirst();
    expect(row?.attachments.map((one) => one.name)).toEqual(['two.pdf']);
  });

  it('that are not accepted are named, and nothing that was typed is lost', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property };
    const large = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024 + 1)]);
    const seen = await person.postFiles('/report/lost_property', fields, {
      'virus.jpg': Buffer.from('MZ\x90'),
      'big.pdf': large,
    });
    expect(summaryOf(seen.html).map((one) => one.text)).toEqual([
      en.t('portal-status.files.problems.kind', { name: 'virus.jpg' }),
      en.t('portal-status.files.problems.tooLarge', { name: 'big.pdf' }),
    ]);
    expect(unescaped(seen.html)).toContain(FILLED.lost_property.how);
  });

  it('survive a lost cookie, because the form comes back with them', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property };
    person.forgetCookies();
    const own = { 'sec-fetch-site': 'same-origin' };
    const back = await person.postFiles('/report/lost_property', fields, { 'one.pdf': pdf() }, own);
    expect(back.status).toBe(403);
    expect(summaryOf(back.html)).toEqual([{ href: '#submit', text: en.t('portal-errors.session') }]);
    const check = await person.post('/report/lost_property', { ...fields, ...hiddenFields(back.html) });
    expect(check.html).toContain('one.pdf');
  });

  it('are confirmed by name when they are added or removed', async () => {
    const { person, path } = await filed();
    for (const at of ['/report/lost_property', `${path}/add`]) {
      const form = at === `${path}/add` ? await person.get(at) : await openForm(person, 'lost_property');
      const fields = { ...hiddenFields(form.html), edit: 'files' };
      const added = await person.postFiles(at, fields, { 'one.pdf': pdf() });
      const said = (html: string) => unescaped(/<p class="said"[^>]*role="status"[^>]*>([^<]*)</.exec(html)?.[1] ?? '');
      expect(said(added.html)).toBe(en.t('portal-status.files.added', { names: 'one.pdf' }));
      expect(added.html).toMatch(/formAction="[^"]*#files-part"/);
      const button = /<button[^>]*name="dropFile"[^>]*>/.exec(added.html)?.[0] ?? '';
      const id = / value="([^"]+)"/.exec(button)?.[1] ?? '';
      const dropped = await person.postFiles(at, { ...hiddenFields(added.html), dropFile: id }, {});
      expect(said(dropped.html)).toBe(en.t('portal-status.files.removed', { name: 'one.pdf' }));
    }
  });

  it('in a form without its token are discarded', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.lost_property };
    const waiting = () => agency.deps.db.selectFrom('attachment').select('id').where('report_id', 'is', null).execute();
    const before = (await waiting()).length;
    await visitor().postFiles('/report/lost_property', fields, { 'one.pdf': pdf() });
    await person.postFiles('/report/lost_property', { ...fields, form: 'x' }, { 'one.pdf': pdf() });
    expect((await waiting()).length).toBe(before);
  });
});

describe('small pictures of what was sent', () => {
  /** Returns the address of the picture beside each file name; null for a file without a picture. */
  const picturesOn = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<li data-file="([^"]+)">(?:<img class="thumbnail" src="([^"]+)")?/g)].map(
        ([, name = '', src]) => [name, src ?? null] as const,
      ),
    );

  it('are drawn from the checked copy, without what the camera wrote, and can only be looked at', async () => {
    const person = visitor();
    const form = await openForm(person, 'lost_property');
    passes(60_000);
    const photo = await photograph();
    const kept = await person.postFiles(
      '/report/lost_property',
      { ...hiddenFields(form.html), edit: 'files' },
      { 'bike.jpg': photo, 'bill.pdf': pdf() },
    );
    const shown = picturesOn(kept.html);
    expect(shown).toEqual({ 'bike.jpg': expect.stringMatching(/^\/pictures\/[\w-]{60,100}$/), 'bill.pdf': null });
    const at = shown['bike.jpg'] ?? '';
    const seen = await person.get(at);
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(seen.headers).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const { width, height, exif } = await sharp(seen.bytes).metadata();
    expect({ width, height, exif }).toEqual({ width: 100, height: 160, exif: undefined });
    // Drawn once, and kept.
    expect(Buffer.from((await person.get(at)).bytes).equals(seen.bytes)).toBe(true);
    // The address works in no other browser, and stops working after an hour. A made-up address does not work at all.
    expect((await visitor().get(at)).status).toBe(404);
    // Changes a character before the last one, because some bits of the last one may be unused.
    const madeUp = at.replace(/.(?=.{8}$)/, (sign) => (sign === 'A' ? 'B' : 'A'));
    expect((await person.get(madeUp)).status).toBe(404);
    passes(3_601_000);
    expect((await person.get(at)).status).toBe(404);
  });

  it('are on the summary and, by the link in the mail, on the report’s page, with messages too; not by number and code', async () => {
    const photo = await photograph(300, 200);
    const { person, path, visit } = await filed({ 'bike.jpg': photo, 'bill.pdf': pdf() });
    expect((await send(person, `${path}/message`, { text: 'This one?' }, { 'bell.jpg': photo })).status).toBe(303);
    await send(person, `${path}/add`, { text: 'And this.' }, { 'more.jpg': photo });
    const other = visitor();
    const { html } = await other.get(path);
    const [message = '', rest = ''] = html.split('</article>');
    expect(Object.keys(picturesOn(message))).toEqual(['bell.jpg']);
    const shown = picturesOn(rest);
    expect(Object.keys(shown).sort()).toEqual(['bell.jpg', 'bike.jpg', 'bill.pdf', 'more.jpg']);
    for (const [name, src] of Object.entries({ ...shown, ...picturesOn(message) }))
      expect([name, src === null ? null : (await other.get(src)).status]).toEqual([
        name,
        name === 'bill.pdf' ? null : 200,
      ]);
    const byCode = picturesOn((await person.get(visit)).html);
    expect(byCode).toEqual({ 'bike.jpg': null, 'bill.pdf': null, 'bell.jpg': null, 'more.jpg': null });
  });

  it('are not shown of a file in which malware was found', async () => {
    const { path, id } = await filed({ 'bike.jpg': await photograph(300, 200) });
    const person = visitor();
    const src = picturesOn((await person.get(path)).html)['bike.jpg'] ?? '';
    expect((await person.get(src)).status).toBe(200);
    await agency.deps.db
      .updateTable('attachment')
      .set({ scan: 'infected', scanned_at: clock.now, scan_found: 'Eicar' })
      .where('report_id', '=', id)
      .execute();
    expect((await person.get(src)).status).toBe(404);
  });
});

describe('the copy for an insurer', () => {
  it('is a PDF, available only for an approved report', async () => {
    const { person, path, id } = await filed();
    expect((await person.get(`${path}/copy.pdf`)).status).toBe(404);
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    const copy = await person.get(`${path}/copy.pdf`);
    expect(copy.status).toBe(200);
    expect(copy.headers['content-type']).toBe('application/pdf');
    // The copy is downloaded, not displayed. If a browser displayed it anyway, it could not run anything and would not
    // have our origin.
    expect(copy.headers['content-disposition']).toMatch(/^attachment;/);
    expect(copy.headers['content-security-policy']).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
    expect(copy.headers['x-content-type-options']).toBe('nosniff');
    expect([copy.headers['referrer-policy'], copy.headers['cache-control']]).toEqual(['no-referrer', 'no-store']);
    expect(copy.html.startsWith('%PDF-1.7')).toBe(true);
    const { caseNumber } = await agency.report(id);
    const read = await agency.deps.db.selectFrom('audit').select('action').where('target', '=', id).execute();
    expect(read.map((one) => one.action)).toContain('report.copy');
    expect(copy.headers['content-disposition']).toContain(caseNumber);
  });

  it('is whole by the link in the mail; by number and code, it tells neither who reported nor how to reach them', async () => {
    const how = "My bag is gone.\nAna María O'Neill-Núñez, 860-555-0123";
    const { person, visit, path, id } = await filed({}, 'en', { how, 'items.0.marks': "A tag: O'Neill-Núñez" });
    await decide(id, { kind: 'approve', offenseCode: 'lost_property', note: '' });
    const { who } = (await agency.report(id)).facts;
    const own = [who.familyName, who.givenName, who.address ?? ''];
    const textAt = async (by: Visitor, at: string) => {
      const copy = await by.get(`${at}/copy.pdf`);
      expect([at, copy.status, copy.headers['content-type']]).toEqual([at, 200, 'application/pdf']);
      return pdfText(copy.bytes).replaceAll(/\s+/g, ' ');
    };
    const byLink = await textAt(visitor(), path);
    const byCode = await textAt(person, visit);
    for (const part of own) expect(byLink).toContain(part);
    for (const part of [...own, who.email ?? '', who.phone ?? '', '555-0123']) expect(byCode).not.toContain(part);
    expect(byCode).toContain('A tag: [hidden]');
    const [first = ''] = how.split('\n');
    for (const text of [byLink, byCode]) expect(text).toContain(first);
    // The address of this visit doesn't work in another browser.
    expect((await visitor().get(`${visit}/copy.pdf`)).status).toBe(404);
  });
});
