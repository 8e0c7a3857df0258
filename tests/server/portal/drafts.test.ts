import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailLink } from '#server/commands/letters/mail-link.ts';
import { addInformation, withdrawReport } from '#server/commands/reports/add-information.ts';
import { removeExpiredDrafts } from '#server/db/drafts.ts';
import { forgetCountedMail } from '#server/db/mailbox-limit.ts';
import { textIn } from '#server/portal/site/text.ts';
import { knownEvent } from '#shared/domain/history-event.ts';
import type { Report, ReportKind } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { FILLED } from './filled-forms.ts';
import {
  CLEAR,
  createVisitor,
  hiddenFields,
  messageAt,
  openForm,
  over,
  sendReport,
  summaryOf,
  unescaped,
  type Visitor,
  valueOf,
} from './visitor.ts';

const en = textIn('en');
const es = textIn('es');

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;

beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
});
afterAll(() => agency.stop());

const visitor = (): Visitor => createVisitor(over(agency.url));

function passes(ms: number): void {
  clock.now = new Date(clock.now.getTime() + ms);
}

let serial = 0;
/** Opens a form, and returns its filled-in fields with an e-mail address of its own. */
async function filledForm(person: Visitor, kind: ReportKind, lang: 'en' | 'es' = 'en') {
  serial += 1;
  const email = `person-${serial}@example.com`;
  const form = await openForm(person, kind, lang);
  passes(60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED[kind], 'who.email': email, 'who.language': lang };
  return { email, fields };
}

/** Returns the path of the link in a mail to this address, by its position among such links. */
async function linkTo(email: string, page: string, nth = 0): Promise<string> {
  const pattern = new RegExp(`https?://[^/\\s]+(/${page}/[\\w-]{22,26})(?![\\w-])`);
  const links = () =>
    agency.mail.mails
      .filter((mail) => mail.to.includes(email))
      .flatMap((mail) => pattern.exec(mail.parsed.text ?? '')?.[1] ?? []);
  await expect.poll(() => links().length, { timeout: 30_000 }).toBeGreaterThan(nth);
  return links()[nth] ?? '';
}

async function reportsTo(email: string): Promise<Report[]> {
  const rows = await agency.deps.db.selectFrom('report').select(['id', 'facts']).execute();
  return Promise.all(rows.filter((row) => row.facts.who.email === email).map((row) => agency.report(row.id)));
}

