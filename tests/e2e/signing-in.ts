import { expect, type Page } from 'playwright/test';
import type { Account } from '../helpers/built-server.ts';
import { rowsArrived } from './at-rest.ts';

/** Unlocks after a restart or a lock and waits for the queue: the name is known, only the password is requested. */
export async function unlock(page: Page, account: Account): Promise<void> {
  await givePassword(page, account);
  await expect(page.getByRole('grid')).toBeVisible();
}

/** The screen that follows depends on where the officer was. */
export async function givePassword(page: Page, { password }: Account): Promise<void> {
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Signs in with an account that has a queue, and shows all open reports, among which most specs look for theirs. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await giveNameAndPassword(page, account);
  await expect(page.getByRole('grid')).toBeVisible();
  // Opens the first list after the start page, in any language and any window.
  await page.locator('.nav-item').nth(1).click();
  // Until the rows have arrived, the rows of the previous list are shown.
  await rowsArrived(page);
}

/** Accepts the use notice and signs in; the screen that follows depends on the account. */
export async function giveNameAndPassword(page: Page, { name, password }: Account): Promise<void> {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
