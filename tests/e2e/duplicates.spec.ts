import type { Page } from 'playwright/test';
import { removeKept } from '#server/jobs/remove-kept.ts';
import { anItem } from '../helpers/builders.ts';
import { barriers, fitsTheWindow } from './barriers.ts';
import { decideElsewhere, rejectElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { ownIncident } from './incidents.ts';
import { approveOpen, chooseUndoTime, nav, openReport, report, tick } from './officer.ts';
import { onDatabase, reportId, usesOf } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';

const comparing = (page: Page, one: string, other: string) =>
  page.getByRole('main', { name: `Compare ${one} with ${other}` });

const NAMES =
  'Achterberg Brauer Castellanos Dombrowski Eide Fjelstad Grünwald Halvorsen Iturbide Jankowski Kazarian'.split(' ');
let people = 0;
const two = (digits: number) => String(digits).padStart(2, '0');

/** Files two reports by one person about one bicycle. */
async function twice(agency: Parameters<typeof fileReport>[0], email: string): Promise<[string, string]> {
  const [red, blue] = aBicycle(agency, email);
  return [await red(), await blue()];
}

/**
 * Returns functions that file two reports by one person about one bicycle. Each call uses a different person, place and
 * day, two days apart, so that no other of them counts as a witness of it.
 */
function aBicycle(agency: Parameters<typeof fileReport>[0], email: string, city = 'Hartford') {
  people += 1;
  const at = (hours: number) => new Date(Date.now() - (48 * people - hours) * 3_600_000).toISOString();
  const who = { email, phone: `860 555 01${70 + people}`, birthDate: `19${50 + people}-${two(people)}-${10 + people}` };
  const told = {
    who: { ...who, givenName: 'Wilhelmina', familyName: NAMES[people] ?? 'Gundersen' },
    where: {
      address: `${people * 111} Albany Avenue`,
      city,
      point: city === 'Hartford' ? { lat: 41.76 + people / 200, lon: -72.68 } : null,
    },
    when: { from: at(-1), to: at(0) },
    items: [anItem({ serialNumber: `REP-${people}-${people * 7919}` })],
  };
  const file = (color: string) => () =>
    fileReport(agency, { ...told, how: `Somebody took my ${color} bicycle from the rack last night.` });
  return [file('red'), file('blue')] as const;
}

test('an officer compares a likely duplicate by keyboard and rejects it with a letter that names the other report', async ({
  officer: { page },
  agency,
}) => {
  const [first, second] = await twice(agency, 'compare@example.org');
  await openReport(page, second);
  await expect(report(page, second).getByRole('region', { name: 'Possible duplicates' })).toContainText(first);
  await page.keyboard.press('c');
  const screen = page.getByRole('main', { name: new RegExp(`^Compare ${second}`) });
  await expect(screen).toBeVisible();
  // Other tests left duplicates by serial number, so J is pressed until the intended pair is open.
  const wanted = `Compare ${second} with ${first}`;
  for (let now = await screen.getAttribute('aria-label'); now !== null && now !== wanted; ) {
    await page.keyboard.press('j');
    await expect(screen).not.toHaveAccessibleName(now);
    now = await screen.getAttribute('aria-label');
  }
  await expect(comparing(page, second, first)).toBeVisible();
  await expect(screen.locator('mark').first()).toHaveText('blue');
  await expect(screen.getByRole('region', { name: 'Reasons' })).toContainText('Overall');
  await expect(screen.getByRole('region', { name: 'Location' }).getByRole('img')).toBeVisible();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Duplicate of' })).toHaveValue(first);
  await expect(dialog.getByRole('region', { name: 'Letter as it will be sent' })).toContainText(first);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toBeHidden();
  const letter = await letterTo(agency, 'compare@example.org', /we are keeping is/);
  expect(letter.text).toContain(first);
  // An officer who compared two reports has seen both.
  await expect.poll(async () => Object.keys(Object((await usesOf(agency, first))[0]))).toContain('compared');
});

test('from either report, R rejects the newer one, and W lets the officer keep it instead', async ({
  officer: { page },
  agency,
}) => {
  const [first, second] = await twice(agency, 'keep@example.org');
  await compareBoth(page, first, second);
  const head = (number: string) => page.locator('.compare-side').filter({ hasText: number });
  await expect(head(first)).toContainText('Primary: older');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveAccessibleName(`Reject ${second}`);
  await expect(dialog.getByRole('textbox', { name: 'Duplicate of' })).toHaveValue(first);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // The report to be rejected is now on the left.
  await expect(comparing(page, second, first)).toBeVisible();
  await page.keyboard.press('w');
  await expect(head(second)).toContainText('Primary');
  await page.keyboard.press('r');
  await expect(dialog).toHaveAccessibleName(`Reject ${first}`);
  await expect(dialog.getByRole('textbox', { name: 'Duplicate of' })).toHaveValue(second);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toBeHidden();
  // The other report is now the only one on file, even before the server knows about the rejection.
  await openReport(page, second);
  await page.keyboard.press('r');
  await tick(dialog.getByRole('radio', { name: /^Submitted more than once/ }));
  await dialog.getByRole('textbox', { name: 'Duplicate of' }).fill(first);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toContainText('was rejected as a duplicate of this one');
});

test('W right after C, before the other report is loaded, is not lost', async ({ officer: { page }, agency }) => {
  const [first, second] = await twice(agency, 'quick@example.org');
  await openReport(page, second);
  await expect(report(page, second).getByRole('region', { name: 'Possible duplicates' })).toContainText(first);
  await page.getByRole('grid').focus();
  // Presses two keys in quick succession, each in its own event-loop turn, as the browser reports them.
  await page.evaluate(async () => {
    for (const key of ['c', 'w']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  });
  await expect(page.locator('.compare-side').filter({ hasText: second })).toContainText('Primary');
});

test('"not the same" is not suggested again, and Z undoes it', async ({ officer: { page }, agency }) => {
  const [first, second] = await twice(agency, 'notsame@example.org');
  await chooseUndoTime(page, '2 minutes');
  await compareBoth(page, second, first);
  const banner = report(page, second).getByRole('region', { name: 'Possible duplicates' });
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText('Not the same');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Not the same');
  await page.keyboard.press('z');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('duplicate');
  await page.keyboard.press('d');
  await page.keyboard.press('Escape');
  await expect(banner.getByRole('button', { name: `Compare with ${first}` })).toBeHidden();
  // The button also stays hidden once the server has received the decision.
  await nav(page, /^Waiting to be sent/).click();
  await page.getByRole('button', { name: 'Send now (can’t undo)' }).click();
  await expect(page.getByRole('main')).toContainText('Nothing waiting to be sent');
  await nav(page, /^Queue/).click();
  await openReport(page, second);
  const sent = report(page, second).getByRole('region', { name: 'Other reports from this reporter' });
  await expect(sent).toContainText(first);
  await expect(banner.getByRole('button', { name: `Compare with ${first}` })).toBeHidden();
});

test('what another witness reports of one incident is linked, and not offered for rejection as a duplicate', async ({
  officer: { page },
  agency,
}) => {
  const told = {
    where: { address: '940 Wethersfield Avenue', point: { lat: 41.7402, lon: -72.6681 } },
    when: {
      from: new Date(Date.now() - 9 * 3_600_000).toISOString(),
      to: new Date(Date.now() - 8 * 3_600_000).toISOString(),
    },
    items: [anItem({ serialNumber: 'WIT-204-7731' })],
  };
  const owner = {
    email: 'owner@example.org',
    phone: '860 555 0161',
    givenName: 'Ottilie',
    familyName: 'Vandermeer',
    birthDate: '1961-04-19',
  };
  const neighbor = {
    email: 'neighbor@example.net',
    phone: '860 555 0162',
    givenName: 'Bao',
    familyName: 'Thuy',
    birthDate: '1993-11-02',
  };
  const first = await fileReport(agency, {
    ...told,
    who: owner,
    how: 'My red bicycle was taken from the rack behind the house.',
  });
  const second = await fileReport(agency, {
    ...told,
    who: neighbor,
    how: 'A man took the red bicycle from the rack behind the house.',
  });
  await openReport(page, second);
  const possible = report(page, second).getByRole('region', { name: 'Possible duplicates' });
  await expect(possible).toContainText(first);
  await expect(possible).toContainText('different reporter');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  const again = dialog.getByRole('radio', { name: /^Submitted more than once/ });
  await expect(again.locator('xpath=ancestor::label')).not.toContainText('flag');
  await expect(dialog).not.toContainText(first);
  // An officer who says all the same that it repeats a report needn't type the number of the only likely one.
  await tick(again);
  await expect(dialog.getByRole('textbox', { name: 'Duplicate of' })).toHaveValue(first);
  const letter = dialog.getByRole('region', { name: 'Letter as it will be sent' });
  await expect(letter).toContainText('may be from another person');
  await expect(letter).not.toContainText(first);
  await page.keyboard.press('Escape');
  await compareBoth(page, second, first);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Reject . as a duplicate/ })).toHaveCount(0);
  // If the reports are linked as one incident, both stay in the queue.
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Same incident');
  await expect(page.getByRole('button', { name: /^Reject . as a duplicate/ })).toHaveCount(0);
});

