import { afterEach, describe, expect, it } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';
import { screeningSettings } from '#shared/screening/settings.ts';
import { FILLED } from '../filled-forms.ts';
import { openPortal, startPolicy } from '../portal-fixture.ts';
import { hiddenFields, messageAt, openForm, sendReport, summaryOf, unescaped, valueOf } from '../visitor.ts';

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

/** Opens a form, waits as long as a person needs, and sends it with the test's changes. */
async function send(kind: ReportKind, changes: Record<string, string>, lang = 'en') {
  const all = await portal();
  const path = `/report/${kind}`;
  const form = await openForm(all.visitor, kind, lang);
  all.clock.now = new Date(all.clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED[kind], ...changes };
  return { ...all, fields, path, answer: await sendReport(all.visitor, kind, fields) };
}

const labelOf = (html: string, id: string) => new RegExp(`<label for="${id}">([^<]*)`).exec(html)?.[1] ?? '';

const WEST = en.t('portal-errors.outside', {
  city: 'Hartford',
  advice: en.t('portal-screening.turn.otherPolice', { name: 'West Hartford Police Department' }),
});

const OTHER = { 'who.forWhom': 'other', 'who.actsFor.name': 'Ana Ruiz', 'who.actsFor.relation': 'father' };

describe('a fraud that happened elsewhere', () => {
  it.each([
    ['12 Broad St, Hartford, CT 06106', {}],
    ['12 Broad St', {}],
    ['', {}],
    ['1 Elm St, Boston, MA', OTHER],
  ])('is taken of a victim whose address is “%s”, and not flagged at the desk', async (address, more) => {
    const { answer, filed } = await send('fraud', { 'where.city': 'Boston', 'who.address': address, ...more });
    expect([answer.status, filed.length]).toEqual([303, 1]);
    const facts = filed[0]?.body.facts;
    if (facts === undefined) throw new Error('nothing was filed');
    expect(screen({ history: [], kind: 'fraud', facts }, null, screeningSettings(startPolicy))).not.toContainEqual(
      expect.objectContaining({ code: 'outside_address' }),
    );
  });

  it.each([
    ['occurred_or_resident', 'residentHint'],
    ['occurred', 'hint'],
  ] as const)('is asked for as the agency takes it (%s)', async (fraudPlace, hint) => {
    const policy = { ...startPolicy, limits: { ...startPolicy.limits, fraudPlace } };
    const { visitor, clock } = await portal({ policy: async () => policy });
    const form = await openForm(visitor, 'fraud');
    clock.now = new Date(clock.now.getTime() + 60_000);
    const fields = { ...hiddenFields(form.html), ...FILLED.fraud, edit: 'where' };
    const html = unescaped((await visitor.post('/report/fraud', fields)).html);
    const said = (['residentHint', 'hint'] as const).filter((one) =>
      html.includes(en.t(`portal-form.fields.city.${one}`, { city: 'Hartford' })),
    );
    expect(said).toEqual([hint]);
  });
});

