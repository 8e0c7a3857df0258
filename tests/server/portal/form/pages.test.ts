import { afterEach, describe, expect, it } from 'vitest';
import { type FormPage, pageOf, pagesOf } from '#server/portal/form/pages.ts';
import { ITEM_SLOTS } from '#server/portal/form/read-what.ts';
import { textIn } from '#server/portal/site/text.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { FILLED } from '../filled-forms.ts';
import { openPortal, startPolicy } from '../portal-fixture.ts';
import { hiddenFields, messageAt, openForm, type Seen, summaryOf, type Visitor, valueOf } from '../visitor.ts';

const en = textIn('en');
const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function start(kind: ReportKind, more: Parameters<typeof openPortal>[0] = {}) {
  const all = await openPortal(more);
  open.push(all.app);
  const first = await openForm(all.visitor, kind);
  all.clock.now = new Date(all.clock.now.getTime() + 60_000);
  return { ...all, first };
}

const pageIn = ({ html }: Seen): string | undefined => /<form[^>]*action="[^"]*page=(\w+)"/.exec(html)?.[1];
/** Returns what a person types on one page. */
const answersOn = (kind: ReportKind, page: FormPage) =>
  Object.fromEntries(Object.entries(FILLED[kind]).filter(([name]) => pageOf(name) === page));

/** Answers page after page, as a browser does, and stops before `until`. */
async function walk(visitor: Visitor, kind: ReportKind, first: Seen, until: FormPage | 'check' = 'check') {
  let seen = first;
  for (const page of pagesOf(kind, startPolicy)) {
    expect([page, pageIn(seen), seen.status]).toEqual([page, page, 200]);
    if (page === until) return seen;
    const fields = { ...hiddenFields(seen.html), ...answersOn(kind, page) };
    seen = await visitor.post(`/report/${kind}?page=${page}`, fields);
  }
  return seen;
}