describe('a report whose email address is not confirmed', () => {
  it("is filed only by the button behind the emailed link, in the reporter's language, and only once", async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'larceny', 'es');
    const waiting = await sendReport(person, 'larceny', fields);
    expect(unescaped(waiting.html)).toContain(es.t('portal-drafts.waiting', { email }));
    expect(await reportsTo(email)).toEqual([]);

    // Days later, the person opens the link on another device. Viewing the page changes nothing.
    const path = await linkTo(email, 'confirm');
    passes(5 * 86_400_000);
    const elsewhere = visitor();
    await elsewhere.get(path);
    const page = await elsewhere.get(path);
    expect(unescaped(page.html)).toContain(es.t('portal-drafts.confirm'));
    expect(page.html).not.toContain('Núñez');
    expect(await reportsTo(email)).toEqual([]);

    const sent = await elsewhere.post(path, hiddenFields(page.html));
    expect((await elsewhere.follow(sent)).html).toContain(es.t('portal-form.sent.title'));
    const [report] = await reportsTo(email);
    expect(report).toMatchObject({ kind: 'larceny', state: 'submitted', offenseCode: 'larceny_other' });
    expect(report?.facts.where.address).toBe('250 Main St');
    await agency.mail.mailTo(email, report?.trackingNumber);
    // A second press says what the first one did, and a link that was used is gone.
    const again = unescaped((await elsewhere.follow(await elsewhere.post(path, hiddenFields(page.html)))).html);
    for (const said of [report?.trackingNumber, es.t('portal-form.sent.again'), es.t('portal-status.sent.code')])
      expect(again).toContain(said);
    const gone = await elsewhere.get(`${path}?lang=es`);
    expect([gone.status, unescaped(gone.html).includes(es.t('portal-drafts.goneTitle'))]).toEqual([404, true]);
    expect(gone.html).toContain('href="/status?lang=es"');
    const forged = { ...hiddenFields(page.html), form: hiddenFields((await elsewhere.get('/status')).html).form ?? '' };
    expect((await elsewhere.post(path, forged)).status).toBe(404);
    expect(await reportsTo(email)).toHaveLength(1);
  });

  it('is filed at once if it may mean danger, because nobody may ever open the mail', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    const how = 'He smashed my window and he is outside right now with a knife.';
    const sent = await person.follow(await sendReport(person, 'vandalism', { ...fields, how }));
    expect(unescaped(sent.html)).toContain(en.t('portal-form.sent.title'));
    expect(unescaped(sent.html)).toContain(en.t('portal-site.danger.title'));
    const [report] = await reportsTo(email);
    expect(report?.history[0]?.event.code).toBe('filed');
    const rows = await agency.deps.db.selectFrom('danger').select('report_id').execute();
    expect(rows).toEqual([{ report_id: report?.id }]);
  });

  it('keeps the time its notice was accepted, and tells the officer the address is confirmed', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    const accepted = clock.now;
    await sendReport(person, 'vandalism', fields);
    const path = await linkTo(email, 'confirm');
    passes(86_400_000);
    await person.post(path, hiddenFields((await person.get(path)).html));
    const [report] = await reportsTo(email);
    expect(report?.history[0]?.event.code).toBe('filed_confirmed');
    const row = await agency.deps.db
      .selectFrom('report')
      .select('notice')
      .where('id', '=', report?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(row.notice.acceptedAt).toBe(accepted.toISOString());
  });

  it('can be corrected on the waiting page, and only the newest link works', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'fraud');
    const waiting = await sendReport(person, 'fraud', fields);
    const first = await linkTo(email, 'confirm');
    const form = await person.post('/report/fraud', { ...hiddenFields(waiting.html), edit: 'who' });
    expect(valueOf(form.html, 'who.email')).toBe(email);
    await person.post('/report/fraud', hiddenFields(waiting.html));
    const second = await linkTo(email, 'confirm', 1);
    expect((await person.get(first)).status).toBe(404);
    expect((await person.get(second)).status).toBe(200);
  });

  it('needs no confirmation if the reporter has no email or the agency does not require it', async () => {
    const person = visitor();
    const { fields } = await filledForm(person, 'lost_property');
    const letter = { ...fields, 'who.email': '', 'who.preferredContact': 'letter' };
    expect((await sendReport(person, 'lost_property', letter)).status).toBe(303);
    const set = (confirmEmail: boolean) =>
      agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail } }));
    await set(false);
    const other = await filledForm(person, 'lost_property');
    expect((await sendReport(person, 'lost_property', other.fields)).status).toBe(303);
    await set(true);
  });

  it('asks for consent again if the notice changed in the meantime, with everything still filled in', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    await sendReport(person, 'vandalism', fields);
    const path = await linkTo(email, 'confirm');
    const { notice } = await agency.policy();
    await agency.publish((policy) => ({ ...policy, notice: { ...notice, version: 'next' } }));
    const answer = await person.post(path, hiddenFields((await person.get(path)).html));
    expect(messageAt(answer.html, 'notice')).toBe(en.t('portal-errors.noticeChanged'));
    expect(hiddenFields(answer.html)['items.0.brand']).toBe('Trek');
    expect(await reportsTo(email)).toEqual([]);
    await agency.publish((policy) => ({ ...policy, notice }));
  });

  it.each(['en', 'es'])(
    'says that the link was e-mailed again, when and where to, and that first (%s)',
    async (lang) => {
      const person = visitor();
      const { email, fields } = await filledForm(person, 'vandalism');
      const words = textIn(lang as 'en' | 'es');
      const waiting = await sendReport(person, 'vandalism', { ...fields, lang });
      expect(waiting.html).not.toContain(words.t('portal-drafts.mailedAgain'));
      expect(waiting.html).toContain(`<title>${words.t('portal-drafts.waitingTitle')} –`);
      passes(60_000);
      const again = await person.post('/report/vandalism', hiddenFields(waiting.html));
      const said = words.t('portal-drafts.mailedAgain');
      expect(again.html).toContain(`<title>${said} –`);
      const heard =
        /<div class="said" role="status" tabindex="-1" autofocus="">(.*?)<\/div>/.exec(again.html)?.[1] ?? '';
      expect(unescaped(heard)).toContain(`<strong>${said}.</strong> `);
      expect(heard).toContain(email);
      expect(heard).toMatch(/\d{1,2}:\d{2}/);
      await linkTo(email, 'confirm', 1);
      // To change the address, the person goes back to the form, which then forgets the first address.
      const changed = await person.post('/report/vandalism', { ...hiddenFields(again.html), edit: 'contact' });
      expect(hiddenFields(changed.html).again).toBeUndefined();
    },
  );

  it('lets no one flood an address with mail', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    const waiting = await sendReport(person, 'vandalism', fields);
    const again = () => person.post('/report/vandalism', hiddenFields(waiting.html));
    for (let mails = 1; mails < 5; mails += 1) expect((await again()).status).toBe(200);
    const refused = await again();
    expect(refused.status).toBe(429);
    expect(refused.html).toContain(en.t('portal-drafts.tooMany'));
    expect(refused.html).toContain(`<title>${en.t('portal-drafts.notMailedAgain')} –`);
    expect(refused.html).not.toContain(en.t('portal-drafts.mailedAgain'));
    await linkTo(email, 'confirm', 4);
    passes(3_700_000);
    expect((await again()).status).toBe(200);
  });

  it('lets no one flood an address by filing each form without it afterward, which ends the form with its mails', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    const save = async (one: Record<string, string>) =>
      (await person.post('/report/vandalism', { ...one, 'who.email': email, save: 'yes' })).status;
    for (let mails = 0; mails < 5; mails += 1) expect(await save(fields)).toBe(200);
    const onPaper = { ...fields, 'who.email': '', 'who.preferredContact': 'letter' };
    expect((await sendReport(person, 'vandalism', onPaper)).status).toBe(303);

    const next = await filledForm(person, 'vandalism');
    expect(await save(next.fields)).toBe(429);
    // After the hour, nothing tells who got mail.
    passes(3_700_000);
    expect(await forgetCountedMail(agency.deps.db, clock.now)).toBeGreaterThanOrEqual(5);
    expect(await agency.deps.db.selectFrom('counted_mail').selectAll().execute()).toEqual([]);
    expect(await save(next.fields)).toBe(200);
  });

  it('lets no one flood an address with reports that may mean danger, which are filed all the same', async () => {
    const { email } = await filledForm(visitor(), 'vandalism');
    const how = 'He smashed my window and he is outside right now with a knife.';
    const file = async () => {
      const person = visitor();
      const { fields } = await filledForm(person, 'vandalism');
      const sent = await person.follow(await sendReport(person, 'vandalism', { ...fields, how, 'who.email': email }));
      expect(unescaped(sent.html)).toContain(en.t('portal-status.sent.code'));
    };
    const letters = async () => {
      const rows = await agency.deps.db
        .selectFrom('letter')
        .innerJoin('report', 'report.id', 'letter.report_id')
        .select(['to_address', 'on_page', 'facts'])
        .orderBy('letter.id')
        .execute();
      return rows.filter(({ facts }) => facts.who.email === email);
    };
    const ways = async () => (await letters()).map((one) => (one.on_page ? 'page' : (one.to_address ?? 'paper')));
    for (let n = 0; n < 6; n += 1) await file();
    const five = Array.from({ length: 5 }, () => email);
    expect(await ways()).toEqual([...five, 'page']);

    // Nor can anyone who knows the codes of these reports have more sent.
    const [first] = await reportsTo(email);
    const { id = '', trackingNumber = '' } = first ?? {};
    await addInformation(agency.deps, id, { text: 'The window is blue.', uploadId: null }, 'test');
    expect(await mailLink(agency.deps, { trackingNumber, email }, 'test')).toBe(false);
    await withdrawReport(agency.deps, id, { text: '', uploadId: null }, 'test');
    expect(await ways()).toEqual([...five, 'page', 'page']);
    const saving = visitor();
    const { fields } = await filledForm(saving, 'vandalism');
    expect((await saving.post('/report/vandalism', { ...fields, 'who.email': email, save: 'yes' })).status).toBe(429);

    passes(3_700_000);
    await file();
    expect((await ways()).at(-1)).toBe(email);
  });
});

