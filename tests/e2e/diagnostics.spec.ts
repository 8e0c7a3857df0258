import { readdirSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { barriers } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { approveOpen, inView, nav, openReport, searchFor } from './officer.ts';
import { newOfficer } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';

/** Words that are on the screen or in the cache, or were typed or searched for in this session. */
const WORDS = {
  familyName: 'Quetzalcoatlus',
  givenName: 'Xanthippe',
  email: 'zyzzyva@example.org',
  phone: '860-555-0173',
  narrative: 'My krummhorn vanished while the ocelot slept.',
  serial: 'SN-7788-QXZ',
  note: 'Grapefruit marginalia',
  search: 'zeppelin marmalade',
};

const diagnostics = z.object({
  application: z.object({ version: z.string() }),
  start: z.object({ state: z.string() }),
  cache: z.object({
    integrity: z.string(),
    reports: z.number(),
    drafts: z.number(),
    outbox: z.object({ held: z.number(), waiting: z.number(), needsYou: z.number() }),
  }),
  logs: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

test('diagnostics say what IT needs, and nothing of what anyone wrote, typed, searched for or is called', async ({
  page,
  desk,
  agency,
  line,
}) => {
  const officer = await newOfficer(agency);
  const trackingNumber = await fileReport(agency, {
    how: WORDS.narrative,
    who: { familyName: WORDS.familyName, givenName: WORDS.givenName, email: WORDS.email, phone: WORDS.phone },
  });
  await signIn(page, officer);
  await searchFor(page, WORDS.search);
  await expect(page.getByText(WORDS.search).or(page.getByRole('searchbox'))).not.toHaveCount(0);
  const opened = await openReport(page, trackingNumber);
  await expect(opened).toContainText(WORDS.familyName);
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('textbox').first().fill(WORDS.note);
  await page.keyboard.press('Escape');
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  // Throws an error in the window whose message quotes the report.
  await page.evaluate((words) => {
    setTimeout(() => {
      throw new RangeError(words);
    });
  }, WORDS.narrative);
  await expect
    .poll(() => readFileSync(join(desk.userData, 'logs', 'main.log'), 'utf8'))
    .toContain('"event":"window.failed"');

  await nav(page, 'Settings').click();
  const trouble = page.getByRole('region', { name: 'Troubleshooting' });
  await trouble.getByRole('button', { name: 'Save diagnostics…' }).click();
  await expect(trouble.getByRole('status')).toContainText('Saved as');
  const name = readdirSync(desk.downloads).find((one) => one.endsWith('.json')) ?? '';
  const text = readFileSync(join(desk.downloads, name), 'utf8');

  const { cache, logs, start } = diagnostics.parse(JSON.parse(text));
  expect(cache).toMatchObject({ integrity: 'ok', drafts: 1 });
  expect(cache.outbox.held + cache.outbox.waiting).toBe(1);
  expect(cache.reports).toBeGreaterThan(0);
  expect(start.state).toBe('finished');
  expect(logs['main.log']?.map(({ event }) => event)).toContain('window.failed');

  const lower = text.toLowerCase();
  const phrases = Object.values(WORDS);
  const words = [phrases, phrases.flatMap((phrase) => phrase.split(/[^\p{L}\p{N}]+/u))].flat();
  const others = [officer.name, officer.password, trackingNumber, hostname(), desk.userData, desk.downloads];
  // Short words, such as "my", are also parts of other words, so they are left out.
  const told = [...words, ...others].filter((word) => word.length > 5 && lower.includes(word.toLowerCase()));
  // A word that is also the OS username may occur in Linux file names.
  expect(told.filter((word) => word !== userInfo().username)).toEqual([]);
});

test('fetching all reports again keeps an unsent decision, which is then sent', async ({ page, agency, line }) => {
  const email = 'fetched-again@example.org';
  const trackingNumber = await fileReport(agency, { who: { email } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await nav(page, 'Settings').click();
  const trouble = page.getByRole('region', { name: 'Troubleshooting' });
  await trouble.getByRole('button', { name: 'Download all reports again…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Download all reports again?' });
  await expect(dialog).toContainText('Your own work here is kept');
  expect(await barriers(page, 'fetch again')).toEqual([]);
  await dialog.getByRole('button', { name: 'Download again', exact: true }).click();
  await expect(trouble.getByRole('status')).toContainText('Unsent decisions and drafts were kept');
  await expect(nav(page, /Waiting to be sent/)).toContainText('1');
  await line.online();
  await expect(nav(page, /Waiting to be sent/)).not.toContainText('1');
  expect((await letterTo(agency, email, /Your case number/)).text).toContain(trackingNumber);
});
