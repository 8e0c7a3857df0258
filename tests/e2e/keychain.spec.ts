import type { Page } from 'playwright/test';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { nav } from './officer.ts';

/** Returns what the last step of the tour lists as stored. */
async function storedByTour(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show me' }).click();
  for (let step = 1; step < 5; step++) await page.getByRole('button', { name: 'Next' }).press('Enter');
  const words = await page.getByRole('dialog').innerText();
  await page.getByRole('button', { name: 'Get started' }).press('Enter');
  return words;
}

test('a slow keychain shows a waiting message at start and at the lock, and local data opens once it responds', async ({
  agency,
  desk,
  keyring,
}) => {
  const officer = agency.account('officer');
  const page = await desk.open();
  await signIn(page, officer);
  try {
    await page.keyboard.press('Control+l');
    keyring.hang();
    await page.getByLabel(/^Password/).fill(officer.password);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('alert')).toContainText('Unlock this computer’s keychain');
    keyring.answer();
    await unlock(page, officer);

    await desk.close();
    keyring.hang();
    const again = await desk.open();
    await expect(again.getByRole('heading', { name: 'Waiting for this computer’s keychain' })).toBeVisible();
    await expect(again.getByText('This workstation has no keychain')).toBeVisible();
    // The application continues without a keychain and stores nothing.
    await signIn(again, officer);
    expect(await storedByTour(again)).toContain('Without a keychain, no reports are stored on this computer');
    await nav(again, /^Waiting to be sent/).click();
    await expect(again.getByText('Nothing is stored on this workstation')).toBeVisible();
    await expect(again.getByRole('region', { name: 'Connection' })).toContainText(/In memory only\s*\d+ reports/);
    await desk.close();
    keyring.answer();
    await unlock(await desk.open(), officer);
  } finally {
    keyring.answer();
  }
});