describe('a saved draft', () => {
  it('is saved behind an emailed link, with every answer as typed, and can be submitted from there', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'larceny');
    const half = { ...fields, 'where.address': '', 'items.0.value': 'about a lot', save: 'yes' };
    const saved = await person.post('/report/larceny', half);
    expect(unescaped(saved.html)).toContain(en.t('portal-drafts.saved', { days: 30 }));

    const path = await linkTo(email, 'resume');
    passes(20 * 86_400_000);
    const elsewhere = visitor();
    const form = await elsewhere.get(path);
    expect(form.headers['referrer-policy']).toBe('no-referrer');
    for (const [name, value] of Object.entries(FILLED.larceny)) {
      const typed = { ...FILLED.larceny, ...half, 'who.email': email }[name] ?? value;
      expect(valueOf(form.html, name) ?? '', name).toBe(typed);
    }
    passes(60_000);
    const { address, value } = { address: '250 Main St', value: '40' };
    const mended = { ...FILLED.larceny, ...hiddenFields(form.html), 'where.address': address, 'items.0.value': value };
    await sendReport(elsewhere, 'larceny', mended);
    const confirm = await linkTo(email, 'confirm');
    await elsewhere.post(confirm, hiddenFields((await elsewhere.get(confirm)).html));
    expect(await reportsTo(email)).toHaveLength(1);
    expect((await elsewhere.get(path)).status).toBe(404);
  });

  it('opens at the page where the person stopped, although nothing on it or after it is missing', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'larceny');
    await person.post('/report/larceny?page=files', { ...fields, save: 'yes' });
    const form = await visitor().get(await linkTo(email, 'resume'));
    expect(form.html).toContain('action="/report/larceny?page=files"');
  });

  it('goes back from the question for its address to the page where the person stopped', async () => {
    const person = visitor();
    const { fields } = await filledForm(person, 'larceny');
    const asked = await person.post('/report/larceny?page=when', { ...fields, 'who.email': '', save: 'yes' });
    expect(asked.html).toContain('value="when" name="edit"');
    const email = 'stopped@example.com';
    await person.post('/report/larceny', { ...hiddenFields(asked.html), 'who.email': email });
    expect((await visitor().get(await linkTo(email, 'resume'))).html).toContain('action="/report/larceny?page=when"');
  });

  it('says whom to call if what was saved may mean danger', async () => {
    const person = visitor();
    const { fields } = await filledForm(person, 'vandalism');
    const danger = en.t('portal-site.danger.title');
    expect((await person.post('/report/vandalism', { ...fields, save: 'yes' })).html).not.toContain(danger);
    const how = 'I am hiding in the closet, he is breaking in.';
    const { html } = await person.post('/report/vandalism', { ...fields, how, save: 'yes' });
    expect(html).toContain(danger);
    // The form was saved, not sent: no officer will read it, not even hours later.
    expect(html).toContain(en.t('portal-site.danger.notSent').split(' 911')[0]);
    expect(html).not.toContain(en.t('portal-site.danger.text').split(' 911')[0]);
  });

  it('needs an email address to be saved', async () => {
    const person = visitor();
    const { fields } = await filledForm(person, 'fraud');
    const asked = await person.post('/report/fraud', { ...fields, 'who.email': 'nobody', save: 'yes' });
    const answer = await person.post('/report/fraud', { ...hiddenFields(asked.html), 'who.email': 'nobody' });
    expect(messageAt(answer.html, 'who.email')).toBe(en.t('portal-drafts.emailNeeded'));
  });

  it.each([
    ['emailNeeded', { 'who.email': 'nobody' }],
    ['emailUnsafe', { 'who.safeContact.no_email': 'yes' }],
  ] as const)('is refused once, beside the only field, which takes the focus (%s)', async (why, wrong) => {
    const person = visitor();
    const { fields } = await filledForm(person, 'fraud');
    const asked = await person.post('/report/fraud', { ...fields, ...wrong, save: 'yes' });
    const { html, status } = await person.post('/report/fraud', { ...hiddenFields(asked.html), ...wrong });
    expect(status).toBe(400);
    expect(messageAt(html, 'who.email')).toBe(en.t(`portal-drafts.${why}`));
    expect(unescaped(html).split(en.t(`portal-drafts.${why}`))).toHaveLength(2);
    expect(html).toMatch(/<input id="who-email"[^>]* autofocus=""/);
    expect(html.match(/autofocus/g)).toHaveLength(1);
  });

  it('cannot be read in the database, and is deleted when it expires', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    await person.post('/report/vandalism', { ...fields, save: 'yes' });
    const path = await linkTo(email, 'resume');
    const token = path.split('/').at(-1) ?? '';
    const rows = await agency.deps.db.selectFrom('draft').selectAll().execute();
    const all = JSON.stringify(rows) + rows.map((row) => row.sealed.toString('latin1')).join('');
    for (const secret of ['Trek', 'example.com', token]) expect(all).not.toContain(secret);
    passes(31 * 86_400_000);
    expect((await person.get(path)).status).toBe(404);
    const before = rows.length;
    expect(await removeExpiredDrafts(agency.deps.db, clock.now, 1000)).toBeGreaterThanOrEqual(before);
    const letters = await agency.deps.db.selectFrom('letter').select('id').where('draft_id', 'is not', null).execute();
    expect(letters).toEqual([]);
  });

  it('leaves no readable link in the database while its mail waits, and no link at all once the mail has failed', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    agency.mail.refuse(email, 451);
    await person.post('/report/vandalism', { ...fields, save: 'yes' });
    const mail = () =>
      agency.deps.db
        .selectFrom('letter')
        .selectAll()
        .where((eb) => eb.or([eb('to_address', '=', email), eb('failed_address', '=', email)]))
        .executeTakeFirstOrThrow();
    await expect.poll(async () => (await mail()).last_error).not.toBeNull();
    expect((await mail()).private_link).not.toMatch(/resume|http/);
    agency.mail.refuse(email, 550);
    passes(60_000);
    await expect.poll(async () => (await mail()).failed_at, { timeout: 30_000 }).not.toBeNull();
    expect((await mail()).private_link).toBeNull();
  });

  it('is not restored by a save after it was submitted', async () => {
    const person = visitor();
    const { email, fields } = await filledForm(person, 'vandalism');
    await sendReport(person, 'vandalism', fields);
    const path = await linkTo(email, 'confirm');
    await person.post(path, hiddenFields((await person.get(path)).html));
    const answer = await person.post('/report/vandalism', { ...fields, save: 'yes' });
    expect(summaryOf(answer.html)).toEqual([{ href: '#submit', text: en.t('portal-form.sent.again') }]);
  });
});

