import type { Locator, Page } from 'playwright/test';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { Input } from '#shared/ipc.ts';
import type { Channel } from '#shared/ipc-names.ts';
import { anItem } from '../helpers/builders.ts';
import { actElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { ownIncident } from './incidents.ts';
import { nav, openReport, report, searchFor } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';
import { draw } from './sampled.ts';

// Other files would see the policy that this publishes.
test.use({ changesAgency: 'blind-review' });

/** Words that reveal on some screen what was decided, and why. */
const TELLS = /reject|appeal|Wethersfield|not in the city|decided|has duplicates/i;
const FAMILY = 'Blindenstein';
const PERSON = { givenName: 'Theodora', familyName: FAMILY, email: null, address: '9 Elm Street, Hartford, CT 06106' };

/** Opens a page of the navigation and returns what it shows. */
async function open(page: Page, name: string): Promise<Locator> {
  await nav(page, new RegExp(`^${name}`)).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(name);
  return main;
}

type Screen = {
  name: string;
  /** Opens the screen and looks the report up by its number, where possible. */
  go: (page: Page, number: string) => Promise<Locator>;
  /** Text shown instead of the report. Omitted if the screen never names this report, or also lists other reports. */
  empty?: string;
  /** Whether the screen shows the report once the report is no longer hidden. */
  names: boolean;
};

const dialogOf = async (page: Page, view: string, button: string) => {
  await open(page, view);
  await page.getByRole('button', { name: button }).click();
  return page.getByRole('dialog');
};
/** Presses Esc until the dialog is closed, because the first Esc may only empty a field. */
async function closeDialog(page: Page): Promise<void> {
  await expect(async () => {
    if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
  }).toPass();
}

/**
 * Opens a page and waits until this element is visible, because a page that is still loading names no report either.
 */
async function loaded(page: Page, name: string, shows: string): Promise<Locator> {
  const main = await open(page, name);
  await expect(main.locator(shows).first()).toBeVisible();
  return main;
}
const never = (name: string, shows = 'table, .empty'): Screen => ({
  name,
  names: false,
  go: (page) => loaded(page, name, shows),
});

const SCREENS: readonly Screen[] = [
  {
    name: 'the queue',
    names: true,
    empty: 'No reports match these filters',
    go: async (page, number) => {
      await nav(page, /^Queue/).click();
      await searchFor(page, number);
      return page.getByRole('main');
    },
  },
  {
    name: 'the commands',
    names: true,
    empty: 'Reports by',
    go: async (page, number) => {
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Commands' });
      // The menu repeats the typed text as a person's name, so the whole number appears only if the report is found.
      await palette.getByRole('searchbox').fill(number.slice(0, -2));
      return palette.getByRole('menu');
    },
  },
  never('Start', '.flow-table, table'),
  never('Figures', '.figure-tile'),
  {
    name: 'Decisions',
    names: true,
    empty: 'No decisions match these filters',
    go: async (page, number) => {
      const main = await open(page, 'Decisions');
      await page.getByRole('searchbox', { name: 'Search decisions' }).fill(number);
      return main;
    },
  },
  {
    name: 'Opened reports',
    names: true,
    empty: 'Nothing recorded yet',
    go: async (page, number) => {
      const dialog = await dialogOf(page, 'Decisions', 'Opened reports');
      await dialog.getByRole('textbox', { name: 'Report number' }).fill(number);
      return dialog;
    },
  },
  { name: 'Dismissed flags', names: false, go: (page) => dialogOf(page, 'Decisions', 'Dismissed flags') },
  { name: 'Appeals', names: true, empty: 'No appeals to decide', go: (page) => open(page, 'Appeals') },
  {
    name: 'Audit log',
    names: true,
    empty: 'No entries match these filters',
    go: async (page, number) => {
      const main = await open(page, 'Audit log');
      await page.getByRole('searchbox', { name: 'Search by person or report' }).fill(number);
      return main;
    },
  },
  {
    name: 'Find a report',
    names: true,
    empty: 'No matching reports',
    go: async (page, number) => {
      const main = await open(page, 'Find a report');
      // The reason is requested once per session. The page shows the field until it knows that the reason was given.
      await expect(async () => {
        if (await page.getByRole('button', { name: 'Change', exact: true }).isVisible()) return;
        await page.getByRole('textbox', { name: 'Reason for searching' }).fill('Test', { timeout: 500 });
      }).toPass();
      await page.getByRole('textbox', { name: 'Number', exact: true }).fill(number);
      await page.keyboard.press('Enter');
      return main;
    },
  },
  never('Records system'),
  never('Case numbers'),
  never('Holds and retention'),
  { name: 'Letters to print', names: true, go: (page) => loaded(page, 'Letters to print', 'table') },
  never('Courtesy contacts'),
];

test('until the second decision, no screen of the reviewer shows the report that was drawn, or how it ended', async ({
  page,
  agency,
}) => {
  test.setTimeout(400_000);
  const own = ownIncident();
  const told = { ...own, who: { ...own.who, ...PERSON }, items: [anItem({ serialNumber: 'BLIND-4711' })] };
  const how = 'Somebody took my red bicycle from the rack behind the library last night.';
  const number = await fileReport(agency, { ...told, how });
  const twin = await fileReport(agency, { ...told, how: how.replace('red', 'blue') });
  // The rejection of a report as a duplicate is shown at its primary, too.
  const copy = await fileReport(agency, { ...told, how: how.replace('red', 'green') });
  const reject = { kind: 'reject', note: 'In Wethersfield.' } as const;
  await actElsewhere(agency, number, { ...reject, reasonCode: 'outside_hartford', duplicateOf: null }, 'officer');
  await actElsewhere(agency, copy, { ...reject, reasonCode: 'duplicate', duplicateOf: twin }, 'officer');
  await onDatabase(agency, async (deps) => {
    expect(await appealReport(deps, { reportId: await reportId(deps, number), text: 'It is not.' }, 'test')).toBe(true);
  });
  await draw(agency, number, copy);
  await signIn(page, agency.account('supervisor'));

  for (const { name, go, empty } of SCREENS) {
    const shown = await go(page, number);
    for (const one of [number, copy]) await expect.soft(shown, name).not.toContainText(one);
    if (empty !== undefined) {
      await expect.soft(shown, name).toContainText(empty);
      await expect.soft(shown, name).not.toContainText(FAMILY);
    }
    await closeDialog(page);
  }
  await expect(await open(page, 'Start')).toContainText('2 reports are hidden from you until you review them');

  // Another report by the same reporter still links to the hidden report, as it was before the decision.
  await nav(page, /^Queue/).click();
  const opened = await openReport(page, twin);
  const banner = opened.getByRole('region', { name: 'Possible duplicates' });
  for (const one of [number, copy]) await expect(banner).toContainText(one);
  await expect(banner).not.toContainText(TELLS);
  const sent = opened.getByRole('region', { name: 'Other reports from this reporter' });
  await expect(sent).toContainText(copy);
  await expect(sent).not.toContainText(TELLS);
  await expect(opened).not.toContainText(/primary|one incident/i);
  await banner
    .getByRole('button', { name: `Compare with ${number}` })
    .first()
    .click();
  const comparing = page.getByRole('main', { name: `Compare ${twin} with ${number}` });
  await expect(comparing.getByText('red', { exact: true }).first()).toBeVisible();
  const head = comparing.locator('.compare-side').filter({ hasText: number });
  await expect(head).not.toContainText(TELLS);
  await page.keyboard.press('Escape');

  // Even requests that the window sends directly reveal no more.
  const asked = await onDatabase(agency, (deps) => Promise.all([number, copy].map((one) => reportId(deps, one))));
  for (const id of asked) {
    const ask = <C extends Channel>(channel: C, input: Input<C>) =>
      page.evaluate(([to, what]) => window.p2c.call(to, what), [channel, input] as const);
    expect(await ask('report.ahead', { id })).toEqual({ ok: true, value: null });
    expect(await ask('find.open', { reportId: id })).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const report = await ask('report.get', { id });
    expect(report).toMatchObject({ ok: true, value: { report: { state: 'submitted', version: 1, decidedBy: null } } });
    expect(JSON.stringify(report)).not.toMatch(/rejected|Wethersfield|outside_hartford|appealed/);
    expect(JSON.stringify(await ask('same-sender.on-server', { reportId: id }))).not.toMatch(
      /rejected|Wethersfield|appealed/,
    );
  }

  // Neither the tray nor the review itself reveals the decision.
  const tray = await open(page, 'Second review');
  await expect(tray.getByRole('table')).toContainText(number);
  await expect(tray.getByRole('table')).not.toContainText(TELLS);
  await page.getByRole('button', { name: `Review ${number}` }).click();
  const review = page.getByRole('main', { name: `Review ${number}` });
  await expect(review.getByRole('region', { name: 'Narrative' })).toBeVisible();
  await expect(review).not.toContainText('Wethersfield');
  await expect(review.getByRole('region', { name: 'Report', exact: true })).not.toContainText(TELLS);

  // After giving up the blind review, the reviewer sees the report on every screen; otherwise the checks above prove
  // nothing.
  await review.getByRole('button', { name: 'Back to the list' }).first().click();
  await page.getByRole('button', { name: `Show without review… ${number}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Show the report' }).click();
  await expect(report(page, number)).toContainText(/reject/i);
  for (const { name, go, names } of SCREENS) {
    if (!names) continue;
    await expect.soft(await go(page, number), name).toContainText(number);
    await closeDialog(page);
  }
});
