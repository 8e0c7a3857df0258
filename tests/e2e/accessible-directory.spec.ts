import { walk } from './barriers.ts';
import { signInThere, systemBrowser, withDirectory } from './directory.ts';
import { expect } from './fixtures.ts';

const test = withDirectory();
const PIN = 'seven herons';

test('signing in in the browser and the PIN are accessible', async ({ page, desk, chromium }) => {
  const { found, look, tabThrough } = walk(page);
  const browser = await systemBrowser(chromium);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 900, height: 600 });
  await page.getByRole('button', { name: 'I understand' }).click();
  await look(
    'both ways',
    '- main:\n  - button "Sign in with your agency account"\n  - button "Use a password instead"',
  );
  await tabThrough('both ways');
  await page.getByRole('button', { name: 'Sign in with your agency account' }).click();
  await page.getByText('Browser didn’t open?').click();
  await look(
    'waiting for the browser',
    '- main:\n  - status\n  - button "Open the browser again"\n  - button "Cancel"',
  );
  await tabThrough('waiting for the browser');
  await signInThere(browser, desk, 'rivera', 1);
  await page.getByRole('button', { name: 'Continue' }).click();
  await look('choose a PIN', '- main:\n  - heading "Choose a PIN" [level=1]\n  - textbox /^New PIN/');
  await tabThrough('choose a PIN');
  await page.getByLabel('New PIN', { exact: true }).fill(PIN);
  await page.getByLabel('Confirm new PIN').fill(PIN);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await look('locked, with a PIN', '- main "Locked":\n  - textbox /^PIN for quill/');
  expect(found).toEqual([]);
});
