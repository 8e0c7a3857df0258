import { afterEach, describe, expect, it } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { LATER } from '#shared/letters/letter.ts';
import { deliveryChannel } from '#shared/letters/mail-address.ts';
import { aReport } from '../../../helpers/builders.ts';
import { NO_REPORTS, openPortal } from '../portal-fixture.ts';
import { hiddenFields, unescaped } from '../visitor.ts';

const HOME = '12 Broad St, Hartford, CT 06106';
const WAYS = {
  email: { email: 'ana@example.com', safeContact: null },
  mail: { email: 'ana@example.com', address: HOME, safeContact: 'no_email' },
  page: { email: 'ana@example.com', address: HOME, safeContact: 'no_mail no_email' },
} as const;
/** Phrases that the page may show only to a person whose letters go this way. */
const SAID = {
  en: {
    email: /we will e-mail you/,
    mail: /we will mail you a letter.*on this page, too/,
    page: /on this page only.*with your tracking number and access code/,
  },
  es: {
    email: /le escribiremos por correo electrónico/,
    mail: /le enviaremos una carta.*en esta página/,
    page: /solo en esta página.*con su número de seguimiento y su código de acceso/,
  },
} as const;
const PROMISE = {
  en: /write to you|we will tell you|link in our e-mail/,
  es: /le escribirá|le avisaremos|enlace de nuestro/,
};
const STATES: readonly ReportState[] = ['submitted', 'resubmitted', 'escalated', 'returned', 'appealed', 'approved'];
const CASES = (['en', 'es'] as const).flatMap((lang) =>
  (['email', 'mail', 'page'] as const).map((way) => [lang, way] as const),
);

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

/** Returns a report's page as someone sees it who opens it with the number and the code. */
async function pageOf(report: Report, lang: 'en' | 'es'): Promise<string> {
  const { app, visitor, clock } = await openPortal({ status: { ...NO_REPORTS, find: async () => report } });
  open.push(app);
  const form = await visitor.get(`/status?lang=${lang}`);
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), number: report.trackingNumber, code: 'X'.repeat(26) };
  const { status, html } = await visitor.follow(await visitor.post('/status', fields));
  expect(status).toBe(200);
  return unescaped(html);
}

describe.each(CASES)('in %s, the page of someone whose letters go by: %s', (lang, way) => {
  const reportOf = (more: Parameters<typeof aReport>[0]) => {
    const report = aReport({ ...more, facts: { who: WAYS[way] } });
    expect(deliveryChannel(knownFacts(report).who)).toBe(way);
    return report;
  };

  it('says in every state how news comes, and nothing of an e-mail that does not come', async () => {
    for (const state of STATES) {
      const html = await pageOf(reportOf({ state }), lang);
      const found = Object.entries(SAID[lang]).flatMap(([name, words]) => (words.test(html) ? [name] : []));
      expect([state, found]).toEqual([state, [way]]);
      if (way !== 'email') expect(html).not.toMatch(PROMISE[lang]);
    }
  });

  it('says nothing of news when nothing more is to come', async () => {
    for (const state of ['withdrawn', 'awaiting_citizen'] as const)
      expect(await pageOf(reportOf({ state }), lang)).not.toContain(textIn(lang).t(`portal-status.news.${way}`));
  });

  it('names no link in an e-mail to someone who gets none', async () => {
    const { history } = aReport();
    const [first] = history;
    if (first === undefined) throw new Error('a report has a history');
    const letter = {
      id: first.at,
      kind: 'rejected',
      subject: 'Your report',
      text: `Send it again:\n${LATER.newReport}`,
    };
    const rejected = {
      ...first,
      kind: 'rejected',
      by: 'Officer Rivera',
      letter: { ...letter, id: reportOf({}).id },
    } as const;
    const html = await pageOf(reportOf({ state: 'rejected', history: [first, rejected] }), lang);
    const text = textIn(lang);
    expect(html.includes(text.t('portal-status.inMail'))).toBe(way === 'email');
    expect(html.includes(`<a href="/report?lang=${lang}">${text.t('portal-status.newReport')}</a>`)).toBe(
      way !== 'email',
    );
  });
});