describe('each wrong field', () => {
  const long = (length: number) => 'x'.repeat(length);
  const wrong: [ReportKind, Record<string, string>, string, string][] = [
    ['larceny', { offense: '' }, 'offense', en.t('portal-errors.offense')],
    ['larceny', { offense: 'fraud_card' }, 'offense', en.t('portal-errors.offense')],
    ['larceny', { 'items.0.type': ' ' }, 'items.0.type', en.t('portal-errors.items')],
    ['larceny', { 'items.2.color': 'red' }, 'items.2.type', en.t('portal-errors.items')],
    ['larceny', { 'items.0.value': 'a lot' }, 'items.0.value', en.t('portal-errors.money')],
    ['larceny', { 'items.0.value': '99999999' }, 'items.0.value', en.t('portal-errors.moneyTooLarge')],
    [
      'larceny',
      { 'items.0.brand': long(81) },
      'items.0.brand',
      en.t('portal-errors.tooLong', { start: long(25), max: 80, now: 81 }),
    ],
    [
      'larceny',
      { 'items.0.model': long(81) },
      'items.0.model',
      en.t('portal-errors.tooLong', { start: long(25), max: 80, now: 81 }),
    ],
    [
      'larceny',
      { 'items.0.serialNumber': long(81) },
      'items.0.serialNumber',
      en.t('portal-errors.tooLong', { start: long(25), max: 80, now: 81 }),
    ],
    [
      'larceny',
      { 'items.0.color': long(41) },
      'items.0.color',
      en.t('portal-errors.tooLong', { start: long(25), max: 40, now: 41 }),
    ],
    [
      'larceny',
      { 'items.0.marks': long(201) },
      'items.0.marks',
      en.t('portal-errors.tooLong', { start: long(25), max: 200, now: 201 }),
    ],
    ['fraud', { 'fraud.accountKind': '' }, 'fraud.accountKind', en.t('portal-errors.accountKind')],
    ['fraud', { 'fraud.amount': '-1' }, 'fraud.amount', en.t('portal-errors.money')],
    [
      'fraud',
      { 'where.city': 'Boston', 'who.address': '1 Elm St, Boston, MA 02108' },
      'who.address',
      en.t('portal-errors.outsideBoth', { city: 'Hartford' }),
    ],
    [
      'fraud',
      { 'fraud.discovered': long(301) },
      'fraud.discovered',
      en.t('portal-errors.tooLong', { start: long(25), max: 300, now: 301 }),
    ],
    ['fraud', { 'fraud.bankInformed': 'maybe' }, 'fraud.bankInformed', en.t('portal-errors.bankInformed')],
    ['vandalism', { 'when.fromDate': '' }, 'when.fromDate', en.t('portal-errors.fromDate')],
    ['vandalism', { 'when.fromTime': 'noon' }, 'when.fromTime', en.t('portal-errors.timeForm')],
    ['vandalism', { 'when.toDate': '2026-11-31' }, 'when.toDate', en.t('portal-errors.dateForm')],
    ['vandalism', { 'when.toTime': '24:01' }, 'when.toTime', en.t('portal-errors.timeForm')],
    ['vandalism', { 'where.address': '' }, 'where.address', en.t('portal-errors.place')],
    [
      'vandalism',
      { 'where.unit': long(41) },
      'where.unit',
      en.t('portal-errors.tooLong', { start: long(25), max: 40, now: 41 }),
    ],
    ['vandalism', { 'where.city': '' }, 'where.city', en.t('portal-errors.city')],
    ['vandalism', { 'where.placeType': 'moon' }, 'where.placeType', en.t('portal-errors.placeType')],
    ['vandalism', { how: '\r\n ' }, 'how', en.t('portal-errors.how')],
    [
      'vandalism',
      { how: long(10_001) },
      'how',
      en.t('portal-errors.tooLong', { start: long(25), max: 10_000, now: 10_001 }),
    ],
    ['lost_property', { 'who.forWhom': '' }, 'who.forWhom', en.t('portal-errors.actsFor')],
    ['lost_property', { 'who.forWhom': 'other' }, 'who.actsFor.name', en.t('portal-errors.actsForName')],
    ['lost_property', { 'who.forWhom': 'other' }, 'who.actsFor.relation', en.t('portal-errors.actsForRelation')],
    ['lost_property', { 'who.givenName': '' }, 'who.givenName', en.t('portal-errors.givenName')],
    ['lost_property', { 'who.familyName': '' }, 'who.familyName', en.t('portal-errors.familyName')],
    ['lost_property', { 'who.birthDate.month': '13' }, 'who.birthDate', en.t('portal-errors.birthDateReal')],
    ['lost_property', { 'who.birthDate.day': '' }, 'who.birthDate', en.t('portal-errors.birthDateReal')],
    ['lost_property', { 'who.birthDate.year': '2027' }, 'who.birthDate', en.t('portal-errors.birthDateFuture')],
    [
      'lost_property',
      { 'who.birthDate.year': '2010' },
      'who.birthDate',
      en.t('portal-errors.tooYoung', { age: 17, phone: '860-757-4000' }),
    ],
    ['lost_property', { 'who.email': 'ana@' }, 'who.email', en.t('portal-errors.emailForm')],
    ['lost_property', { 'who.email': '' }, 'who.email', en.t('portal-errors.emailNeeded')],
    ['lost_property', { 'who.phone': '555-0123' }, 'who.phone', en.t('portal-errors.phoneForm')],
    ['lost_property', { 'who.phone': '0860 555 0123' }, 'who.phone', en.t('portal-errors.phoneForm')],
    ['lost_property', { 'who.phone': '12' }, 'who.phone', en.t('portal-errors.phoneForm')],
    ['lost_property', { 'who.phone': 'call my son 8605550123' }, 'who.phone', en.t('portal-errors.phoneForm')],
    [
      'lost_property',
      { 'who.phone': '', 'who.preferredContact': 'phone', 'who.safeContact.no_calls': '' },
      'who.phone',
      en.t('portal-errors.phoneNeeded'),
    ],
    // The address is required even with an e-mail address, because the person asked for a letter.
    [
      'lost_property',
      { 'who.address': '', 'who.preferredContact': 'letter' },
      'who.address',
      en.t('portal-errors.addressForLetter'),
    ],
    [
      'lost_property',
      { 'who.address': '', 'who.email': '', 'who.preferredContact': 'phone' },
      'who.address',
      en.t('portal-errors.addressNeeded'),
    ],
    [
      'lost_property',
      { 'who.safeContact.no_calls': 'yes', 'who.preferredContact': 'phone' },
      'who.preferredContact',
      en.t('portal-errors.safeNoPhone'),
    ],
    [
      'lost_property',
      { 'who.safeContact.no_mail': 'yes', 'who.preferredContact': 'letter' },
      'who.preferredContact',
      en.t('portal-errors.safeNoLetter'),
    ],
    ['lost_property', { 'who.safeContact.no_email': 'yes' }, 'who.preferredContact', en.t('portal-errors.safeNoEmail')],
    [
      'lost_property',
      {
        'who.safeContact.no_calls': '',
        'who.safeContact.no_mail': 'yes',
        'who.preferredContact': 'phone',
        'who.email': '',
      },
      'who.email',
      en.t('portal-errors.safeNeedsEmail'),
    ],
    ['lost_property', { 'who.preferredContact': '' }, 'who.preferredContact', en.t('portal-errors.preferredContact')],
    [
      'lost_property',
      { 'who.bestTime': long(81) },
      'who.bestTime',
      en.t('portal-errors.tooLong', { start: long(25), max: 80, now: 81 }),
    ],
    ['lost_property', { 'who.language': 'fr' }, 'who.language', en.t('portal-errors.language')],
    ['vandalism', { 'where.city': 'West Hartford' }, 'where.city', WEST],
    ['larceny', { 'where.lat': '41.750', 'where.lon': '-72.500' }, 'where.point', en.t('portal-errors.pointOutside')],
    ['larceny', { 'where.neighborhood': 'Atlantis' }, 'where.neighborhood', en.t('portal-errors.neighborhood')],
  ];

  it.each(wrong)('%s %j is reported beside the field and above the form', async (kind, changes, field, message) => {
    const { answer, filed } = await send(kind, changes);
    expect(answer.status).toBe(400);
    expect(filed).toEqual([]);
    expect(messageAt(answer.html, field)).toBe(message);
    const id = field.replaceAll('.', '-');
    // If there are two times or several items, the message says which one.
    const about = {
      'when.from': en.t(`portal-kinds.${kind}.from`),
      'when.to': en.t(`portal-kinds.${kind}.to`),
      'items.0': en.t('portal-form.fields.item', { number: 1 }),
      'items.1': en.t('portal-form.fields.item', { number: 2 }),
      'items.2': en.t('portal-form.fields.item', { number: 3 }),
    };
    const [, which] = Object.entries(about).find(([start]) => field.startsWith(start)) ?? [];
    // A message about a value that is too long includes its label.
    const label = message.includes('characters long') ? unescaped(labelOf(answer.html, id)) : undefined;
    const named = [which, label].filter((one) => one !== undefined).join(', ');
    const text = named === '' ? message : `${message}: ${named}`;
    expect(summaryOf(answer.html)).toContainEqual({ href: `#${id}`, text });
    expect(answer.html).toContain(` id="${id}"`);
    expect(answer.html).toContain('<title>Error: ');
  });

  it('is reported in Spanish on the Spanish form', async () => {
    const { answer } = await send('larceny', { how: '', 'items.0.value': 'mucho' }, 'es');
    expect(answer.html).toContain('<html lang="es">');
    expect(messageAt(answer.html, 'items.0.value')).toBe(es.t('portal-errors.money'));
  });

  it('is listed once, in the order of the page', async () => {
    const all = await portal();
    const form = await openForm(all.visitor, 'larceny');
    for (const page of ['offense', 'what', 'when', 'where', 'who', 'contact']) {
      const answer = await all.visitor.post(`/report/larceny?page=${page}`, {
        ...hiddenFields(form.html),
        'where.city': '',
        'who.language': '',
      });
      const ids = summaryOf(answer.html).map((link) => link.href.slice(1));
      expect(new Set(ids).size).toBe(ids.length);
      const places = ids.map((id) => answer.html.indexOf(` id="${id}"`));
      expect([page, places]).toEqual([page, [...places].sort((a, b) => a - b)]);
      expect([page, ids.length > 0, places.includes(-1)]).toEqual([page, true, false]);
    }
  });
});

