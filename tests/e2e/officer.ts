import type { Locator, Page } from 'playwright/test';
import { expect } from './fixtures.ts';

/** A line of the queue, and the report beside it, by the tracking number. */
export const row = (page: Page, trackingNumber: string): Locator =>
  page.getByRole('row').filter({ hasText: trackingNumber });
export const report = (page: Page, trackingNumber: string): Locator =>
  page.getByRole('region', { name: `Report ${trackingNumber}` });

/** A button of the navigation. */
export const nav = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name });

export const searchFor = (page: Page, text: string): Promise<void> =>
  page.getByRole('searchbox', { name: 'Search reports' }).fill(text);

/** Finds a report by its number and opens it. */
export async function openReport(page: Page, trackingNumber: string): Promise<Locator> {
  await searchFor(page, trackingNumber);
  await row(page, trackingNumber).click();
  const opened = report(page, trackingNumber);
  await expect(opened).toBeVisible();
  return opened;
}

/** Approves the report that is open, by its key and the form's button, with what the form suggests. */
export async function approveOpen(page: Page): Promise<void> {
  await page.keyboard.press('a');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Approve/ })
    .click();
}
