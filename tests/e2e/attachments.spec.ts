import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { noteScan } from '#server/db/file-scans.ts';
import { filesIn } from '../helpers/disk-search.ts';
import { withPictures } from './colleague.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { nav, openReport, row } from './officer.ts';
import { onDatabase } from './own-database.ts';
import { fileReport } from './person.ts';

const shots = process.env['P2C_SHOTS'];
const tile = (page: Page) => page.getByRole('button', { name: /^Open photo/ }).first();
const picture = (page: Page) => page.getByRole('dialog').getByRole('img', { name: /^Sent by reporter/ });
/** Waits until the picture is shown. It is hidden until it has loaded and has been sized to fit. */
const isDrawn = async (page: Page) => {
  await expect(picture(page)).toBeVisible();
  await expect.poll(() => picture(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
};

test('a photo is blurred until opened, can be viewed by keyboard, and opens again offline', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const trackingNumber = await withPictures(agency, 2);
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await tile(page).scrollIntoViewIfNeeded();
  await expect(tile(page).locator('img')).toHaveCount(0);
  await tile(page).click();
  await isDrawn(page);
  const first = await picture(page).getAttribute('src');
  const width = () => picture(page).evaluate((image) => image.getBoundingClientRect().width);
  const before = await width();
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(before * 1.4);
  await page.keyboard.press('0');
  await expect.poll(width).toBe(before);
  await page.keyboard.press('r');
  await expect(picture(page)).toHaveAttribute('style', /rotate\(90deg\)/);
  await page.keyboard.press('ArrowRight');
  await expect(picture(page)).not.toHaveAttribute('src', first ?? '');
  await isDrawn(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(tile(page).locator('img')).toHaveCSS('filter', /blur/);

  // The files on disk are not recognizable as pictures, neither by name nor by their first bytes.
  const kept = filesIn(desk.userData).filter((file) => file.includes('.files'));
  expect(kept).toHaveLength(2);
  for (const file of kept) {
    expect(file).toMatch(/[0-9a-f-]{36}$/);
    expect(readFileSync(file).subarray(0, 4).toString('latin1')).not.toMatch(/^(\x89PNG|\xff\xd8)/);
  }

  await line.offline();
  await desk.kill();
  const again = await desk.open();
  await unlock(again, agency.account('officer'));
  // The report with the photos may be waiting on the reporter, and then the first list does not show it.
  await nav(again, /^Queue/).click();
  await openReport(again, trackingNumber);
  await tile(again).click();
  await isDrawn(again);
  // While locked, no request for a picture is answered.
  await again.keyboard.press('Escape');
  await again.keyboard.press('Control+l');
  await expect(again.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(await again.evaluate(async (path) => (await fetch(path ?? '')).status, first)).toBe(403);
});

test('P opens the photos of the open report, and says so where there are none', async ({
  officer: { page },
  agency,
}) => {
  const without = await fileReport(agency);
  const trackingNumber = await withPictures(agency, 2);
  await openReport(page, trackingNumber);
  await expect(tile(page)).toBeVisible();
  await row(page, trackingNumber).focus();
  await page.keyboard.press('p');
  await isDrawn(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await openReport(page, without);
  await row(page, without).focus();
  await page.keyboard.press('p');
  await expect(page.getByTitle('This report has no photos.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Esc as soon as a photo is there closes it', async ({ officer: { page }, agency }) => {
  const trackingNumber = await withPictures(agency, 2);
  await openReport(page, trackingNumber);
  await expect(tile(page)).toBeVisible();
  await row(page, trackingNumber).focus();
  // Runs in the window itself, so that the key is pressed as soon as the photo opens.
  const pressed = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = new MutationObserver(() => {
          if (document.querySelector('[role=dialog]') === null) return;
          look.disconnect();
          const key = { key: 'Escape', bubbles: true, cancelable: true };
          document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
          resolve();
        });
        look.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.keyboard.press('p');
  await pressed;
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a photo never opened on this workstation says so while offline and loads after reconnecting', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await withPictures(agency, 1);
  await openReport(page, trackingNumber);
  await line.offline();
  await tile(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('Couldn’t open the photo');
  await line.online();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await isDrawn(page);
});

test('what the malware scanner said is under the files, and a file with malware is neither opened nor saved', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await withPictures(agency, 2);
  await openReport(page, trackingNumber);
  await expect(page.getByText(/^Not scanned for malware yet: /)).toBeVisible();
  const tiles = page.getByRole('button', { name: /^Open photo/ });
  const files = await onDatabase(agency, async ({ db }) => {
    const { attachments } = await db
      .selectFrom('report')
      .select('attachments')
      .where('tracking_number', '=', trackingNumber)
      .executeTakeFirstOrThrow();
    const [bad, ...good] = attachments;
    await noteScan(db, bad?.id ?? '', { state: 'infected', found: 'Win.Test.EICAR_HDB-1' }, new Date());
    for (const { id } of good) await noteScan(db, id, { state: 'clean' }, new Date());
    return attachments.length;
  });
  const notice = page.getByText(/^Malware was found in .* \(Win\.Test\.EICAR_HDB-1\)\. It can’t be opened or saved\.$/);
  await expect(notice).toBeVisible();
  await expect(page.getByText(/^Not scanned for malware/)).toBeHidden();
  await expect(tiles).toHaveCount(files - 1);
  await expect(page.getByRole('button', { name: /^Save / })).toHaveCount(0);
  await notice.scrollIntoViewIfNeeded();
  if (shots !== undefined) await page.screenshot({ path: `${shots}/malware.png` });
});