describe('a form that comes back', () => {
  it.each(REPORT_KINDS)('still has everything that was typed (%s)', async (kind) => {
    const { answer } = await send(kind, { 'where.address': '', 'who.email': 'no mail' });
    const typed = { ...FILLED[kind], 'where.address': '', 'who.email': 'no mail' };
    for (const [name, value] of Object.entries(typed)) {
      expect(valueOf(answer.html, name), name).toBe(value);
    }
  });

  it('can be corrected and submitted at once', async () => {
    const { answer, visitor, fields, filed } = await send('vandalism', { how: '' });
    const mended = { ...fields, ...hiddenFields(answer.html), how: 'Now I remember.' };
    expect((await sendReport(visitor, 'vandalism', mended)).status).toBe(303);
    expect(filed).toHaveLength(1);
  });

  it('can be continued in the other language with everything kept', async () => {
    const { answer, filed } = await send('fraud', { switchTo: 'es' });
    expect(answer.status).toBe(200);
    expect(answer.html).toContain(es.t('portal-kinds.fraud.title'));
    expect(summaryOf(answer.html)).toEqual([]);
    for (const [name, value] of Object.entries(FILLED.fraud)) expect(valueOf(answer.html, name), name).toBe(value);
    expect(hiddenFields(answer.html).lang).toBe('es');
    expect(filed).toEqual([]);
  });

  it('never renders typed text as markup', async () => {
    const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;
    for (const kind of REPORT_KINDS) {
      const everything = Object.fromEntries(Object.keys(FILLED[kind]).map((name) => [name, `${name}${attack}`]));
      const { answer } = await send(kind, { ...everything, 'items.2.type': attack });
      expect(answer.status).toBe(400);
      expect(answer.html).not.toMatch(/<script>|<img/);
      expect(valueOf(answer.html, 'how')).toBe(`how${attack}`);
      expect(valueOf(answer.html, 'who.givenName')).toBe(`who.givenName${attack}`);
    }
  });

  it('keeps text in every script, and drops only invisible characters', async () => {
    const how = '\n中文 العربية 🚲 \u0000\u0007naïve\u2028next';
    const { filed } = await send('vandalism', { how, 'who.givenName': 'José\tLuis\u0000' });
    expect(filed[0]?.body.facts.how).toBe('中文 العربية 🚲 naïve\nnext');
    expect(filed[0]?.body.facts.who.givenName).toBe('José Luis');
  });
});

