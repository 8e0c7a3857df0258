import { afterEach, describe, expect, it, test } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { eachLanguage } from '#shared/domain/by-language.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { policy as policySchema } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { jurisdictionOf, sameTown } from '#shared/screening/jurisdiction.ts';
import { CITY, openPortal, startPolicy } from '../portal-fixture.ts';
import { CLEAR, hiddenFields, openForm, summaryOf, unescaped, valueOf } from '../visitor.ts';

const en = textIn('en');
const es = textIn('es');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

describe('the notice about using this site', () => {
  it.each([en, es])("is shown before a form is started, in the agency's words ($lang)", async (text) => {
    const publicUseNotice = { ...eachLanguage(() => 'Recorded & kept.'), es: 'Queda <registrado>.' };
    const { app, visitor } = await openPortal({ policy: async () => ({ ...startPolicy, publicUseNotice }) });
    open.push(app);
    for (const [path, begins] of [
      ['/', '<h2 id="choose">'],
      ['/start/fraud', '<button type="submit" id="submit"'],
    ] as const) {
      const { html } = await visitor.get(`${path}?lang=${text.lang}`);
      const shown = unescaped(html);
      expect(shown).toContain(text.t('portal-site.useNotice'));
      expect(shown.indexOf(publicUseNotice[text.lang])).toBeGreaterThan(0);
      expect(shown.indexOf(publicUseNotice[text.lang])).toBeLessThan(shown.indexOf(begins));
    }
  });
});

describe('help for someone who is afraid', () => {
  const phones = (html: string) => [...html.matchAll(/href="((?:tel|sms):[^"]*)"/g)].map(([, href]) => href);

  it.each([en, es])(
    'stands beside the question and in the answer to it, with who answers day and night ($lang)',
    async (text) => {
      const { visitor } = await portal();
      const asked = await visitor.get(`/start/larceny?lang=${text.lang}`);
      const answers = { ...CLEAR, 'ask.force': 'yes', lang: text.lang };
      const stopped = await visitor.post('/start/larceny', answers);
      for (const { html } of [asked, stopped]) {
        for (const line of (startPolicy.safetyHelp[text.lang] ?? '').split('\n'))
          expect(unescaped(html).replace(/<[^>]*>/g, '')).toContain(line);
        expect(phones(html)).toEqual(
          expect.arrayContaining(['tel:8887742900', 'tel:18007997233', 'sms:911', 'sms:88788']),
        );
      }
      expect(unescaped(stopped.html)).toContain(text.t('portal-site.help.title'));
    },
  );

  it('is not offered to someone who is turned away for another reason', async () => {
    const { visitor } = await portal();
    const stopped = await visitor.post('/start/larceny', { ...CLEAR, 'ask.entry': 'yes' });
    expect(stopped.html).not.toContain(en.t('portal-site.help.title'));
  });

  it('is offered by a policy that was published before there was such a text, in the words of the product', async () => {
    const { safetyHelp: _, screening, ...older } = startPolicy;
    const before = screening.map(({ offersHelp: __, ...question }) => question);
    const published = policySchema.parse({ ...older, screening: before });
    const { app, visitor } = await openPortal({ policy: async () => published });
    open.push(app);
    const stopped = await visitor.post('/start/larceny', { ...CLEAR, 'ask.force': 'yes' });
    expect(phones(stopped.html)).toContain('tel:18007997233');
  });

  it("is in the agency's words, and follows its choice of questions", async () => {
    const safetyHelp = eachLanguage(() => 'Come to 253 High Street, or call 860-555-0100.');
    const screening = startPolicy.screening.map((one) => ({ ...one, offersHelp: one.code === 'entry' }));
    const { app, visitor } = await openPortal({ policy: async () => ({ ...startPolicy, safetyHelp, screening }) });
    open.push(app);
    const entry = await visitor.post('/start/larceny', { ...CLEAR, 'ask.entry': 'yes' });
    expect(phones(entry.html)).toContain('tel:8605550100');
    const force = await visitor.post('/start/larceny', { ...CLEAR, 'ask.force': 'yes' });
    expect(phones(force.html)).not.toContain('tel:8605550100');
  });
});

const wordsOf = (code: string) => startPolicy.screening.find((one) => one.code === code);

async function portal(limits: Partial<typeof startPolicy.limits> = {}) {
  const policy = { ...startPolicy, limits: { ...startPolicy.limits, ...limits } };
  const all = await openPortal({ policy: async () => policy });
  open.push(all.app);
  return all;
}

