import type { Page } from 'playwright/test';
import { codeAt } from '../helpers/signing-in.ts';
import { expect } from './fixtures.ts';
import { outdateProofs } from './own-database.ts';
import { withSecondFactor } from './second-factor.ts';

const test = withSecondFactor();

const OWN = 'a heron over the river';

async function nameAndPassword(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Reads the key as a user whose phone cannot scan does; returns it for the next sign-in. */
async function setUpSecondFactor(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Set up two-factor sign-in' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await page.getByText('Can’t scan it?').click();
  const key = (await page.locator('.enroll-key').innerText()).replace(/\s/g, '');
  await page.getByRole('textbox', { name: 'Code' }).fill('12');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter the 6-digit code.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(key, new Date()));
  await page.getByRole('button', { name: 'Sign in' }).click();
  return key;
}

/** Enters name and password on the sign-in page again, after a refusal. */
async function giveAgain(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const signOut = async (page: Page, who: RegExp) => {
  await page.getByRole('button', { name: who }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
};

test('an administrator creates an account, a supervisor confirms it, and its officer sets it up', async ({
  page,
  agency,
}) => {
  const administrator = agency.account('administrator');
  await nameAndPassword(page, administrator.name, administrator.password);
  const key = await setUpSecondFactor(page);

  const accounts = page.getByRole('table', { name: 'Accounts' });
  await expect(accounts.getByRole('row', { name: /IT Administrator/ })).toContainText('You');
  // An administrator has no queue, so `/` focuses the account search.
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search accounts' })).toBeFocused();
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await expect(dialog.getByText('Enter a display name.')).toBeVisible();
  await expect(dialog.getByText('a supervisor has to confirm this')).toBeVisible();
  await dialog.getByLabel('Display name').fill('Officer Quill');
  await dialog.getByLabel('Username').fill('quill');
  await outdateProofs(agency);
  await dialog.getByRole('button', { name: 'Create account' }).click();
  // The last sign-in was too long ago to create an account. Once password and code are entered, the account is created
  // immediately.
  await expect(dialog.getByText('Confirm it’s you')).toBeVisible();
  await dialog.getByLabel('Your password').fill(administrator.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByLabel('Code').fill(codeAt(key, new Date(), 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const first = await page.locator('.password-once').innerText();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  await page.getByRole('button', { name: 'I’ve given it to them' }).click();
  await expect(accounts.getByRole('row', { name: /Officer Quill/ })).toContainText('Temporary password');
  await accounts.getByRole('button', { name: 'Actions for Officer Quill' }).click();
  await page.getByRole('menuitem', { name: 'Correct name…' }).click();
  const save = dialog.getByRole('button', { name: 'Save name' });
  await expect(save).toBeDisabled();
  await dialog.getByLabel('Display name').fill('Officer Quill-Díaz');
  await save.click();
  await expect(accounts.getByRole('row', { name: /Officer Quill-Díaz/ })).toContainText('Temporary password');
  await signOut(page, /IT Administrator, Administrator/);

  await nameAndPassword(page, 'quill', first);
  await expect(page.getByText('must confirm that on the Confirmations page before you can sign in')).toBeVisible();
  const supervisor = agency.account('supervisor');
  await giveAgain(page, supervisor.name, supervisor.password);
  await setUpSecondFactor(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Confirmations 1' }).click();
  const waiting = page.getByRole('row', { name: /Officer Quill/ });
  await expect(waiting).toContainText('created this account');
  await waiting.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('No accounts are waiting for a second person to confirm them.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Confirmations', exact: true })).toBeVisible();
  await signOut(page, /Supervisor/);

  await nameAndPassword(page, 'quill', first);
  await expect(page.getByRole('heading', { name: 'Choose your own password' })).toBeVisible();
  const choose = async (password: string) => {
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('Confirm new password').fill(password);
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  await choose('password1');
  await expect(page.getByText('one of the first passwords people guess')).toBeVisible();
  await choose(OWN);
  await setUpSecondFactor(page);
  await expect(page.getByRole('grid')).toBeVisible();

  // The new password unlocks the window.
  await page.keyboard.press('Control+l');
  await page.getByLabel(/^Password/).fill(OWN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('grid')).toBeVisible();

  // A recovery code replaces a lost phone, once. Users who have no codes are reminded.
  await page.getByRole('button', { name: 'No thanks' }).click();
  await page.getByRole('button', { name: 'Make recovery codes' }).click();
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible();
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  // A printout shows nothing but the codes.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(codes[9] ?? '')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main', includeHidden: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'I’ve kept them' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: 'I’ve kept them' }).click();
  await expect(page.getByRole('button', { name: 'Make recovery codes' })).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText('10 codes are left.')).toBeVisible();
  await signOut(page, /Officer Quill-Díaz, Officer/);
  await nameAndPassword(page, 'quill', OWN);
  await page.getByRole('button', { name: 'Don’t have your phone? Use a recovery code' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill((codes[0] ?? '').toLowerCase());
  await page.getByRole('button', { name: 'Sign in' }).click();
  // The settings are still open; after leaving them, a bar says the same.
  await expect(page.getByText('9 codes are left.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('You used a recovery code. 9 are left')).toBeVisible();
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(page.getByText('You used a recovery code. 9 are left')).toHaveCount(0);
});