describe('a form', () => {
  it('exists for each of the four kinds in both languages, and for no other', async () => {
    const { visitor } = await portal();
    for (const kind of REPORT_KINDS) {
      expect((await openForm(visitor, kind)).html).toContain(en.t(`portal-kinds.${kind}.title`));
      expect((await openForm(visitor, kind, 'es')).html).toContain(es.t(`portal-kinds.${kind}.title`));
    }
    expect((await visitor.get('/report/murder')).status).toBe(404);
    expect((await visitor.post('/report/murder', {})).status).toBe(404);
  });

  it('never shows an NIBRS code', async () => {
    const { visitor } = await portal();
    const codes = startPolicy.offenses.flatMap((one) => one.nibrs ?? []).filter((code) => /[A-Z]/.test(code));
    for (const kind of REPORT_KINDS) {
      const { html } = await openForm(visitor, kind);
      for (const code of codes) expect(html).not.toMatch(new RegExp(`\\b${code}\\b`));
    }
  });

  it("suggests the city's streets and is prefilled with the city's name", async () => {
    const { visitor } = await portal();
    const start = hiddenFields((await openForm(visitor, 'larceny')).html);
    const { html } = await visitor.post('/report/larceny', { ...start, edit: 'where' });
    expect(html).toContain('<datalist id="streets"><option>Main St</option><option>Park St</option></datalist>');
    expect(valueOf(html, 'where.city')).toBe('Hartford');
  });

  it('has a label for every field, and no duplicate ids', async () => {
    const { visitor } = await portal();
    for (const kind of REPORT_KINDS) {
      const { html } = await openForm(visitor, kind, 'es');
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const fields = [...html.matchAll(/<(?:input|textarea|select)[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !tag.includes('type="hidden"'));
      for (const tag of fields) {
        const id = / id="([^"]+)"/.exec(tag)?.[1];
        expect(html, tag).toContain(`<label for="${id}"`);
      }
    }
  });

  it('asks for no offense title if the kind has only one, and files under that one', async () => {
    const { filed } = await send('vandalism', {});
    expect(filed[0]?.body.offenseCode).toBe('property_damage');
  });

  it('lets the reporter be unsure of the offense title', async () => {
    const { filed } = await send('larceny', { offense: '?' });
    expect(filed[0]?.body.offenseCode).toBeNull();
  });

  it('shows the notice in its own language and records its version', async () => {
    const { filed, visitor, fields } = await send('lost_property', {}, 'es');
    expect(filed[0]?.body.notice).toEqual({ version: startPolicy.notice.version, language: 'es', accepted: true });
    const { html } = await visitor.post('/report/lost_property', fields);
    expect(unescaped(html)).toContain(startPolicy.notice.text.es);
  });

  it('keeps the map point and the neighborhood it is in, even if another was selected', async () => {
    const point = { 'where.lat': '41.75', 'where.lon': '-72.68' };
    const { filed } = await send('larceny', { ...point, 'where.neighborhood': 'East Half' });
    expect(filed[0]?.body.facts.where).toMatchObject({
      point: { lat: 41.75, lon: -72.68 },
      neighborhood: 'West Half',
    });
  });

  it('accepts a fraud from another town if the victim may live in the city', async () => {
    const { filed } = await send('fraud', { 'where.city': 'Boston' });
    expect(filed).toHaveLength(1);
  });
});