describe('the screening questions', () => {
  it.each(REPORT_KINDS)('lead to the form if nothing rules it out (%s)', async (kind) => {
    const { visitor } = await portal();
    const form = await openForm(visitor, kind);
    expect(form.status).toBe(200);
    expect(form.html).toContain(en.t(`portal-kinds.${kind}.title`));
  });

  it('cannot be bypassed: opening the form directly leads to them', async () => {
    const { visitor } = await portal();
    for (const path of ['/report/larceny', '/report/larceny?screened=x.y']) {
      expect((await visitor.get(path)).headers.location).toBe('/start/larceny?lang=en');
    }
    const other = await visitor.post('/start/fraud', CLEAR);
    const forged = String(other.headers.location).replace('/report/fraud', '/report/larceny');
    expect((await visitor.get(forged)).headers.location).toBe('/start/larceny?lang=en');
  });

  const asked: [ReportKind, string][] = [
    ['vandalism', 'danger'],
    ['vandalism', 'suspect'],
    ['larceny', 'evidence'],
    ['larceny', 'force'],
    ['larceny', 'entry'],
    ['vandalism', 'fire_or_bias'],
    ['lost_property', 'firearm_or_drugs'],
    ['larceny', 'vehicle'],
    ['fraud', 'minor'],
  ];
  it.each(asked)('for %s: answering yes to "%s" names the rule and where to turn instead', async (kind, code) => {
    const { visitor } = await portal();
    const answer = await visitor.post(`/start/${kind}`, { ...CLEAR, [`ask.${code}`]: 'yes' });
    expect(answer.status).toBe(200);
    const shown = unescaped(answer.html);
    expect(shown).toContain(en.t('portal-screening.stop.title'));
    expect(shown).toContain(wordsOf(code)?.why.en?.replace('{age}', '17'));
    expect(answer.html).toContain(code === 'danger' ? 'href="tel:911"' : 'href="tel:8607574000"');
  });

  it('can be changed after a wrong answer, and the other answers are still there', async () => {
    const { visitor } = await portal();
    const stopped = await visitor.post('/start/larceny', {
      ...CLEAR,
      'ask.suspect': 'yes',
      'ask.place': 'no',
      'ask.town': 'Windsor',
    });
    const again = await visitor.post('/start/larceny', hiddenFields(stopped.html));
    expect(again.status).toBe(200);
    expect(unescaped(again.html)).toContain(en.t('portal-screening.title'));
    expect(summaryOf(again.html)).toEqual([]);
    const shown = ['ask.suspect', 'ask.evidence', 'ask.place', 'ask.town'].map((one) => valueOf(again.html, one));
    expect(shown).toEqual(['yes', 'no', 'no', 'Windsor']);
  });

  it('end in one instruction, the most important, whatever else rules the report out; every reason stays', async () => {
    const { visitor } = await portal();
    const both = { 'ask.suspect': 'yes', 'ask.place': 'no', 'ask.town': 'Simsbury' };
    const adviceOf = (html: string) =>
      [...unescaped(html).matchAll(/class="advice">(.*?)<\/p>/gs)].map(([, line = '']) => line.replace(/<[^>]*>/g, ''));
    const elsewhere = await visitor.post('/start/larceny', { ...CLEAR, ...both });
    expect(adviceOf(elsewhere.html)).toEqual([en.t('portal-screening.turn.elsewhere', { town: 'Simsbury' })]);
    const danger = await visitor.post('/start/larceny', { ...CLEAR, ...both, 'ask.danger': 'yes' });
    expect(adviceOf(danger.html)).toEqual([en.t('portal-screening.turn.emergency')]);
    for (const code of ['suspect', 'danger']) expect(unescaped(danger.html)).toContain(wordsOf(code)?.ask.en);
  });

  it('speak of the map in the form only to who can have it', async () => {
    const { visitor } = await portal();
    const hint = en.t('portal-screening.place.mapHint');
    const { html } = await visitor.get('/start/larceny?lang=en');
    expect(unescaped(html)).toContain(`<span class="scripted"> ${hint}</span>`);
    const without = await openPortal({ city: null });
    open.push(without.app);
    expect(unescaped((await without.visitor.get('/start/larceny?lang=en')).html)).not.toContain(hint);
  });

  it('ask nothing that does not apply to the kind', async () => {
    const { visitor } = await portal();
    const { html } = await visitor.get('/start/lost_property');
    for (const code of ['suspect', 'evidence', 'force', 'entry', 'fire_or_bias', 'value']) {
      expect(html).not.toContain(`name="ask.${code}"`);
    }
  });

  it('must all be answered, and say which one is not', async () => {
    const { visitor } = await portal();
    const answer = await visitor.post('/start/larceny', { ...CLEAR, 'ask.suspect': '', 'ask.place': '', lang: 'es' });
    expect(answer.status).toBe(400);
    expect(unescaped(answer.html)).toContain(es.t('portal-screening.answerAll'));
    expect(unescaped(answer.html)).toContain(es.t('portal-screening.answerPlace'));
    // Each link names its question, because links with the same text would not tell the questions apart.

    expect(summaryOf(answer.html)[0]).toEqual({
      href: '#ask-suspect',
      text: `${es.t('portal-screening.answerAll')}: ${wordsOf('suspect')?.ask.es}`,
    });
  });

  it('are the agency’s own, in the person’s language or else in the agency’s, and are read as asked', async () => {
    const kinds: ReportKind[] = ['larceny'];
    const why = { en: 'They have their own desk in {city}.' };
    const own = {
      code: 'boats',
      kinds,
      turn: 'dispatch',
      isKept: false,
      ask: { en: 'Is it about a boat?' },
      why,
    } as const;
    const { app, visitor } = await openPortal({ policy: async () => ({ ...startPolicy, screening: [own] }) });
    open.push(app);
    const { html } = await visitor.get('/start/larceny?lang=es');
    expect(html).toContain('Is it about a boat?');
    expect(html).not.toContain('name="ask.suspect"');
    expect((await visitor.get('/start/fraud')).html).not.toContain('Is it about a boat?');
    const answers = { 'ask.place': 'yes', 'ask.boats': 'yes' };
    const stopped = await visitor.post('/start/larceny', answers);
    expect(unescaped(stopped.html)).toContain('They have their own desk in Hartford.');
    expect((await visitor.post('/start/larceny', { ...answers, 'ask.boats': '' })).status).toBe(400);
    expect((await visitor.post('/start/larceny', { ...answers, 'ask.boats': 'no' })).status).toBe(303);
  });

  it('include a value limit if the agency sets one', async () => {
    const { visitor } = await portal({ valueCeilingCents: 250_000 });
    const { html } = await visitor.get('/start/larceny');
    expect(html).toContain('$2,500');
    const answer = await visitor.post('/start/larceny', { ...CLEAR, 'ask.value': 'yes' });
    expect(answer.html).toContain(en.t('portal-screening.stop.title'));
  });
});

