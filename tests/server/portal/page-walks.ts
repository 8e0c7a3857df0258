import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { noteScan } from '#server/db/file-scans.ts';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import type { PortalText } from '#server/portal/site/text.ts';
import type { Act } from '#shared/domain/act.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { startAgency } from '../../helpers/agency.ts';
import { messageWithFile } from '../../helpers/message-with-file.ts';
import { pdf, photograph } from '../../helpers/pictures.ts';
import { FILLED } from './filled-forms.ts';
import type { Walker } from './page-walker.ts';
import { openPortal } from './portal-fixture.ts';
import { CLEAR } from './visitor.ts';

/** A Tuesday, ten in the morning in Hartford. */
const START = Date.parse('2026-11-24T15:00:00.000Z');
const DAY_MS = 86_400_000;

/** Walks from the start page to the end of a report, including every detour and error on the way. */
export async function walkReports(walker: Walker, text: PortalText): Promise<void> {
  const { page, look, go, press, pressAndLook, fill, part } = walker;
  const { lang } = text;
  const clock = { now: new Date(START) };
  const agency = await startAgency({ now: () => clock.now });
  const { serverUrl: url } = agency;
  const passes = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  const supervisor = (await agency.signedIn('supervisor')).token;
  const other = (await agency.signedIn('supervisor')).token;
  const officer = (await agency.signedIn('officer')).token;
  let serial = 0;
  const somebody = () => `person-${(serial += 1)}@example.com`;
  const opened = new Map<string, number>();
  /**
   * Returns the newest private link of a kind that was mailed to the address; waits for a new one if one was opened
   * before.
   */
  const linkTo = async (email: string, where: string, mails = 1 + (opened.get(`${email} ${where}`) ?? 0)) => {
    const links = () =>
      agency.mail.mails
        .filter((one) => one.to.includes(email))
        .flatMap((one) => new RegExp(`https?://\\S+/${where}/[\\w-]+`).exec(one.parsed.text ?? '') ?? []);
    await vi.waitUntil(() => links().length >= mails, { timeout: 60_000 });
    opened.set(`${email} ${where}`, links().length);
    return (links().at(-1) ?? '').replace(/^https?:\/\/[^/]+/, url);
  };
  const typed = (kind: ReportKind, email: string) => ({
    ...FILLED[kind],
    // Makes the pages of this kind look as a person in danger sees them.
    ...(kind === 'vandalism' ? { how: 'He is still outside my house.' } : {}),
    'who.email': email,
    'who.language': lang,
  });
  /** Continues to the page that asks the person to confirm the address. */
  const sent = async (kind: ReportKind, email: string) => {
    await walker.reachForm(url, kind);
    passes(60_000);
    expect(await walker.answerUpTo('check', typed(kind, email))).toBe(true);
    await fill({ notice: 'yes' });
    await press('#submit');
  };
  /** Files a report and confirms its address; returns the address of its page and its id. */
  const filed = async (kind: ReportKind, email = somebody()) => {
    await sent(kind, email);
    await page.goto(await linkTo(email, 'confirm'));
    await press('#submit');
    const number = await page.locator('.number').innerText();
    const row = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', number)
      .executeTakeFirstOrThrow();
    return { id: row.id, email, path: await linkTo(email, 'status') };
  };
  const decide = async (id: string, act: Act, token = supervisor) => {
    const answer = await agency.act(token, await agency.report(id), act);
    expect([act.kind, answer.status]).toEqual([act.kind, 200]);
  };
  const early = somebody();
  const ask: Act = { kind: 'follow_up', missing: ['value', 'photo', 'serial_number'], note: 'Look under the frame.' };
  const reject = (reasonCode: string): Act => ({ kind: 'reject', reasonCode, duplicateOf: null, note: '' });

  await part('The way to a form', async () => {
    for (const path of ['/', '/report']) await go(`${url}${path}?lang=${lang}`);
    for (const kind of REPORT_KINDS) {
      await go(`${url}/start/${kind}?lang=${lang}`);
      await pressAndLook('#submit');
    }
    await fill({ 'ask.suspect': 'yes', 'ask.danger': 'yes', 'ask.value': 'yes', 'ask.place': 'no' });
    await pressAndLook('#submit');
    for (const path of ['/start/nothing', '/report/nothing', '/nowhere']) await go(`${url}${path}?lang=${lang}`);
  });

  await part('Every page of every form, empty and with everything wrong', async () => {
    for (const kind of REPORT_KINDS) {
      await walker.reachForm(url, kind);
      passes(60_000);
      await look();
      await walker.switchAndBack();
      const wrong = {
        'who.email': 'no address',
        'who.birthDate.month': '13',
        'when.fromDate': '2030-01-01',
        'items.0.value': 'x',
        'where.address': '',
        how: '',
        offense: '',
        'who.forWhom': '',
      };
      await walker.answerPages(typed(kind, somebody()), async () => {
        await look();
        await fill(wrong);
        await pressAndLook('#submit');
      });
    }
  });

  await part('A form with files, some of which are not taken; a lost cookie; more text than fits', async () => {
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('where', typed('larceny', early));
    await page.locator('[data-canvas] svg').click({ position: { x: 150, y: 200 } });
    await walker.answerUpTo('files', typed('larceny', early));
    await page.locator('#files').setInputFiles([
      { name: 'bike.jpg', mimeType: 'image/jpeg', buffer: await photograph(64, 40) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    ]);
    await page.locator('[data-file="bike.jpg"]').waitFor();
    await look();
    // As in a browser without the script, which needs this button.
    await page.evaluate(() => document.getElementById('add-files')?.removeAttribute('hidden'));
    await pressAndLook('#add-files');
    await page.context().clearCookies();
    await pressAndLook('#submit');
    await walker.press('button.back');
    await page.locator('[name=how]').waitFor();
    await fill({ how: 'x'.repeat(60_000) });
    await pressAndLook('#submit');
  });

  await part('A draft that is kept, resumed, and mailed too often', async () => {
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('when', typed('larceny', early));
    await pressAndLook('button[name=save]');
    await walker.switchAndBack();
    await fill({ 'who.email': 'no address' });
    await pressAndLook('#submit');
    await fill({ 'who.email': early });
    await pressAndLook('#submit');
    await go(`${await linkTo(early, 'resume')}?lang=${lang}`);
    for (const path of ['/resume/', '/confirm/', '/again/', '/reply/', '/status/']) {
      await go(`${url}${path}${'x'.repeat(22)}?lang=${lang}`);
    }
    await go(`${url}/sent?lang=${lang}`);
    await go(`${url}/again/${'x'.repeat(22)}/fraud?lang=${lang}`);
  });

  await part('The summary, and the address to be confirmed', async () => {
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('check', typed('larceny', early));
    await look();
    await walker.switchAndBack();
    await pressAndLook('#submit');
    await fill({ notice: 'yes' });
    await pressAndLook('#submit');
    await walker.switchAndBack();
    await fill({ notice: 'yes' });
    for (let mails = 0; mails < 5; mails += 1) await press('#submit');
    await look();
    // One of the five mails per hour that an address may get was already sent for the draft above.
    await page.goto(await linkTo(early, 'confirm', 4));
    await look();
    await walker.switchAndBack();
    await pressAndLook('#submit');
    await pressAndLook('a.language', lang === 'en' ? 'es' : 'en');
  });

  await part('Too many drafts for one address; and a report that tells of the same again', async () => {
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('contact', typed('larceny', early));
    await fill({ 'who.email': early });
    await pressAndLook('button[name=save]');
  });

  await part('The same told twice by one address: added to the first report, or sent as one of its own', async () => {
    const twice = somebody();
    await filed('larceny', twice);
    await sent('larceny', twice);
    await page.goto(await linkTo(twice, 'confirm'));
    await pressAndLook('#submit');
    await walker.switchAndBack();
    await press('#submit');
    await pressAndLook('#submit');
  });

  await part('A report that may mean danger, which is sent at once', async () => {
    await sent('vandalism', somebody());
    await look();
  });

  await part("The report's own page, by number and code", async () => {
    await go(`${url}/status?lang=${lang}`);
    await fill({ number: 'T26-000001-5', code: 'ABCD' });
    await pressAndLook('#submit');
    await walker.switchAndBack();
    await page.context().clearCookies();
    await pressAndLook('#submit');
    await fill({ number: 'x'.repeat(400_000) });
    await pressAndLook('#submit');
    await go(`${url}/status/link?lang=${lang}`);
    await pressAndLook('#submit');
    await walker.switchAndBack();
    await fill({ number: 'T26-000001-5', email: early });
    await pressAndLook('#submit');
  });

  await part('A person who must not be e-mailed, and gets no mail at home either', async () => {
    const email = somebody();
    const unsafe = { 'who.safeContact.no_email': 'yes', 'who.safeContact.no_mail': 'yes' };
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('contact', typed('larceny', email));
    await fill({ ...typed('larceny', email), ...unsafe });
    await pressAndLook('button[name=save]');
    await walker.reachForm(url, 'larceny');
    passes(60_000);
    await walker.answerUpTo('check', { ...typed('larceny', email), 'who.preferredContact': 'phone', ...unsafe });
    await look();
    await fill({ notice: 'yes' });
    await pressAndLook('#submit');
    const number = await page.locator('.number').innerText();
    await pressAndLook('a[href^="/status/"]');
    const found = agency.deps.db.selectFrom('report').select('id').where('tracking_number', '=', number);
    const { id } = await found.executeTakeFirstOrThrow();
    await messageWithFile(agency, supervisor, id, { name: 'form.pdf', note: 'Please sign this.', content: pdf() });
    await decide(id, reject('wrong_offense_title'));
    await page.reload();
    await look();
  });

  await part('What a person does with a report, and what officers do', async () => {
    const one = await filed('larceny');
    await go(`${one.path}?lang=${lang}`);
    await go(`${one.path}/copy.pdf?lang=${lang}`);
    await decide(one.id, { kind: 'message', note: 'Is the bell blue?' });
    const sent = { note: 'Is it this one?', content: await photograph(64, 40) };
    const file = await messageWithFile(agency, supervisor, one.id, { ...sent, name: 'bell.jpg' });
    await messageWithFile(agency, supervisor, one.id, { name: 'form.pdf', note: 'Please sign this.', content: pdf() });
    await go(`${one.path}?lang=${lang}`);
    // Malware is found in the file after it was sent.
    await noteScan(agency.deps.db, file.id, { state: 'infected', found: 'Eicar' }, clock.now);
    await go(`${one.path}?lang=${lang}`);
    await go(`${one.path}/files/${file.id}?lang=${lang}`);
    for (const act of ['message', 'add', 'found', 'withdraw']) {
      await go(`${one.path}/${act}?lang=${lang}`);
      await walker.switchAndBack();
      await fill({ text: 'x'.repeat(5000) });
      await pressAndLook('#submit');
    }
    await page.goto(`${one.path}/message?lang=${lang}`);
    await fill({ text: 'Yes, it is.' });
    await pressAndLook('#submit');
    await page.goto(`${one.path}/add?lang=${lang}`);
    await page.locator('#files').setInputFiles([
      { name: 'bike.jpg', mimeType: 'image/jpeg', buffer: await photograph(64, 40) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    ]);
    await page.locator('[data-file="bike.jpg"]').waitFor();
    // As in a browser without the script, which needs this button.
    await page.evaluate(() => document.getElementById('add-files')?.removeAttribute('hidden'));
    await pressAndLook('#add-files');
    await fill({ text: 'I found the receipt.' });
    await pressAndLook('#submit');
    await decide(one.id, { kind: 'log_call', outcome: 'no_answer', note: '' });
    // The report changes while the person is writing, so the page gives the text back.
    await page.goto(`${one.path}/add?lang=${lang}`);
    await decide(one.id, ask);
    await fill({ text: 'It has a bell.' });
    await pressAndLook('#submit');
    await go(`${one.path}?lang=${lang}`);
    const reply = await linkTo(one.email, 'reply');
    for (const path of [reply, `${one.path}/answer`]) {
      await go(`${path}?lang=${lang}`);
      await pressAndLook('#submit');
      await walker.switchAndBack();
    }
    const answered = async () => {
      await fill({ 'answer.value': '300', 'answer.photo': '-', 'answer.serial_number': 'WTU 123 456' });
      await pressAndLook('#submit');
    };
    await answered();
    await decide(one.id, ask);
    await page.goto(`${await linkTo(one.email, 'reply')}?lang=${lang}`);
    await answered();
    await go(`${reply}?lang=${lang}`);
    await decide(one.id, { kind: 'escalate', note: 'Please look at this.' }, officer);
    await go(`${one.path}?lang=${lang}`);
    await decide(one.id, { kind: 'approve', offenseCode: 'larceny_other', note: 'Keep the receipt.' });
    await go(`${one.path}?lang=${lang}`);
    await decide(one.id, { kind: 'return', cause: 'The number was wrong.', note: '' }, other);
    await go(`${one.path}?lang=${lang}`);
    await page.goto(`${one.path}/withdraw?lang=${lang}`);
    await pressAndLook('#submit');
  });

  await part('A report that nobody needs anymore', async () => {
    const gone = await filed('larceny');
    await decide(gone.id, reject('withdrawn_by_person'));
    await go(`${gone.path}?lang=${lang}`);
  });

  await part('A wrong title', async () => {
    const wrong = await filed('larceny');
    await decide(wrong.id, reject('wrong_offense_title'));
    await go(`${wrong.path}?lang=${lang}`);
    const again = await linkTo(wrong.email, 'again');
    await go(`${again}?lang=${lang}`);
    for (const kind of REPORT_KINDS) {
      await go(`${again}/${kind}?lang=${lang}`);
      await pressAndLook('#submit');
      await fill(CLEAR);
      await pressAndLook('#submit');
    }
    await go(`${wrong.path}/appeal?lang=${lang}`);
    await pressAndLook('#submit');
    await walker.switchAndBack();
    await fill({ text: 'It was as I wrote.' });
    await pressAndLook('#submit');
  });

  await part('No answer', async () => {
    const silent = await filed('lost_property');
    await decide(silent.id, ask);
    // Only a follow-up that has been delivered leads to a reminder or closes its report.
    const asked = await linkTo(silent.email, 'reply');
    const run = async (): Promise<boolean> => {
      const { reminded, closed } = await remindAndClose(agency.deps);
      if (reminded > 0) await linkTo(silent.email, 'reply');
      return closed > 0;
    };
    let isClosed = false;
    for (let days = 0; days < 40 && !isClosed; days += 1) {
      passes(DAY_MS);
      isClosed = await run();
    }
    // A letter that is being sent holds its report, so the next run tries again.
    if (!isClosed) await vi.waitUntil(run, { timeout: 60_000 });
    await go(`${silent.path}?lang=${lang}`);
    passes(60 * DAY_MS);
    await go(`${asked}?lang=${lang}`);
  });
  await agency.stop();
}

/**
 * Walks through what a person sees when the server fails, after too many requests, and when a form comes from another
 * site.
 */
export async function walkBadDays(walker: Walker, { lang }: PortalText): Promise<void> {
  const { page, go, press, pressAndLook, look, part } = walker;
  const agency = await startAgency({ env: { P2C_INTAKES_PER_HOUR: '2' } });
  const { serverUrl: url } = agency;

  await part('A form of this site that another one sends, and one that no browser sends so', async () => {
    await page.goto('about:blank');
    await page.setContent(`<form method="post" action="${url}/status"><button id="go">Go</button></form>`);
    await pressAndLook('#go');
    await page.goto(`${url}/status?lang=${lang}`);
    await page.evaluate(() => document.querySelector('form')?.setAttribute('enctype', 'text/plain'));
    await pressAndLook('#submit');
  });

  await part('A page behind a private link, once the site was left', async () => {
    await page.request.get(`${url}/leave`, { maxRedirects: 0 });
    await go(`${url}/reply/abcdefghijklmnopqrstuv?lang=${lang}`);
    await pressAndLook('#submit');
  });

  await part('Too many forms', async () => {
    for (let forms = 0; forms < 4; forms += 1) {
      await page.goto(`${url}/status?lang=${lang}`);
      await press('#submit');
    }
    await look();
  });

  await part('A server whose disk is full', async () => {
    const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
    const { app } = await openPortal({ openFollowUp: () => Promise.reject(full) });
    await go(`${await app.listen({ host: '127.0.0.1', port: 0 })}/reply/live?lang=${lang}`);
    await app.close();
  });

  await part('A server that fails, and one that cannot even read its policy', async () => {
    const { db } = agency.deps;
    await sql`alter table report rename to report_away`.execute(db);
    await go(`${url}/status/${'x'.repeat(22)}?lang=${lang}`);
    await sql`alter table policy rename to policy_away`.execute(db);
    await go(`${url}/?lang=${lang}`);
    // Restores the tables, because stored data is checked again before the database is dropped.
    await sql`alter table policy_away rename to policy`.execute(db);
    await sql`alter table report_away rename to report`.execute(db);
  });
  await agency.stop();
}

/** Walks through the demo mail page, which exists only in English. */
export async function walkDemoMail({ page, look, part }: Walker): Promise<void> {
  const { app, mails } = await openPortal();
  mails.push({
    name: 'one.eml',
    from: 'p2c@agency.example',
    to: 'ana@example.com',
    subject: 'Your report T26-000001-5',
    at: new Date(START),
    text: 'Hello',
    html: '<p>Hello <a href="http://127.0.0.1/">there</a></p>',
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await part('The mail of the demonstration', async () => {
    for (const path of ['/demo/mail', '/demo/mail/one.eml']) {
      await page.goto(`${url}${path}`);
      await look('en');
    }
  });
  await app.close();
}