describe('the serial number', () => {
  const itemOf = async (kind: ReportKind, item: Record<string, string>) => {
    const { visitor } = await portal();
    const start = hiddenFields((await openForm(visitor, kind)).html);
    const { html } = await visitor.post(`/report/${kind}`, { ...start, ...item, edit: 'what' });
    const asked = html.indexOf('name="items.0.serialNumber"');
    return asked < 0 ? 'left out' : asked < html.indexOf('<details') ? 'asked' : 'among the details';
  };

  it.each<[ReportKind, Record<string, string>, string]>([
    ['larceny', {}, 'asked'],
    ['lost_property', { 'items.0.type': 'Celular' }, 'asked'],
    ['larceny', { 'items.0.type': 'It was new', 'items.0.brand': 'Xbox' }, 'asked'],
    ['lost_property', { 'items.0.type': 'Passport' }, 'among the details'],
    ['larceny', { 'items.0.type': 'Ring', 'items.0.serialNumber': '123' }, 'asked'],
    ['vandalism', {}, 'left out'],
    ['vandalism', { 'items.0.type': 'Laptop' }, 'left out'],
    // The serial number was given before the kind of report was changed, so it is still asked for.
    ['vandalism', { 'items.0.type': 'Laptop', 'items.0.serialNumber': '123' }, 'asked'],
  ])('is asked of what would be found by it: %s %j: %s', async (kind, item, how) => {
    expect(await itemOf(kind, item)).toBe(how);
  });
});

