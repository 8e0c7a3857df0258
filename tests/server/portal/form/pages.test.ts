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
/** What a person types on one page. */
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
    const { visitor, first } = await start('larceny', { drafts: { mailLeaves: true, keep, open: async () => null } });
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
      expect(shown.map((html) => html.includes(en.t('portal-site.danger.text').split(' 911')[0] ?? ''))).toEqual([
        isDanger,
        isDanger,
      ]);
    }
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
