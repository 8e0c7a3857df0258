import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '#server/auth/letter-link.ts';
import { removeExpiredLinks } from '#server/db/private-link.ts';
import { textIn } from '#server/portal/site/text.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Facts, Report, ReportKind } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { photograph } from '../../helpers/pictures.ts';
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

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
const DAY_MS = 86_400_000;
let agency: Agency;

beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
});
afterAll(() => agency.stop());

const visitor = (): Visitor => createVisitor(over(agency.url));

function passes(ms: number): void {
  clock.now = new Date(clock.now.getTime() + ms);
}

async function open(person: Visitor, kind: ReportKind, lang = 'en') {
  const form = await openForm(person, kind, lang);
  passes(60_000);
  return { ...hiddenFields(form.html), ...FILLED[kind] };
}

async function stored(html: string): Promise<Report> {
  const number = /class="number">([^<]+)</.exec(html)?.[1] ?? '';
  const row = await agency.deps.db
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow();
  return agency.report(row.id);
}

const WHO: Facts['who'] = {
  givenName: 'Ana María',
  familyName: "O'Neill-Núñez",
  birthDate: '1985-03-27',
  email: 'ana@example.com',
  phone: '(860) 555-0123',
  address: '12 Broad St, Hartford, CT 06106',
  language: 'en',
  preferredContact: 'email',
  bestTime: 'weekdays after 5 pm',
  safeContact: 'no_calls',
  interpreter: 'Portuguese',
  actsFor: null,
};
const BICYCLE: Facts['items'][number] = {
  type: 'Bicycle',
  brand: 'Trek',
  model: 'FX 2',
  serialNumber: 'WTU123 456',
  color: 'blue',
  marks: 'sticker "Ana" on the frame',
  valueCents: 124_999,
};
const COMMON = {
  when: { from: '2026-11-21T01:00:00.000Z', to: '2026-11-21T13:30:00.000Z' },
  where: {
    address: '250 Main St',
    unit: '2B',
    city: 'Hartford',
    neighborhood: null,
    placeType: 'parking' as const,
    point: null,
  },
  how: 'I parked it at eight.\nIn the morning it was gone. ¿Qué más? 🚲',
};
const blank = { brand: null, model: null, serialNumber: null, color: null, marks: null };

const EXPECTED: Record<ReportKind, { offenseCode: string; facts: Facts }> = {
  vandalism: { offenseCode: 'property_damage', facts: { who: WHO, items: [BICYCLE], fraud: null, ...COMMON } },
  larceny: {
    offenseCode: 'larceny_other',
    facts: {
      who: { ...WHO, actsFor: { name: 'Hartford Bikes LLC', relation: 'manager' } },
      items: [BICYCLE, { ...blank, type: 'Helmet', valueCents: 4000 }],
      fraud: null,
      ...COMMON,
    },
  },
  lost_property: { offenseCode: 'lost_property', facts: { who: WHO, items: [BICYCLE], fraud: null, ...COMMON } },
  fraud: {
    offenseCode: 'fraud_card',
    facts: {
      who: WHO,
      items: [],
      fraud: {
        accountKind: 'credit card',
        amountCents: 31_050,
        discovered: 'an alert from the bank',
        bankInformed: true,
      },
      ...COMMON,
    },
  },
};

