import type { Page } from 'playwright/test';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { nav, report, row, searchFor } from './officer.ts';
import { fileReport } from './person.ts';
import { giveNameAndPassword } from './signing-in.ts';

const highlighted = (page: Page) => page.getByRole('row', { selected: true });
const numberIn = async (page: Page, nth: number) =>
  (await page.getByRole('row').nth(nth).getByRole('gridcell').first().innerText()).trim();
const openNumber = (page: Page) =>
  page
    .getByRole('region', { name: /^Report T/ })
    .locator('.report-number')
    .innerText();

/** Waits until a search finds so many reports on the workstation. One without a match would close what is open. */
async function arrived(page: Page, text: string, heading: string): Promise<void> {
  const found = page.getByRole('heading', { name: heading, exact: true });
  await searchFor(page, text);
  await expect(found).toBeVisible();
  await searchFor(page, '');
  await expect(found).toBeHidden();
}

test('the highlighted row is the open report, or the list says where it is, after search, view change, sort and lock', async ({
  page,
  agency,
}) => {
  const officer = agency.account('officer');
  const hit = await fileReport(agency, { who: { familyName: 'Cursorio' } });
  await signIn(page, officer);
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await arrived(page, 'cursorio', '1 report');
  // The oldest reports come first, so no report that arrived meanwhile is above these.
  await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid.scrollTop)).toBe(0);
  const third = await numberIn(page, 3);
  await row(page, third).click();
  await expect(report(page, third)).toBeVisible();
  await expect(highlighted(page)).toContainText(third);

  const said = (words: string) => page.getByRole('status').filter({ hasText: words });
  await searchFor(page, 'cursorio');
  await expect(page.getByRole('heading', { name: '1 report', exact: true })).toBeVisible();
  await expect(highlighted(page)).toHaveCount(0);
  await expect(said('The open report is not in this list.')).toBeVisible();
  // The next key moves to the first report of the list and opens it.
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await expect(report(page, hit)).toBeVisible();
  await expect(highlighted(page)).toContainText(hit);

  // When the search is cleared, the list scrolls to the open report.
  await searchFor(page, '');
  await expect(highlighted(page)).toContainText(hit);
  await expect(highlighted(page)).toBeInViewport();

  // Sorted oldest first, the newest report is last. Another view starts at the top of its list, far from that report.
  await nav(page, /^To decide/).click();
  await expect(said('The open report is farther up or down this list.')).toBeVisible();
  await expect(highlighted(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(highlighted(page)).toContainText(hit);
  await expect(highlighted(page)).toBeInViewport();

  // After a visit to another page, the row is still highlighted and in view.
  await nav(page, 'Settings').click();
  await nav(page, /^To decide/).click();
  await expect(highlighted(page)).toContainText(hit);
  await expect(highlighted(page)).toBeInViewport();

  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+l');
  await unlock(page, officer);
  await expect(report(page, hit)).toBeVisible();
  await expect(highlighted(page)).toContainText(hit);
  await expect(highlighted(page)).toBeInViewport();
  await page.keyboard.press('k');
  await expect.poll(() => openNumber(page)).not.toBe(hit);
  await expect(highlighted(page)).toContainText(await openNumber(page));
});

test('a row pressed before search results arrive is the one that opens, and no result is highlighted beside it', async ({
  page,
  agency,
}) => {
  for (let nth = 0; nth < 3; nth += 1) await fileReport(agency, { who: { familyName: 'Antesala' } });
  await signIn(page, agency.account('officer'));
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await arrived(page, 'antesala', '3 reports');
  // Searches and clicks in one step, so that no response arrives in between.
  const second = await page.evaluate(() => {
    const box = document.querySelector<HTMLInputElement>('input[type="search"]');
    if (box === null) throw new Error('There is no search.');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, 'antesala');
    box.dispatchEvent(new Event('input', { bubbles: true }));
    const line = document.querySelectorAll<HTMLElement>('.grid-line')[1];
    line?.click();
    return /T\d\d-\d{6}-\d/.exec(line?.innerText ?? '')?.[0] ?? 'none';
  });
  await expect(report(page, second)).toBeVisible();
  await expect(page.getByRole('heading', { name: '3 reports', exact: true })).toBeVisible();
  await expect(highlighted(page)).toHaveCount(0);
  await expect(page.getByText('The open report is not in this list.')).toBeVisible();
  await searchFor(page, '');
  await expect(highlighted(page)).toContainText(second);
});

test('a row that is pressed while the list changes under the pointer opens when the button is released', async ({
  page,
  agency,
}) => {
  for (let nth = 0; nth < 2; nth += 1) await fileReport(agency, { who: { familyName: 'Umbral' } });
  await signIn(page, agency.account('officer'));
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  // If the officer releases the button over another row, nothing opens.
  await row(page, await numberIn(page, 4)).hover();
  await page.mouse.down();
  await row(page, await numberIn(page, 2)).hover();
  await page.mouse.up();

  const pressed = await numberIn(page, 5);
  await row(page, pressed).hover();
  await expect(page.getByRole('region', { name: /^Report T/ })).toHaveCount(0);
  await page.mouse.down();
  // The new list is so short that no row is under the pointer any longer.
  await searchFor(page, 'umbral');
  await expect(page.getByRole('heading', { name: '2 reports', exact: true })).toBeVisible();
  await page.mouse.up();
  await expect(report(page, pressed)).toBeVisible();
});

test('a decision key right after the key that moves is about the report it moved to, and is not lost', async ({
  officer: { page },
}) => {
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  const second = await numberIn(page, 2);
  await row(page, await numberIn(page, 1)).click();
  await page.getByRole('grid').focus();
  // Presses both keys before the window has drawn anything.
  await page.evaluate(() => {
    for (const key of ['j', 'a']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await expect(page.getByRole('dialog')).toContainText(second);
  await expect(report(page, second)).toBeVisible();
});

test('copying right after the key that moves copies the report it moved to, and is not lost', async ({
  officer: { page },
}) => {
  const second = await numberIn(page, 2);
  await row(page, await numberIn(page, 1)).click();
  await page.getByRole('grid').focus();
  await page.evaluate(() => {
    for (const key of [{ key: 'j' }, { key: 'C', ctrlKey: true, shiftKey: true }])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  });
  await expect(page.getByTitle(`${second} is copied. Paste it into the records system.`)).toBeVisible();
});

test('a first shift begins with what is to be decided, two lines for each report, and what was set before stays', async ({
  page,
  agency,
}) => {
  const where = { address: '77 Twoline Street' };
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Firstlook' }, where });
  await giveNameAndPassword(page, agency.account('officer'));
  await expect(nav(page, /^To decide/)).toHaveAttribute('aria-current', 'page');
  await searchFor(page, 'firstlook');
  const found = row(page, trackingNumber);
  await expect(found).toContainText('77 Twoline Street');
  expect((await found.boundingBox())?.height).toBeGreaterThan(40);
  await nav(page, 'Settings').click();
  await page.getByRole('radiogroup', { name: 'Density' }).getByText('One line', { exact: true }).click();
  await page.getByRole('radiogroup', { name: 'Start with' }).getByText('The queue', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'The queue', exact: true })).toBeChecked();
  await page.keyboard.press('Control+l');
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await unlock(page, agency.account('officer'));
  await expect(nav(page, /^Queue/)).toHaveAttribute('aria-current', 'page');
  await searchFor(page, 'firstlook');
  await expect.poll(async () => (await found.boundingBox())?.height).toBeLessThan(40);
});
