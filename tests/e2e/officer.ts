import { expect, type Locator, type Page } from 'playwright/test';
import { rowsArrived } from './at-rest.ts';

/** Finds a row of the queue, or the open report next to it, by tracking number. */
export const row = (page: Page, trackingNumber: string): Locator =>
  page.getByRole('row').filter({ hasText: trackingNumber });
/** The row of a report that is in the current view, not of one that a search only finds elsewhere. */
export const inView = (page: Page, trackingNumber: string): Locator =>
  row(page, trackingNumber).and(page.locator(':not(.grid-elsewhere)'));
export const report = (page: Page, trackingNumber: string): Locator =>
  page.getByRole('region', { name: `Report ${trackingNumber}` });

/** Finds a button in the navigation. */
export const nav = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name });

export const searchFor = (page: Page, text: string): Promise<void> =>
  page.getByRole('searchbox', { name: 'Search reports' }).fill(text);

/** Presses the two keys that open a page, close together as fingers do, even on a busy machine. */
export async function goByKeys(page: Page, letter: string): Promise<void> {
  const keys = ['g', letter].map((key) => () => page.keyboard.press(key));
  if (letter !== 'g') await Promise.all(keys.map((press) => press()));
  // The same key twice is released in between; otherwise, it would count as held down.
  else for (const press of keys) await press();
}

/**
 * Sets the officer's undo time. With minutes, tests that press Z or need a decision to wait do not depend on a fast
 * machine.
 */
export async function chooseUndoTime(page: Page, words: '2 minutes' | RegExp): Promise<void> {
  await nav(page, 'Settings').click();
  const choice = page.getByRole('radiogroup', { name: 'Time to undo' });
  await choice.getByText(words, { exact: true }).click();
  await expect(choice.getByRole('radio', { name: words, exact: true })).toBeChecked();
  await nav(page, /^Queue/).click();
  await expect(page.getByRole('grid')).toBeVisible();
}

/** Sets one line for each report, in columns. */
export async function chooseOneLine(page: Page): Promise<void> {
  await nav(page, 'Settings').click();
  await page.getByRole('radiogroup', { name: 'Density' }).getByText('One line', { exact: true }).click();
  await nav(page, /^Queue/).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await rowsArrived(page);
}

/** Finds a report by its tracking number and opens it. */
export async function openReport(page: Page, trackingNumber: string): Promise<Locator> {
  await searchFor(page, trackingNumber);
  await row(page, trackingNumber).click();
  const opened = report(page, trackingNumber);
  await expect(opened).toBeVisible();
  return opened;
}

/** Waits until keys go to a form. It is visible a moment before it takes the focus. */
export const hearsKeys = (form: Locator) => expect(form.locator(':focus')).toHaveCount(1);

/**
 * Approves the open report with its shortcut and the form's button, keeping what the form suggests. The agency's other
 * reports may look like the same incident; if the form asks, the answer is that this is another one.
 */
export async function approveOpen(page: Page): Promise<void> {
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  const whyAnother = dialog.getByRole('textbox', { name: /^Not a duplicate, because/ });
  await expect(async () => {
    if (await whyAnother.isVisible()) await whyAnother.fill('Another bicycle.');
    await dialog.getByRole('button', { name: /^Approve/ }).click();
    await expect(dialog).toHaveCount(0, { timeout: 2000 });
  }).toPass({ timeout: 75_000 });
}

/** Rejects the open report for a reason, with its shortcut and the form's button. */
export async function rejectOpen(page: Page, reason: RegExp): Promise<void> {
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: reason }));
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(dialog).toHaveCount(0);
}

/** Sends what is waiting on this workstation, without the undo time. */
export const sendNow = (page: Page) => page.evaluate(() => window.p2c.call('outbox.send-now', undefined));

/** Clicks the label, as people do: the input itself is visually hidden. */
export async function tick(input: Locator): Promise<void> {
  await words(input).click();
  await expect(input).toBeChecked();
}

export async function untick(input: Locator): Promise<void> {
  await words(input).click();
  await expect(input).not.toBeChecked();
}

const words = (input: Locator) => input.locator('xpath=ancestor::label');
