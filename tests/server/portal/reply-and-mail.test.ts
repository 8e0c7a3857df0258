import { afterEach, describe, expect, it } from 'vitest';
import { ANSWER_MAX } from '#server/portal/deps.ts';
import { textIn } from '#server/portal/site/text.ts';
import { aReport } from '../../helpers/builders.ts';
import { ASKED, openPortal, startPolicy } from './portal-fixture.ts';
import { hiddenFields, messageAt, summaryOf, unescaped, valueOf } from './visitor.ts';

const en = textIn('en');
const es = textIn('es');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function portal(more: Parameters<typeof openPortal>[0] = {}) {
  const all = await openPortal(more);
  open.push(all.app);
  return all;
}

const NO_END = { answerBy: null, until: null, report: null };
const FILLED = { 'answer.serial_number': 'WTU123', 'answer.value': 'About $900\r\nnew', more: '' };

describe('the reply page', () => {
  it("asks for each missing item in plain words and shows the officer's note", async () => {
    const { visitor } = await portal();
    const html = unescaped((await visitor.get('/reply/live')).html);
    for (const code of ['serial_number', 'value']) {
      expect(html).toContain(startPolicy.missingItems.find((one) => one.code === code)?.ask.en);
    }
    expect(html).toContain('Please look under the frame.');
    expect(html).toContain('T26-000001-5');
    expect(unescaped((await visitor.get('/reply/live?lang=es')).html)).toContain(es.t('portal-status.reply.title'));
  });

  it('shows what was reported, so that the question can be answered without the first letter', async () => {
    const report = aReport({ facts: { how: 'The lock lay cut on the ground.' } });
    const { visitor } = await portal({ openFollowUp: async () => ({ ...ASKED, report }) });
    const html = unescaped((await visitor.get('/reply/live')).html);
    expect(html).toContain(en.t('portal-status.sentReport'));
    expect(html).toContain('The lock lay cut on the ground.');
    expect(html).toContain('Trek FX 2');
  });

  it('gives the officer each answer under its question, and thanks the reporter', async () => {
    const { visitor, answers } = await portal();
    const form = await visitor.get('/reply/live');
    const sent = await visitor.post('/reply/live', {
      ...hiddenFields(form.html),
      ...FILLED,
      more: 'I found the <b>receipt</b>.',
    });
    expect(sent.status).toBe(303);
    expect(answers).toEqual([
      {
        token: 'live',
        text: 'Serial number or IMEI:\nWTU123\n\nValue or repair cost:\nAbout $900\nnew\n\nI found the <b>receipt</b>.',
      },
    ]);
    const thanks = await visitor.follow(sent);
    expect(thanks.html).toContain(en.t('portal-status.reply.sentTitle'));
    expect(thanks.html).not.toContain('live');
  });

  it("asks the officer's own question last, and gives the answer under it", async () => {
    const question = 'Was the <b>shed</b> locked?';
    const { visitor, answers } = await portal({ openFollowUp: async () => ({ ...ASKED, question }) });
    const form = await visitor.get('/reply/live');
    expect(unescaped(form.html)).toContain(question);
    expect(form.html).not.toContain('<b>shed');
    const without = await visitor.post('/reply/live', { ...hiddenFields(form.html), ...FILLED });
    expect(messageAt(without.html, 'answer.own-question')).toBe(en.t('portal-errors.answer'));
    await visitor.post('/reply/live', { ...hiddenFields(form.html), ...FILLED, 'answer.own-question': 'Yes.' });
    expect(answers[0]?.text).toContain(`\n\n${question}\nYes.`);
  });

  it('changes nothing by being viewed, however often', async () => {
    const { visitor, answers } = await portal();
    for (let times = 0; times < 3; times++) expect((await visitor.get('/reply/live')).status).toBe(200);
    expect(answers).toEqual([]);
  });

  it('says which answer is missing and keeps the others', async () => {
    const { visitor, answers } = await portal();
    const form = await visitor.get('/reply/live');
    const back = await visitor.post('/reply/live', {
      ...hiddenFields(form.html),
      ...FILLED,
      'answer.serial_number': ' ',
      more: '"><script>',
    });
    expect(back.status).toBe(400);
    expect(messageAt(back.html, 'answer.serial_number')).toBe(en.t('portal-errors.answer'));
    const asked = startPolicy.missingItems.find(({ code }) => code === 'serial_number')?.ask.en ?? '-';
    expect(summaryOf(back.html)).toEqual([
      { href: '#answer-serial_number', text: `${en.t('portal-errors.answer')}: ${asked}` },
    ]);
    expect(valueOf(back.html, 'answer.value')).toBe(FILLED['answer.value']);
    expect(valueOf(back.html, 'more')).toBe('"><script>');
    expect(back.html).not.toMatch(/<script(?! src="\/assets)/);
    expect(answers).toEqual([]);
  });

  it("accepts no more than an officer's page can hold, all answers together", async () => {
    const { visitor, answers } = await portal();
    const form = hiddenFields((await visitor.get('/reply/live')).html);
    const half = 'x'.repeat(ANSWER_MAX / 2);
    const back = await visitor.post('/reply/live', { ...form, 'answer.serial_number': half, 'answer.value': half });
    expect(messageAt(back.html, 'answer.serial_number')).toBe(en.t('portal-errors.answerTooLong', { max: ANSWER_MAX }));
    expect(answers).toEqual([]);
  });

  it('has a single field when the officer asked only in a note', async () => {
    const asked = {
      trackingNumber: 'T26-000001-5',
      language: 'es',
      asked: [],
      question: null,
      note: 'x',
      ...NO_END,
    } as const;
    const { visitor, answers } = await portal({ openFollowUp: async () => asked });
    const form = await visitor.get('/reply/any');
    expect(form.html).toContain(es.t('portal-status.reply.only.label'));
    const fields = hiddenFields(form.html);
    expect((await visitor.post('/reply/any', { ...fields, more: '' })).status).toBe(400);
    expect((await visitor.post('/reply/any', { ...fields, more: 'Sí.' })).status).toBe(303);
    expect(answers).toEqual([{ token: 'any', text: 'Sí.' }]);
  });

  it('cannot be submitted from another site', async () => {
    const { visitor, answers } = await portal();
    await visitor.get('/reply/live');
    expect((await visitor.post('/reply/live', FILLED)).status).toBe(403);
    const foreign = await visitor.post('/reply/live', FILLED, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(answers).toEqual([]);
  });

  it('is the same for a link that never existed and one used between viewing and submitting', async () => {
    let live = true;
    const asked = {
      trackingNumber: 'T26-000001-5',
      language: 'en',
      asked: [],
      question: null,
      note: '',
      ...NO_END,
    } as const;
    const { visitor } = await portal({ openFollowUp: async () => (live ? asked : null), answer: async () => false });
    const fields = { ...hiddenFields((await visitor.get('/reply/used')).html), more: 'Yes.' };
    const lost = await visitor.post('/reply/used', fields);
    live = false;
    const used = await visitor.get('/reply/used');
    const unknown = await visitor.get('/reply/unknown');
    expect(unknown.status).toBe(404);
    const never = await visitor.post('/reply/unknown', fields);
    expect(lost.html).toContain('Yes.');
    expect([lost.status, lost.html]).toEqual([never.status, never.html]);
    expect([used.status, used.html]).toEqual([unknown.status, unknown.html]);
  });
});

describe("the demo's mail", () => {
  const mail = {
    name: 'one.eml',
    from: 'p2c@localhost',
    to: 'ana@example.com',
    subject: 'Your <report>',
    at: new Date('2026-11-24T15:00:00Z'),
    text: 'Answer here:\nhttp://127.0.0.1/reply/abc.\nNot <b>bold</b>.',
    html: '<p>Hello</p><script>alert(1)</script>',
  };

  it('is listed and shown with its link, and its HTML is sandboxed', async () => {
    const { visitor, mails } = await portal();
    mails.push(mail);
    expect((await visitor.get('/demo/mail')).html).toContain('href="/demo/mail/one.eml"');
    const { html } = await visitor.get('/demo/mail/one.eml');
    expect(html).toContain('<a href="http://127.0.0.1/reply/abc">http://127.0.0.1/reply/abc</a>.');
    expect(html).toContain('Not &lt;b&gt;bold&lt;/b&gt;.');
    expect(html).toContain('Your &lt;report&gt;');
    expect(html).toContain('sandbox=""');
    expect(html).not.toMatch(/<script(?! src="\/assets)/);
    expect(html).toContain('Nov 24, 2026, 10:00');
  });

  it('has its own page when it is empty, and none for a mail that does not exist', async () => {
    const { visitor } = await portal();
    expect((await visitor.get('/demo/mail')).html).toContain('No mail yet');
    expect((await visitor.get('/demo/mail/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
  });

  it('does not exist outside the demo', async () => {
    const { visitor } = await portal({ demoMail: null });
    expect((await visitor.get('/demo/mail')).status).toBe(404);
    expect((await visitor.get('/demo/mail/one.eml')).status).toBe(404);
  });
});