async function compareBoth(page: Page, one: string, other: string) {
  await openReport(page, one);
  const offered = report(page, one).getByRole('button', { name: new RegExp(`Compare with ${other}`) });
  // The list of candidates may be reordered just as it is clicked.
  await expect(async () => {
    if (await page.getByRole('main', { name: /^Compare / }).isVisible()) await page.keyboard.press('Escape');
    await offered.first().click({ timeout: 5000 });
    await expect(comparing(page, one, other)).toBeVisible({ timeout: 5000 });
  }).toPass();
}

test('unlinking a sent duplicate rejection at another workstation reopens the report and sends a correction letter', async ({
  page,
  agency,
}) => {
  const [first, second] = await twice(agency, 'unlink@example.org');
  await signIn(page, agency.account('officer'));
  await compareBoth(page, second, first);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await letterTo(agency, 'unlink@example.org', /we are keeping is/);
  await page.getByRole('button', { name: /Officer Rivera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  // Another account has its own cache, as on another workstation.
  await signIn(page, agency.account('supervisor'));
  await compareBoth(page, first, second);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Same incident');
  await expect(page.getByRole('region', { name: 'Reports of the same incident' })).toContainText('Primary');
  // The rejected report can be unlinked, although it is on the right.
  await expect(page.getByRole('button', { name: 'Unlink: reverse the rejection' })).toBeVisible();
  // Commands that only make sense for a single report are not offered here.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('menuitem', { name: /^Same incident: keep both/ })).toBeVisible();
  // The rejected report can't become the primary.
  await expect(page.getByRole('menuitem', { name: /^Make the other one primary/ })).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: /^Approve|^Print|^Give the report|first report/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('t');
  await expect(dialog).toHaveAccessibleName(`Reopen ${second}`);
  await expect(dialog.getByRole('checkbox', { name: `It is a different incident from ${first}` })).toBeChecked();
  await expect(dialog.getByRole('textbox', { name: 'Reason for reopening' })).toBeFocused();
  await dialog.getByRole('button', { name: /^Reopen/ }).click();
  await expect(dialog).toBeHidden();
  const letter = await letterTo(agency, 'unlink@example.org', /correct|taken back|again/i);
  expect(letter.text).toContain(second);
  await page.keyboard.press('Escape');
  await openReport(page, second);
  await expect(report(page, second)).toContainText('Reopened');
  // Other tests left duplicates by serial number; this report is no longer one of them.
  await expect(report(page, second).getByRole('button', { name: `Compare with ${first}` })).toBeHidden();
});

test('a pair a colleague marked not the same is not suggested, and one marked same or related shows that status', async ({
  officer: { page },
  agency,
}) => {
  const [first, second] = await twice(agency, 'elsewhere@example.org');
  await openReport(page, second);
  const banner = report(page, second).getByRole('region', { name: 'Possible duplicates' });
  const offered = banner.getByRole('button', { name: `Compare with ${first}` });
  await expect(offered).toBeVisible();
  await decideElsewhere(agency, [first, second], 'not_same');
  await expect(offered).toBeHidden();
  await decideElsewhere(agency, [first, second], 'same');
  await expect(banner).toContainText(`Same incident of ${first}`);
  await decideElsewhere(agency, [first, second], 'related');
  await expect(banner).toBeHidden();
  await expect(report(page, second).getByRole('heading', { name: 'Related' })).toBeVisible();

  await compareBoth(page, second, first);
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Same incident');
  await expect(page.getByRole('button', { name: /^Same incident: keep both/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Related');
});

test('a pair decision made here but not yet sent is shown wherever other reports name the report', async ({
  officer: { page, line },
  agency,
}) => {
  const [first, second] = await twice(agency, 'unsent@example.org');
  const [third] = await twice(agency, 'related@example.org');
  await decideElsewhere(agency, [first, second], 'same');
  await decideElsewhere(agency, [third, second], 'related');
  await openReport(page, second);
  const related = report(page, second).getByRole('region', { name: 'Related' });
  await expect(related.getByRole('listitem').filter({ hasText: third })).toBeVisible();
  await openReport(page, first);
  await line.offline();
  await approveOpen(page);
  await openReport(page, third);
  await approveOpen(page);
  await openReport(page, second);
  await expect(related.getByRole('listitem').filter({ hasText: third })).toContainText('Not sent yet');
  const sent = report(page, second).getByRole('region', { name: 'Other reports from this reporter' });
  await expect(sent.getByRole('listitem').filter({ hasText: first })).toContainText('Not sent yet');
  await compareBoth(page, second, first);
  const strip = page.getByRole('region', { name: 'Reports of the same incident' });
  await expect(strip.getByRole('listitem').filter({ hasText: first })).toContainText('Not sent yet');
  await expect(strip.getByRole('listitem').filter({ hasText: second })).toContainText('New');
  await expect(page.locator('.compare-side').filter({ hasText: first })).toContainText('Not sent yet');
});

test('a pair decision whose other report the agency removed says so, shows the current state, and is withdrawn', async ({
  officer: { page, line },
  agency,
}) => {
  const [first, second] = await twice(agency, 'removed@example.org');
  await rejectElsewhere(agency, first);
  await decideElsewhere(agency, [first, second], 'related');
  await compareBoth(page, second, first);
  await line.offline();
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Not the same');
  await letterTo(agency, 'removed@example.org', /we closed it|could not approve/);
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, first);
    const leaving = deps.db.selectFrom('letter').select('id').where('report_id', '=', id);
    // Waits until all letters are sent, because sending a letter changes its report.
    await expect.poll(() => leaving.where('next_attempt_at', 'is not', null).execute()).toEqual([]);
    const longAgo = new Date('2000-01-01');
    await deps.db.updateTable('report').set({ changed_at: longAgo }).where('id', '=', id).execute();
    expect(await removeKept(deps)).toEqual({ removed: 1 });
  });
  await line.online();
  const badge = page.getByRole('button', { name: /^Connection/ });
  await expect(badge).toHaveAccessibleName(/1 needs attention/);
  await badge.click();
  const card = page.getByRole('listitem').filter({ hasText: `Not the same: ` });
  await expect(card).toContainText('The agency server no longer has both reports.');
  await expect(card).toContainText(`${first} is no longer on this workstation`);
  await expect(card.getByRole('definition').first()).toHaveText('Not the same');
  expect(await barriers(page, 'a refused decision about a pair')).toEqual([]);
  await expect(card.getByRole('button', { name: `Open report ${second}` })).toBeVisible();
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('main')).toContainText('Nothing waiting to be sent');
});

test('the comparison stays readable in a small window, in every theme, with long text and no location', async ({
  officer: { page },
  agency,
}) => {
  const long = 'donaudampfschifffahrtsgesellschaft'.repeat(6);
  const told = ownIncident();
  const who = { ...told.who, familyName: long.slice(0, 80) };
  const how = `${'سُرقت دراجتي الحمراء أمام المكتبة. '.repeat(12)}${long}`;
  const first = await fileReport(agency, { ...told, who, how });
  const second = await fileReport(agency, { ...told, who, how: `${how} نعم` });
  await page.setViewportSize({ width: 900, height: 600 });
  await compareBoth(page, second, first);
  await expect(page.getByRole('button', { name: 'Next possible duplicate' })).toContainText('J');
  await expect(page.getByRole('button', { name: 'Previous possible duplicate' })).toContainText('K');
  await expect(page.getByRole('region', { name: 'Location' })).toContainText('Neither report has a map location');
  await expect(page.locator('.compare-narratives p').first()).toHaveCSS('direction', 'rtl');
  await fitsTheWindow(page);
  await expect(comparing(page, second, first)).toMatchAriaSnapshot(`
    - main:
      - button "Back to report"
      - heading [level=1]
      - button "Make A primary"
      - button "Previous possible duplicate"
      - button "Next possible duplicate"
      - region "Both reports":
        - table
        - region "Reasons":
          - heading "Why" [level=2]
          - list
        - region "Date & time"
        - region "Location"
        - table
      - toolbar "Decide on both"
  `);
  expect(await barriers(page, 'compare')).toEqual([]);
});

test('a reason that is suggested while the form is open is flagged, and no reason moves under the pointer', async ({
  officer: { page },
  agency,
}) => {
  // The town is flagged, so its reason comes before "Submitted more than once."
  const [red, blue] = aBicycle(agency, 'in-place@example.org', 'West Hartford');
  const first = await red();
  await openReport(page, first);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  const reasons = dialog.getByRole('radio');
  await expect(reasons.first()).toBeFocused();
  const order = () => reasons.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const before = await order();
  expect(before.slice(0, 2)).toEqual(['outside_hartford', 'duplicate']);
  await blue();
  const again = dialog.getByRole('radio', { name: /^Submitted more than once/ }).locator('xpath=ancestor::label');
  await expect(again).toContainText('flag');
  expect(await order()).toEqual(before);
  await page.keyboard.press('Escape');
});