describe('the form, one thing on each page', () => {
  it.each(REPORT_KINDS)('asks page after page, carries every answer, and ends at the summary (%s)', async (kind) => {
    const { visitor, first, filed } = await start(kind);
    const summary = await walk(visitor, kind, first);
    expect(summary.html).toContain(en.t('portal-form.check.title'));
    expect(hiddenFields(summary.html)).toMatchObject({ ...FILLED[kind], step: 'check' });
    const sent = await visitor.post(`/report/${kind}`, { ...hiddenFields(summary.html), notice: 'yes' });
    expect([sent.status, filed.length]).toEqual([303, 1]);
  });

  it('shows a page again with its own errors only, and keeps what was typed', async () => {
    const { visitor, first } = await start('larceny');
    const page = await walk(visitor, 'larceny', first, 'when');
    const wrong = { ...hiddenFields(page.html), 'when.fromDate': '2026-13-01', 'when.fromTime': '20:00' };
    const again = await visitor.post('/report/larceny?page=when', wrong);
    expect([again.status, pageIn(again)]).toEqual([400, 'when']);
    expect(summaryOf(again.html).map(({ href }) => href)).toEqual(['#when-fromDate']);
    expect(messageAt(again.html, 'when.fromDate')).toBe(en.t('portal-errors.dateForm'));
    expect(valueOf(again.html, 'when.fromTime')).toBe('20:00');
    expect(hiddenFields(again.html)['items.0.brand']).toBe('Trek');
  });

  it('goes back a page without asking for what is not typed yet, and loses nothing', async () => {
    const { visitor, first } = await start('larceny');
    const page = await walk(visitor, 'larceny', first, 'where');
    const typed = { ...hiddenFields(page.html), 'where.address': '250 Main' };
    const back = await visitor.post('/report/larceny?page=where', { ...typed, edit: 'when' });
    expect([back.status, pageIn(back), summaryOf(back.html)]).toEqual([200, 'when', []]);
    expect(hiddenFields(back.html)['where.address']).toBe('250 Main');
  });

  it('returns straight to the summary after a change, and stays on the page while the change has an error', async () => {
    const { visitor, first } = await start('larceny');
    const summary = await walk(visitor, 'larceny', first);
    const change = await visitor.post('/report/larceny', { ...hiddenFields(summary.html), edit: 'where' });
    expect([pageIn(change), change.html.includes(`>${en.t('portal-form.back')}<`)]).toEqual(['where', false]);
    const fields = { ...hiddenFields(change.html), ...answersOn('larceny', 'where') };
    const wrong = await visitor.post('/report/larceny?page=where', { ...fields, 'where.address': '' });
    expect([wrong.status, pageIn(wrong)]).toEqual([400, 'where']);
    const mended = { ...fields, ...hiddenFields(wrong.html), 'where.address': '12 Park St' };
    const after = await visitor.post('/report/larceny?page=where', mended);
    expect(after.html).toContain(en.t('portal-form.check.title'));
    expect(after.html).toContain('12 Park St');
  });

  it('takes as many items as there are slots, and files them all', async () => {
    const { visitor, first, filed } = await start('lost_property');
    let page = await walk(visitor, 'lost_property', first, 'what');
    const items: Record<string, string> = {};
    for (const slot of ITEM_SLOTS) {
      items[`items.${slot}.type`] = `Thing ${slot}`;
      page = await visitor.post('/report/lost_property?page=what', {
        ...hiddenFields(page.html),
        ...items,
        edit: 'item',
      });
      expect(page.html.includes('value="item"')).toBe(slot + 2 < ITEM_SLOTS.length);
    }
    const whole = { ...hiddenFields(page.html), ...FILLED.lost_property, ...items };
    const summary = await visitor.post('/report/lost_property', whole);
    await visitor.post('/report/lost_property', { ...hiddenFields(summary.html), notice: 'yes' });
    expect(filed[0]?.body.facts.items).toHaveLength(ITEM_SLOTS.length);
  });

  it('takes a full list of items with every answer through the page of files, too', async () => {
    const { visitor, first } = await start('larceny');
    let page = await walk(visitor, 'larceny', first, 'what');
    const items: Record<string, string> = {};
    for (const slot of ITEM_SLOTS) {
      for (const part of ['type', 'brand', 'model', 'serialNumber', 'color', 'marks'])
        items[`items.${slot}.${part}`] = `${part} ${slot}`;
      items[`items.${slot}.value`] = '10';
    }
    page = await visitor.postFiles(
      '/report/larceny?page=files',
      {
        ...hiddenFields(page.html),
        ...FILLED.larceny,
        ...items,
        edit: 'files',
      },
      {},
    );
    expect(page.status).toBe(200);
    expect(hiddenFields(page.html)['items.19.marks']).toBe('marks 19');
  });

  it('asks for the address of the link on a page of its own, and says what is wrong with it only then', async () => {
    const kept: string[] = [];
    const keep = async ({ email }: { email: string }) => {
      kept.push(email);
      return 'kept' as const;
    };
    const { visitor, first } = await start('larceny', { drafts: { sendsMail: true, keep, open: async () => null } });
    const page = await walk(visitor, 'larceny', first, 'where');
    const asked = await visitor.post('/report/larceny?page=where', { ...hiddenFields(page.html), save: 'yes' });
    expect([asked.status, summaryOf(asked.html)]).toEqual([200, []]);
    const fields = hiddenFields(asked.html);
    const wrong = await visitor.post('/report/larceny', { ...fields, 'who.email': 'x' });
    expect([wrong.status, messageAt(wrong.html, 'who.email')]).toEqual([400, en.t('portal-drafts.emailNeeded')]);
    expect((await visitor.post('/report/larceny', { ...fields, 'who.email': 'a@example.com' })).status).toBe(200);
    expect(kept).toEqual(['a@example.com']);
  });

  it('says 911 before and after sending to a person who may be in danger, and to nobody else', async () => {
    const { visitor, first } = await start('vandalism');
    for (const [how, isDanger] of [
      ['He is still outside my house. He has a gun.', true],
      ['The fence was broken in the morning.', false],
    ] as const) {
      const typed = { ...hiddenFields(first.html), ...FILLED.vandalism, how };
      const summary = await visitor.post('/report/vandalism', typed);
      const sent = await visitor.post('/report/vandalism', { ...hiddenFields(summary.html), notice: 'yes' });
      const shown = [summary.html, (await visitor.follow(sent)).html];
      expect(shown.map((html) => html.includes(en.t('portal-site.danger.title')))).toEqual([isDanger, isDanger]);
    }
  });

  const isShown = (html: string, key: 'text' | 'notSent') =>
    html.includes(en.t(`portal-site.danger.${key}`).split(' 911')[0] ?? '');
  const HURT = 'He is still outside my house. He has a gun.';

  it('says 911 on the page after the one where danger was told, and that nobody has read it', async () => {
    const { visitor, first } = await start('vandalism');
    const how = await walk(visitor, 'vandalism', first, 'how');
    const after = async (text: string) =>
      (await visitor.post('/report/vandalism?page=how', { ...hiddenFields(how.html), how: text })).html;
    const told = await after(HURT);
    expect(/<form[^>]*action="[^"]*page=(\w+)"/.exec(told)?.[1]).toBe('files');
    expect([isShown(told, 'notSent'), isShown(told, 'text')]).toEqual([true, false]);
    expect(told).toContain('href="tel:911"');
    expect(told.indexOf('class="danger"')).toBeLessThan(told.indexOf('<form'));
    expect(isShown(await after('The fence was broken.'), 'notSent')).toBe(false);
  });

  it('promises no reader of what was not sent: on the summary, nobody reads it yet; after sending, an officer does', async () => {
    const { visitor, first } = await start('vandalism');
    const typed = { ...hiddenFields(first.html), ...FILLED.vandalism, how: HURT };
    const summary = await visitor.post('/report/vandalism', typed);
    const sent = await visitor.post('/report/vandalism', { ...hiddenFields(summary.html), notice: 'yes' });
    const pages = [summary.html, (await visitor.follow(sent)).html];
    expect(pages.map((html) => isShown(html, 'notSent'))).toEqual([true, false]);
    expect(pages.map((html) => isShown(html, 'text'))).toEqual([false, true]);
    for (const html of pages) expect(html).toContain('href="tel:18007997233"');
  });

  it.each([
    ['email', { 'who.safeContact.no_calls': '' }, ['e-mail', 'phone']],
    ['no calls', {}, ['e-mail']],
    ['no calls and no mail', { 'who.safeContact.no_mail': 'yes' }, ['e-mail']],
    ['no phone', { 'who.phone': '', 'who.safeContact.no_calls': '' }, ['e-mail']],
    [
      'no e-mail and no mail',
      {
        'who.safeContact.no_calls': '',
        'who.safeContact.no_mail': 'yes',
        'who.safeContact.no_email': 'yes',
        'who.preferredContact': 'phone',
      },
      ['page', 'phone'],
    ],
    ['nothing', { 'who.safeContact.no_mail': 'yes', 'who.safeContact.no_email': 'yes' }, ['page']],
    [
      'no e-mail',
      { 'who.email': '', 'who.preferredContact': 'letter', 'who.safeContact.no_calls': '' },
      ['mailbox', 'phone'],
    ],
    ['no e-mail and no calls', { 'who.email': '', 'who.preferredContact': 'letter' }, ['mailbox']],
  ])('tells a person after sending to watch only what may be used (%s)', async (_, who, watched) => {
    const { visitor, first } = await start('vandalism');
    const summary = await visitor.post('/report/vandalism', {
      ...hiddenFields(first.html),
      ...FILLED.vandalism,
      ...who,
    });
    const sent = await visitor.post('/report/vandalism', { ...hiddenFields(summary.html), notice: 'yes' });
    const { html } = await visitor.follow(sent);
    const steps = /<ol>(.*?)<\/ol>/s.exec(html)?.[1] ?? '';
    const missing = steps.split('<li>').find((one) => one.includes('If something is missing')) ?? '';
    const named = (['e-mail', 'mailbox', 'page', 'phone'] as const).filter((one) => missing.includes(one));
    expect(named).toEqual(watched);
    expect(missing.includes('call you')).toBe(watched.includes('phone'));
    // If the answer will appear only on the report's page, this page says that no e-mail or letter repeats the access
    // code.
    const isOnlyWay = html.includes('We won’t send it in an e-mail or letter.');
    expect(isOnlyWay).toBe(watched.includes('page'));
  });

  it('stays on the page that asks for the address of the link if that is sent too quickly for a person', async () => {
    const drafts = { sendsMail: true, keep: async () => 'kept' as const, open: async () => null };
    const all = await openPortal({ drafts });
    open.push(all.app);
    const first = await openForm(all.visitor, 'larceny');
    const asked = await all.visitor.post('/report/larceny?page=offense', { ...hiddenFields(first.html), save: 'yes' });
    const quick = await all.visitor.post('/report/larceny', {
      ...hiddenFields(asked.html),
      'who.email': 'a@example.com',
    });
    expect(quick.status).toBe(400);
    expect(summaryOf(quick.html)).toEqual([{ href: '#submit', text: en.t('portal-errors.sendAgain') }]);
    expect([valueOf(quick.html, 'who.email'), hiddenFields(quick.html).asked]).toEqual(['a@example.com', 'save']);
  });

  it('changes its language from the top of the page, too, and keeps what was typed', async () => {
    const { visitor, first } = await start('larceny');
    const top = /<header.*?<\/header>/s.exec(first.html)?.[0] ?? '';
    const [, form] = /<form[^>]* id="([\w-]+)"/.exec(first.html) ?? [];
    expect(form).toBeTypeOf('string');
    const button = top.match(/<button[^>]*>/g)?.find((one) => one.includes('name="switchTo"'));
    for (const part of [`form="${form}"`, 'value="es"']) expect(button).toContain(part);
    expect(top).not.toMatch(/<a class="language"/);
    // Enter in a field activates the form's first button, so that button must not change the language.
    expect(/<button[^>]*form=[^>]*>/.exec(first.html)?.[0]).not.toContain('switchTo');
    const fields = { ...hiddenFields(first.html), ...answersOn('larceny', 'offense'), switchTo: 'es' };
    const spanish = await visitor.post('/report/larceny?page=offense', fields);
    expect([spanish.html.includes('<html lang="es">'), pageIn(spanish)]).toEqual([true, 'offense']);
    expect(valueOf(spanish.html, 'offense')).toBe('larceny_other');
  });

  it('still offers what the browser kept after the language of an empty form was changed', async () => {
    const { visitor, first } = await start('larceny');
    const change = (more: Record<string, string>) =>
      visitor.post('/report/larceny?page=offense', { ...hiddenFields(first.html), switchTo: 'es', ...more });
    expect((await change({})).html).toContain('data-fresh');
    expect((await change({ offense: 'larceny_other' })).html).not.toContain('data-fresh');
  });

  it('is continued at the first page that is not finished', async () => {
    const { visitor, first } = await start('larceny');
    const typed = { ...hiddenFields(first.html), ...FILLED.larceny, 'when.fromDate': '', edit: 'resume' };
    const page = await visitor.post('/report/larceny?page=offense', typed);
    expect([page.status, pageIn(page), summaryOf(page.html)]).toEqual([200, 'when', []]);
    const all = await visitor.post('/report/larceny?page=offense', { ...typed, 'when.fromDate': '2026-11-20' });
    expect(all.html).toContain(en.t('portal-form.check.title'));
  });
});
