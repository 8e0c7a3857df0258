import { signInThere, systemBrowser, withDirectory } from './directory.ts';
import { expect } from './fixtures.ts';
import { outdateProofs } from './own-database.ts';

const test = withDirectory();
const PIN = 'seven herons';

test('an officer signs in with the agency account, chooses a PIN, and works on with it', async ({
  page,
  desk,
  line,
  chromium,
}) => {
  const browser = await systemBrowser(chromium);
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('button', { name: 'Sign in with your agency account' }).click();
  await expect(page.getByText('Continue in your browser')).toBeVisible();
  await signInThere(browser, desk, 'rivera', 1);
  await expect(page.getByRole('heading', { name: 'Choose a PIN' })).toBeVisible();
  await page.getByLabel('New PIN', { exact: true }).fill('password1');
  await page.getByLabel('Confirm new PIN').fill('password1');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('one of the first passwords people guess')).toBeVisible();
  await page.getByLabel('New PIN', { exact: true }).fill(PIN);
  await page.getByLabel('Confirm new PIN').fill(PIN);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  await line.offline();
  await page.keyboard.press('Control+l');
  await page.getByLabel('PIN for quill').fill('wrong');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('alert')).toContainText('4 attempts left');
  await page.getByLabel('PIN for quill').fill(PIN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await line.online();

  await desk.close();
  const again = await desk.open();
  await again.getByLabel('PIN for quill').fill(PIN);
  await again.getByRole('button', { name: 'Unlock' }).click();
  await expect(again.getByRole('grid')).toBeVisible();

  // Signing out also signs out of the agency account, in the browser.
  await again.getByRole('button', { name: /Officer Quill, Officer/ }).click();
  await again.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(again.getByText('You are signed out.')).toBeVisible();
  await expect.poll(() => desk.opened().length).toBe(1);
  await browser.goto(desk.opened().at(-1) ?? '');
  await browser.getByRole('button', { name: 'Yes, sign out' }).click();
  await expect(browser.getByRole('heading')).toHaveText('You are signed out');
});

test('waiting can be canceled, and the password still works', async ({ page, desk, agency }) => {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('button', { name: 'Sign in with your agency account' }).click();
  await page.getByRole('button', { name: 'Open the browser again' }).click();
  await expect.poll(() => new Set(desk.opened()).size).toBe(1);
  await expect.poll(() => desk.opened().length).toBe(2);
  await page.getByText('Browser didn’t open?').click();
  await expect(page.locator('.browser-address .file-path')).toHaveText(desk.opened().at(-1) ?? '');
  await page.getByRole('button', { name: 'Copy the address' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Use a password instead' }).click();
  const { name, password } = agency.account('officer');
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('an administrator confirms a privileged act by signing in at the agency again', async ({
  page,
  desk,
  agency,
  chromium,
}) => {
  const browser = await systemBrowser(chromium);
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('button', { name: 'Sign in with your agency account' }).click();
  await signInThere(browser, desk, 'ito', 1);
  await page.getByLabel('New PIN', { exact: true }).fill(PIN);
  await page.getByLabel('Confirm new PIN').fill(PIN);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Display name').fill('Clerk Vega');
  await dialog.getByLabel('Username').fill('vega');
  await dialog.getByText('Records', { exact: true }).click();
  await outdateProofs(agency);
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await dialog.getByRole('button', { name: 'Confirm in the browser' }).click();
  await signInThere(browser, desk, 'ito', 2);
  await expect(page.locator('.password-once')).toBeVisible();
});