describe('a report filed on the portal', () => {
  it.each(Object.entries(EXPECTED) as [ReportKind, (typeof EXPECTED)[ReportKind]][])(
    'of the kind %s is stored as typed, and its number is shown',
    async (kind, { offenseCode, facts }) => {
      const person = visitor();
      const page = await person.follow(await sendReport(person, kind, await open(person, kind)));
      expect(page.status).toBe(200);
      const report = await stored(page.html);
      expect(report).toMatchObject({ kind, state: 'submitted', offenseCode });
      expect(report.facts).toEqual(facts);
    },
  );

  it('in Spanish gets Spanish pages and mail, and keeps the notice that was accepted', async () => {
    const person = visitor();
    const fields = { ...(await open(person, 'fraud', 'es')), 'who.language': 'es', 'who.email': 'es@example.com' };
    const page = await person.follow(await sendReport(person, 'fraud', fields));
    expect(page.html).toContain(es.t('portal-form.sent.title'));
    const report = await stored(page.html);
    expect(report.facts.who.language).toBe('es');
    expect(report.facts.where.placeType).toBe('parking');
    const kept = await agency.deps.db
      .selectFrom('report')
      .select('notice')
      .where('id', '=', report.id)
      .executeTakeFirstOrThrow();
    const policy = await agency.policy();
    expect(kept.notice).toMatchObject({
      version: policy.notice.version,
      language: 'es',
      text: policy.notice.text.es,
      useNotice: policy.publicUseNotice.es,
    });
    expect(report.history[0]?.letter?.subject).toContain(report.trackingNumber);
    expect(report.history[0]?.letter?.text).not.toContain('Dear');
  });

  it('with a whole card or Social Security number says so before it is sent, and can still be sent', async () => {
    const person = visitor();
    const fields = {
      ...(await open(person, 'fraud')),
      'fraud.accountKind': 'Credit card 4111 1111 1111 1111',
      how: 'Somebody knows my number, 078-05-1120.',
    };
    const summary = await person.post('/report/fraud', fields);
    expect(summary.html).toContain(en.t('portal-form.check.secret.card').slice(0, 40));
    expect(summary.html).toContain(en.t('portal-form.check.secret.social_security').slice(0, 40));
    expect((await sendReport(person, 'fraud', fields)).status).toBe(303);
    const plain = await person.post('/report/fraud', await open(person, 'fraud'));
    expect(plain.html).not.toContain(en.t('portal-form.check.secret.card').slice(0, 40));
  });

  it('with an e-mail address that looks mistyped asks about it on the summary, and can still be sent', async () => {
    const person = visitor();
    const fields = { ...(await open(person, 'fraud')), 'who.email': 'ana@gmial.con' };
    const summary = await person.post('/report/fraud', fields);
    const asked = en.t('portal-form.check.emailMeant', { email: 'ana@gmial.con', meant: 'ana@gmail.com' });
    expect(summary.html).toContain(asked);
    expect((await sendReport(person, 'fraud', fields)).status).toBe(303);
  });

  it('submitted twice, even at the same time, is one report with one number', async () => {
    const person = visitor();
    const fields = await open(person, 'lost_property');
    const before = await count();
    const answers = await Promise.all([1, 2, 3].map(() => sendReport(person, 'lost_property', fields)));
    const pages = await Promise.all(answers.map((answer) => person.follow(answer)));
    const ids = await Promise.all(pages.map(async ({ html }) => (await stored(html)).id));
    expect(new Set(ids).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('is refused, saying what changed, if the agency changed its notice in the meantime', async () => {
    const person = visitor();
    const summary = await person.post('/report/vandalism', await open(person, 'vandalism'));
    const fields = { ...hiddenFields(summary.html), notice: 'yes' };
    const { notice } = await agency.policy();
    await agency.publish((policy) => ({ ...policy, notice: { ...notice, version: 'next' } }));
    const back = await person.post('/report/vandalism', fields);
    expect(back.status).toBe(400);
    expect(back.html).toContain(en.t('portal-errors.noticeChanged'));
    const again = await person.post('/report/vandalism', { ...fields, ...hiddenFields(back.html) });
    expect(again.status).toBe(303);
    await agency.publish((policy) => ({ ...policy, notice }));
  });
});

describe('a follow-up', () => {
  it('is answered once through its private link, and the report goes back to the officers', async () => {
    const { token } = await agency.signedIn('officer');
    const report = await agency.file({ facts: { who: { email: 'reply@example.com' } } });
    const asked = await agency.act(token, report, {
      kind: 'follow_up',
      missing: ['serial_number', 'value'],
      note: 'Look under the frame.',
    });
    expect(asked.status).toBe(200);
    const link = await linkOf(report.id);

    const person = visitor();
    const form = await person.get(link);
    expect(form.html).toContain('Look under the frame.');
    expect(form.headers['referrer-policy']).toBe('no-referrer');
    expect((await agency.report(report.id)).state).toBe('awaiting_citizen');
    const fields = {
      ...hiddenFields(form.html),
      'answer.serial_number': 'WTU9 <b>',
      'answer.value': 'About $900',
      more: '',
    };
    const sent = await person.post(link, fields);
    expect((await person.follow(sent)).html).toContain(en.t('portal-status.reply.sentTitle'));

    const now = await agency.report(report.id);
    expect(now.state).toBe('resubmitted');
    // Meanwhile the mailer may record that the letter was sent.
    expect(now.history.find((entry) => entry.kind === 'answered')).toMatchObject({
      note: 'Serial number or IMEI:\nWTU9 <b>\n\nValue or repair cost:\nAbout $900',
    });
    expect((await person.get('/reply/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    for (const used of [await person.get(link), await person.post(link, fields)]) {
      expect([used.status, used.html.includes(en.t('portal-status.reply.endedTitle'))]).toEqual([410, true]);
    }
    // A second reply may come from another tab with other text, so the page gives that text back.
    const other = await person.post(link, { ...fields, 'answer.value': 'Rather $950' });
    expect(unescaped(other.html)).toContain(en.t('portal-status.lost.typed'));
    expect(unescaped(other.html)).toContain('Rather $950');
    const answered = (await agency.report(report.id)).history.filter((entry) => entry.kind === 'answered');
    expect(answered).toHaveLength(1);
  });

  it('counts the characters of each answer down, and names the question whose answer is too long', async () => {
    const { token } = await agency.signedIn('officer');
    const report = await agency.file();
    await agency.act(token, report, { kind: 'follow_up', missing: ['serial_number', 'value'], note: '' });
    const link = await linkOf(report.id);
    const person = visitor();
    const form = await person.get(link);
    expect(form.html.match(/<textarea[^>]*data-most="4000"/g)).toHaveLength(3);
    const long = { 'answer.serial_number': '1', 'answer.value': 'x'.repeat(4001) };
    const sent = await person.post(link, { ...hiddenFields(form.html), ...long });
    const policy = await agency.policy();
    const ask = policy.missingItems.find(({ code }) => code === 'value')?.ask;
    expect(summaryOf(unescaped(sent.html)).map(({ text }) => text)).toEqual([
      expect.stringContaining(ask === undefined ? 'no such question' : inLanguage(ask, policy, 'en')),
    ]);
  });

  it('says until when its link works, takes neither an answer nor a file after that, and then says what to do', async () => {
    const { token } = await agency.signedIn('officer');
    const report = await agency.file();
    await agency.act(token, report, { kind: 'follow_up', missing: ['value'], note: '' });
    const link = await linkOf(report.id);
    // A letter that is sent later would move the end of its link.
    await agency.lettersSent(report.id);
    const person = visitor();
    const form = await person.get(`${link}?lang=en`);
    const { limits, times, agency: own } = await agency.policy();
    const end = new Date(clock.now.getTime() + (limits.replyDays + times.lateAnswerDays) * DAY_MS);
    const words = { weekday: 'long', month: 'long', day: 'numeric', timeZone: own.timeZone } as const;
    const day = new Intl.DateTimeFormat('en-US', words).format(end);
    expect(unescaped(form.html)).toContain(en.t('portal-status.reply.ends', { day }));
    const fields = hiddenFields(form.html);
    // The link works until the end of that day.
    passes((limits.replyDays + times.lateAnswerDays + 1) * DAY_MS);
    const late = await person.get(`${link}?lang=en`);
    expect(late.status).toBe(410);
    const shown = unescaped(late.html);
    expect(shown).toContain(en.t('portal-status.reply.ended.over', { day }));
    for (const href of ['/status?lang=en', '/status/link?lang=en']) expect(shown).toContain(`href="${href}"`);
    expect((await person.post(link, { ...fields, 'answer.value': 'About $900' })).status).toBe(410);
    await person.postFiles(link, fields, { 'late.jpg': await photograph(20, 20) });
    const kept = await agency.deps.db.selectFrom('attachment').select('id').where('name', '=', 'late.jpg').execute();
    expect(kept).toEqual([]);
    passes(200 * DAY_MS);
    expect((await person.get(link)).status).toBe(410);
    await removeExpiredLinks(agency.deps.db, clock.now, 1000);
    expect((await person.get(link)).status).toBe(404);
  });
});

describe('a URL that does not exist', () => {
  it('gives a person a page and a program an error code', async () => {
    const person = visitor();
    const page = await person.get('/nowhere', { accept: 'text/html' });
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.html).toContain(en.t('portal-site.problems.notFound'));
    const answer = await agency.call('GET', '/api/v1/nowhere');
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
  });

  it('includes the demo mail page where mail is really sent', async () => {
    expect((await visitor().get('/demo/mail', { accept: 'text/html' })).status).toBe(404);
  });
});

async function count(): Promise<number> {
  const { n } = await agency.deps.db
    .selectFrom('report')
    .select((query) => query.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function linkOf(reportId: string): Promise<string> {
  const letter = await agency.deps.db
    .selectFrom('letter')
    .select(['id', 'private_link'])
    .where('report_id', '=', reportId)
    .where('private_link', 'is not', null)
    .where('kind', '=', 'follow_up')
    .executeTakeFirstOrThrow();
  return new URL(openLink(agency.deps, letter) ?? '').pathname;
}