describe('a place in another town', () => {
  const elsewhere = (town: string) => ({ ...CLEAR, 'ask.place': 'no', 'ask.town': town });

  it("is sent to that town's police by name, without an unverified phone number", async () => {
    const { visitor } = await portal();
    const answer = await visitor.post('/start/larceny', elsewhere('west hartford, CT'));
    expect(unescaped(answer.html)).toContain(
      en.t('portal-screening.turn.otherPolice', { name: 'West Hartford Police Department' }),
    );
    expect(answer.html).not.toMatch(/href="tel:(?!911")/);
  });

  it("shows a phone number if the agency has one, and the town's name if its police are unknown", async () => {
    const { app, visitor } = await openPortal({
      policy: async () => ({ ...startPolicy, otherPolice: [{ town: 'Avon', name: 'Avon Police', phone: '555-0100' }] }),
    });
    open.push(app);
    expect((await visitor.post('/start/larceny', elsewhere('Avon'))).html).toContain('href="tel:5550100"');
    const unknown = await visitor.post('/start/larceny', elsewhere('Simsbury'));
    expect(unknown.html).toContain(en.t('portal-screening.turn.elsewhere', { town: 'Simsbury' }));
  });

  it('never renders typed text as markup', async () => {
    const { visitor } = await portal();
    const answer = await visitor.post('/start/larceny', elsewhere('<script>alert(1)</script>'));
    expect(answer.html).not.toContain('<script>alert');
  });

  it('is asked again if the town is the city itself', async () => {
    const { visitor } = await portal();
    expect((await visitor.post('/start/larceny', elsewhere('City of Hartford'))).status).toBe(400);
  });
});

describe('jurisdiction', () => {
  const at = (lat: number, lon: number) => ({ lat, lon });
  it.each([
    ['Hartford', null, 'inside'],
    ['HARTFORD, CT 06103', null, 'inside'],
    ['City of Hartford', null, 'inside'],
    ['West Hartford', null, 'outside'],
    ['New Hartford', null, 'outside'],
    ['Hartford', at(41.75, -72.65), 'inside'],
    ['Hartford', at(41.9, -72.65), 'outside'],
    ['West Hartford', at(41.75, -72.65), 'inside'],
  ] as const)('an address in %s with the point %j is %s', (city, point, wanted) => {
    expect(jurisdictionOf({ city, point }, 'Hartford', CITY.boundary)).toBe(wanted);
  });
});

test.each([
  ['Springfield, MA 01103', 'Springfield', true],
  ['springfield massachusetts', 'Springfield', true],
  ['City of Springfield, Mass.', 'Springfield', true],
  ['Hartford, CT 06103 USA', 'Hartford', true],
  ['West Springfield, MA', 'Springfield', false],
  ['Kansas City, MO', 'Kansas City', true],
  ['Maine', 'Maine', true],
])('a town typed as %j is the city of %s: %s', (typed, town, same) => {
  expect(sameTown(typed, town)).toBe(same);
});