describe('the summary', () => {
  async function summary(kind: ReportKind, lang = 'en') {
    const all = await portal();
    const form = await openForm(all.visitor, kind, lang);
    all.clock.now = new Date(all.clock.now.getTime() + 60_000);
    const page = await all.visitor.post(`/report/${kind}`, { ...hiddenFields(form.html), ...FILLED[kind] });
    return { ...all, page, fields: hiddenFields(page.html) };
  }

  it.each(REPORT_KINDS)('shows everything that was typed, and files nothing yet (%s)', async (kind) => {
    const { page, filed } = await summary(kind);
    expect(page.status).toBe(200);
    expect(filed).toEqual([]);
    const shown = unescaped(page.html.replace(/<input[^>]*>/g, ''));
    const hidden = [
      'who.forWhom',
      'offense',
      'where.placeType',
      'who.preferredContact',
      'who.language',
      'fraud.bankInformed',
      'who.safeContact.no_calls',
    ];
    for (const [name, value] of Object.entries(FILLED[kind])) {
      if (hidden.includes(name) || /^when|birthDate|value|amount/.test(name)) continue;
      expect(shown, name).toContain(value.replaceAll('\r\n', '\n'));
    }
    expect(shown).toContain('Friday, November 20, 2026');
    expect(shown).toContain(kind === 'fraud' ? '$310.50' : '$1,249.99');
  });

  it('carries every answer along, so submitting it files what was typed', async () => {
    const { fields } = await summary('larceny');
    expect(fields).toMatchObject({ ...FILLED.larceny, step: 'check' });
  });

  it('links back to the form with everything filled in', async () => {
    const { visitor, fields, filed } = await summary('larceny');
    const form = await visitor.post('/report/larceny', { ...fields, edit: 'who' });
    expect(form.status).toBe(200);
    expect(hiddenFields(form.html).step).toBe('form');
    for (const [name, value] of Object.entries(FILLED.larceny)) expect(valueOf(form.html, name), name).toBe(value);
    expect(filed).toEqual([]);
  });

  it.each([
    [{ notice: '' }, en.t('portal-errors.notice')],
    [{ notice: 'yes', noticeVersion: 'older' }, en.t('portal-errors.noticeChanged')],
  ])('cannot be submitted without accepting the current notice %j', async (changes, message) => {
    const { visitor, fields, filed } = await summary('vandalism');
    const answer = await visitor.post('/report/vandalism', { ...fields, ...changes });
    expect(answer.status).toBe(400);
    expect(messageAt(answer.html, 'notice')).toBe(message);
    expect(valueOf(answer.html, 'notice')).toBe('');
    expect(filed).toEqual([]);
  });

  it('can switch to the other language with everything kept', async () => {
    const { visitor, fields } = await summary('fraud');
    const answer = await visitor.post('/report/fraud', { ...fields, switchTo: 'es' });
    expect(answer.html).toContain(es.t('portal-form.check.title'));
    expect(hiddenFields(answer.html)).toMatchObject({ ...FILLED.fraud, step: 'check', lang: 'es' });
  });
});

