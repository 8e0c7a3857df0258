import { afterEach, expect, test } from 'vitest';
import { draftOfFacts } from '#server/portal/form/draft-of-facts.ts';
import { createReader } from '#server/portal/form/field-reader.ts';
import { readWhen } from '#server/portal/form/read-when.ts';
import { textIn } from '#server/portal/site/text.ts';
import { facts, firstPolicy } from '../../../helpers/builders.ts';
import { FILLED } from '../filled-forms.ts';
import { openPortal } from '../portal-fixture.ts';
import { hiddenFields, openForm, unescaped } from '../visitor.ts';

const en = textIn('en');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const policy = firstPolicy();
const CLOCK = { zone: policy.agency.timeZone, now: new Date('2026-11-24T15:00:00.000Z') };

function read(draft: Readonly<Record<string, string>>) {
  const when = readWhen(draft, createReader({}, en), CLOCK, en);
  if (when === null) throw new Error('not read');
  return when;
}
const typed = (fromDate: string, fromTime: string, toDate: string, toTime: string) => ({
  'when.fromDate': fromDate,
  'when.fromTime': fromTime,
  'when.toDate': toDate,
  'when.toTime': toTime,
});

test.each([
  [typed('2026-11-20', '', '', ''), ['from', 'to']],
  [typed('2026-11-24', '', '', ''), ['from', 'to']],
  [typed('2026-11-20', '', '2026-11-21', ''), ['from', 'to']],
  [typed('2026-11-20', '20:00', '2026-11-21', ''), ['to']],
  [typed('2026-11-20', '', '2026-11-21', '08:30'), ['from']],
  [typed('2026-11-20', '20:00', '', ''), undefined],
])('the form %j, submitted again as prefilled, gets no time that the reporter did not give', (draft, dayOnly) => {
  const when = read(draft);
  expect(when.dayOnly).toEqual(dayOnly);
  const again = draftOfFacts({ ...facts(), when }, policy, null);
  if (draft['when.fromTime'] === '') expect(again['when.fromTime'] ?? '').toBe('');
  if (dayOnly?.includes('to') === true) expect(again['when.toTime'] ?? '').toBe('');
  expect(read(again)).toEqual(when);
});

test.each([
  ['en', 'Friday, November 20, 2026 (time not given)', 'Saturday, November 21, 2026 (time not given)'],
  ['es', 'viernes, 20 de noviembre de 2026 (hora no indicada)', 'sábado, 21 de noviembre de 2026 (hora no indicada)'],
])('the summary the reporter signs says that a time was not given, in %s', async (lang, from, to) => {
  const { app, visitor, clock } = await openPortal();
  open.push(app);
  const form = await openForm(visitor, 'larceny', lang);
  clock.now = new Date(clock.now.getTime() + 60_000);
  const answers = { ...FILLED.larceny, 'when.fromTime': '', 'when.toTime': '' };
  const page = await visitor.post('/report/larceny', { ...hiddenFields(form.html), ...answers });
  const html = unescaped(page.html);
  expect(html).toContain(from);
  expect(html).toContain(to);
  expect(html).not.toMatch(/12:00|11:59/);
});