describe('a rejection for the wrong offense title', () => {
  async function rejected() {
    const { token } = await agency.signedIn('officer');
    const report = await agency.file();
    const act = { kind: 'reject', reasonCode: 'wrong_offense_title', duplicateOf: null, note: '' } as const;
    const answer = await agency.act(token, report, act);
    expect(answer.status).toBe(200);
    return agency.report(report.id);
  }

  it('emails a link to a prefilled new report, whose history says which report it replaces', async () => {
    const report = await rejected();
    const path = await linkTo(report.facts.who.email ?? '', 'again');
    const person = visitor();
    const choice = await person.get(path);
    expect(choice.html).toContain(report.trackingNumber);
    expect(choice.html).toContain(`href="${path}?lang=es"`);
    const form = await openForm(person, 'lost_property', 'en', `${path}/lost_property`);
    const { facts } = report;
    expect(valueOf(form.html, 'where.address')).toBe(facts.where.address);
    expect(valueOf(form.html, 'items.0.type')).toBe(facts.items[0]?.type);
    expect(valueOf(form.html, 'how')).toBe(facts.how);
    expect(valueOf(form.html, 'who.familyName')).toBe(facts.who.familyName);
    passes(60_000);
    const email = `again-${Date.now()}@example.com`;
    const answers = { ...FILLED.lost_property, ...hiddenFields(form.html), 'who.email': email };
    await sendReport(person, 'lost_property', answers);
    const confirm = await linkTo(email, 'confirm');
    await person.post(confirm, hiddenFields((await person.get(confirm)).html));
    const [filed] = await reportsTo(email);
    expect(filed?.history[0]?.event).toEqual({
      code: 'refiled_confirmed',
      params: { insteadOf: report.trackingNumber },
    });
  });

  it("asks the new kind's screening questions first, and says where to turn if an officer must take the report", async () => {
    const report = await rejected();
    const path = `${await linkTo(report.facts.who.email ?? '', 'again')}/larceny`;
    const person = visitor();
    const asked = await person.get(`${path}?lang=en`);
    expect(valueOf(asked.html, 'how')).toBeNull();
    expect(asked.html).toContain('ask.force');
    const forged = await person.get(`${path}?lang=en&screened=x.y`);
    expect(forged.html).toContain('ask.force');
    const stopped = await person.post(path, { ...CLEAR, lang: 'en', 'ask.force': 'yes' });
    expect(unescaped(stopped.html)).toContain(en.t('portal-screening.stop.title'));
    expect(stopped.html).toContain(`action="${path}"`);
    const missed = await person.post(path, { lang: 'en' });
    expect(missed.status).toBe(400);
    const elsewhere = path.replace(/again\/[^/]+/, `again/${'x'.repeat(22)}`);
    expect((await person.post(elsewhere, { ...CLEAR, lang: 'en' })).status).toBe(404);
  });

  it('fills in the times as the reporter entered them', async () => {
    const report = await rejected();
    const path = await linkTo(report.facts.who.email ?? '', 'again');
    const form = await openForm(visitor(), 'vandalism', 'en', `${path}/vandalism`);
    const shown = new Date(report.facts.when.from).toLocaleString('sv-SE', { timeZone: 'America/New_York' });
    expect(shown).toContain(`${valueOf(form.html, 'when.fromDate')} ${valueOf(form.html, 'when.fromTime')}`);
  });
});