describe('what is not safe for a person', () => {
  const tick = (...codes: string[]) => Object.fromEntries(codes.map((code) => [`who.safeContact.${code}`, 'yes']));

  it('may be several things at once, and is kept in one answer', async () => {
    const { filed } = await send('vandalism', tick('no_messages', 'no_mail'));
    expect(filed[0]?.body.facts.who.safeContact).toBe('no_calls no_messages no_mail');
    const none = await send('vandalism', { 'who.safeContact.no_calls': '' });
    expect(none.filed[0]?.body.facts.who.safeContact).toBeNull();
  });

  it('is still known in a form that was saved when only one thing could be chosen', async () => {
    const { filed } = await send('vandalism', { 'who.safeContact.no_calls': '', 'who.safeContact': 'email_only' });
    expect(filed[0]?.body.facts.who.safeContact).toBe('no_calls no_mail');
  });

  it('may be every way: then no address and no way to be reached are asked for', async () => {
    const { filed } = await send('vandalism', {
      ...tick('no_calls', 'no_messages', 'no_mail', 'no_email'),
      'who.email': '',
      'who.phone': '',
      'who.address': '',
      'who.preferredContact': '',
    });
    expect(filed[0]?.body.facts.who).toMatchObject({ email: null, phone: null, address: null });
  });

  it.each([
    ['en', 'portal-form.check.answer.page', { 'who.address': '' }],
    ['es', 'portal-form.check.answer.page', tick('no_mail')],
    ['en', 'portal-form.check.answer.mail', {}],
  ] as const)('decides how the answer comes, which a person reads before sending (%s, %s)', async (lang, key, more) => {
    const all = await portal();
    const form = await openForm(all.visitor, 'vandalism', lang);
    all.clock.now = new Date(all.clock.now.getTime() + 60_000);
    const fields = {
      ...hiddenFields(form.html),
      ...FILLED.vandalism,
      ...tick('no_email'),
      'who.preferredContact': 'phone',
    };
    const asked = await all.visitor.post('/report/vandalism', { ...fields, 'who.safeContact.no_calls': '', ...more });
    const words = { en, es }[lang];
    expect(unescaped(asked.html)).toContain(words.t(key));
    expect(unescaped(asked.html)).toContain(words.t('portal-form.check.answer.code'));
    const mailed = await all.visitor.post('/report/vandalism', { ...fields, 'who.safeContact.no_email': '' });
    expect(unescaped(mailed.html)).not.toContain(words.t('portal-form.check.answer.code'));
  });

  it('keeps a report from waiting for an e-mail to be answered, and no link to it is e-mailed', async () => {
    const kept: string[] = [];
    const keep = async ({ email }: { email: string }) => {
      kept.push(email);
      return 'kept' as const;
    };
    const all = await portal({ drafts: { sendsMail: true, keep, open: async () => null } });
    const form = await openForm(all.visitor, 'vandalism');
    all.clock.now = new Date(all.clock.now.getTime() + 60_000);
    const fields = {
      ...hiddenFields(form.html),
      ...FILLED.vandalism,
      ...tick('no_email'),
      'who.preferredContact': 'letter',
    };
    const saved = await all.visitor.post('/report/vandalism?page=contact', { ...fields, save: 'yes' });
    expect(saved.status).toBe(400);
    expect(messageAt(saved.html, 'who.email')).toBe(en.t('portal-drafts.emailUnsafe'));
    expect((await sendReport(all.visitor, 'vandalism', fields)).status).toBe(303);
    expect([all.filed.length, kept]).toEqual([1, []]);
  });
});

describe('saving a report to continue later', () => {
  it('is offered only if mail is really sent, since the link goes by mail', async () => {
    const open = async (sendsMail: boolean) => {
      const kept: string[] = [];
      const keep = async ({ email }: { email: string }) => {
        kept.push(email);
        return 'kept' as const;
      };
      const all = await portal({ drafts: { sendsMail, keep, open: async () => null } });
      const { html } = await openForm(all.visitor, 'larceny');
      all.clock.now = new Date(all.clock.now.getTime() + 60_000);
      const fields = { ...hiddenFields(html), ...FILLED.larceny, 'who.email': 'a@example.com', save: 'yes' };
      await all.visitor.post('/report/larceny', fields);
      return { offered: html.includes('name="save"'), kept };
    };
    expect(await open(true)).toEqual({ offered: true, kept: ['a@example.com'] });
    expect(await open(false)).toEqual({ offered: false, kept: [] });
  });
});
