import { expect, type Page } from 'playwright/test';
import type { Account } from '../helpers/built-server.ts';

/** After a restart or a lock, with the queue in sight: the name is known, the password is asked for. */
export async function unlock(page: Page, account: Account): Promise<void> {
  await givePassword(page, account);
  await expect(page.getByRole('grid')).toBeVisible();
}

/** What is seen then depends on where the officer was. */
export async function givePassword(page: Page, { password }: Account): Promise<void> {
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Of somebody who has a queue. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await giveNameAndPassword(page, account);
  await expect(page.getByRole('grid')).toBeVisible();
}

/** Past the use notice; what comes then depends on who it is. */
export async function giveNameAndPassword(page: Page, { name, password }: Account): Promise<void> {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