describe('a report the same person filed before', () => {
  const again = async (email: string, kind: ReportKind = 'larceny') => {
    const person = visitor();
    const { fields } = await filledForm(person, kind);
    const summary = await sendReport(person, kind, { ...fields, 'who.email': email });
    return { person, summary };
  };
  let nth = 0;
  /** Returns the page that is shown after the button behind the mailed link is pressed. */
  const confirmed = async (person: Visitor, email: string, at: number) => {
    const path = await linkTo(email, 'confirm', at);
    return { path, page: await person.post(path, hiddenFields((await person.get(path)).html)) };
  };
  const first = async (kind: ReportKind = 'larceny') => {
    nth += 1;
    const email = `twice-${nth}@example.com`;
    const { person } = await again(email, kind);
    await confirmed(person, email, 0);
    const [report] = await reportsTo(email);
    expect(report).toBeDefined();
    return { email, number: report?.trackingNumber ?? '', id: report?.id ?? '' };
  };

  /**
   * Returns what was added, from the last such entry: the mail that thanks for it may have added an entry of its own by
   * now.
   */
  const addedTo = async (id: string) => {
    const entry = (await agency.report(id)).history.findLast(({ kind }) => kind === 'added');
    const event = entry === undefined ? null : knownEvent(entry.event);
    if (event?.code !== 'added_again' || event.params.told === undefined) throw new Error('nothing was added');
    return { told: event.params.told, note: entry?.note };
  };

  it('is shown once the address is confirmed, and the new details can be added to it', async () => {
    const { email, number, id } = await first();
    passes(10 * 60_000);
    const { person, summary } = await again(email);
    expect(summary.html).not.toContain(number);
    const { path, page } = await confirmed(person, email, 1);
    expect(unescaped(page.html)).toContain(en.t('portal-drafts.earlierAddButton', { trackingNumber: number }));
    expect(await reportsTo(email)).toHaveLength(1);
    const done = await person.post(path, hiddenFields(page.html));
    const sent = await person.follow(done);
    expect(sent.html).toContain(number);
    expect(sent.html).toContain(en.t('portal-drafts.addedTitle'));
    // A second press says the same.
    const pressed = await person.follow(await person.post(path, hiddenFields(page.html)));
    expect(pressed.html).toContain(en.t('portal-drafts.addedTitle'));
    expect((await agency.report(id)).history.filter(({ kind }) => kind === 'added')).toHaveLength(1);
    expect(await reportsTo(email)).toHaveLength(1);
    const { told, note } = await addedTo(id);
    expect(note).toMatch(/^I parked it at eight\./);
    expect(told.where).toMatchObject({ address: '250 Main St', unit: '2B', city: 'Hartford' });
    expect(told.when).toMatchObject({ from: '2026-11-21T01:00:00.000Z', to: '2026-11-21T13:30:00.000Z' });
    expect((await person.get(path)).status).toBe(404);
  });

  it('gets the same details only once, even if the tab that waited asks for the link again', async () => {
    const { email, number, id } = await first();
    const { person, summary } = await again(email);
    const { path, page } = await confirmed(person, email, 1);
    expect((await person.post(path, hiddenFields(page.html))).status).toBe(303);
    const { version } = await agency.report(id);

    const sent = await person.follow(await person.post('/report/larceny', hiddenFields(summary.html)));
    expect(unescaped(sent.html)).toContain(en.t('portal-form.sent.again'));
    expect(sent.html).toContain(number);
    const saved = await person.post('/report/larceny', { ...hiddenFields(summary.html), save: 'yes' });
    expect(summaryOf(saved.html)).toEqual([{ href: '#submit', text: en.t('portal-form.sent.again') }]);
    const { id: formId } = JSON.parse(atob(hiddenFields(summary.html).form?.split('.')[0] ?? ''));
    expect(await agency.deps.db.selectFrom('draft').select('id').where('id', '=', formId).execute()).toEqual([]);
    expect((await agency.report(id)).version).toBe(version);
    expect(await reportsTo(email)).toHaveLength(1);
  });

  it("has on its page what was added, in the person's language", async () => {
    const { email, id } = await first('fraud');
    passes(10 * 60_000);
    const { person } = await again(email, 'fraud');
    const { path, page } = await confirmed(person, email, 1);
    await person.post(path, hiddenFields(page.html));
    const own = await linkTo(email, 'status');
    for (const text of [en, es]) {
      const { html } = await person.get(`${own}?lang=${text.lang}`);
      const added = unescaped(html)
        .split(`<h3>${text.t('portal-status.addedLater')}</h3>`)[1]
        ?.split('</section>')[0];
      expect(added).toContain(text.t('portal-form.fields.accountKind.label'));
      expect(added).toContain('$310.50');
      expect(added).toContain('250 Main St');
    }
    expect((await addedTo(id)).note).not.toContain('250 Main St');
  });

  it('takes every answer about an account along', async () => {
    const { email, id } = await first('fraud');
    passes(10 * 60_000);
    const { person } = await again(email, 'fraud');
    const { path, page } = await confirmed(person, email, 1);
    await person.post(path, hiddenFields(page.html));
    expect((await addedTo(id)).told.fraud).toEqual({
      accountKind: 'credit card',
      amountCents: 31_050,
      discovered: 'an alert from the bank',
      bankInformed: true,
    });
  });

  it("is chosen by the server only: no browser can add to someone else's report", async () => {
    const { email } = await first();
    const other = await first();
    const { person } = await again(email);
    const { path, page } = await confirmed(person, email, 1);
    const theirs = await again(other.email);
    const { page: otherPage } = await confirmed(theirs.person, other.email, 1);
    const before = (await agency.report(other.id)).version;
    for (const earlierReport of [hiddenFields(otherPage.html).earlierReport ?? '', `"${other.number}".x`, '']) {
      const answer = await person.post(path, { ...hiddenFields(page.html), earlierReport });
      // The page asks again, about the person's own report.
      expect(hiddenFields(answer.html).earlierReport).toBe(hiddenFields(page.html).earlierReport);
    }
    expect((await agency.report(other.id)).version).toBe(before);
    expect(await reportsTo(email)).toHaveLength(1);
  });

  it('is not added to once an officer has corrected its address to a different one', async () => {
    const { email, id } = await first();
    const { person } = await again(email);
    const { path, page } = await confirmed(person, email, 1);
    const { token } = await agency.signedIn();
    const act = { kind: 'correct', field: 'who.email', value: 'right@example.com', note: 'By telephone.' } as const;
    expect((await agency.act(token, await agency.report(id), act)).status).toBe(200);
    expect((await person.post(path, hiddenFields(page.html))).status).toBe(303);
    expect((await agency.report(id)).history.at(-1)?.kind).not.toBe('added');
    expect(await reportsTo(email)).toHaveLength(2);
  });

  it('does not prevent reporting another incident', async () => {
    const { email } = await first();
    const { person } = await again(email);
    const { path, page } = await confirmed(person, email, 1);
    await person.post(path, { ...hiddenFields(page.html), earlier: 'anyway' });
    expect(await reportsTo(email)).toHaveLength(2);
  });

  it('is never shown to another address, even if the reports match, or once an officer has decided it', async () => {
    const { email, number, id } = await first();
    const other = await again(`not-${email}`);
    const { page } = await confirmed(other.person, `not-${email}`, 0);
    expect(page.html).not.toContain(number);
    expect(page.status).toBe(303);
    expect(await reportsTo(`not-${email}`)).toHaveLength(1);
    await agency.deps.db.updateTable('report').set({ state: 'rejected' }).where('id', '=', id).execute();
    const { person } = await again(email);
    expect((await confirmed(person, email, 1)).page.status).toBe(303);
    expect(await reportsTo(email)).toHaveLength(2);
  });
});
