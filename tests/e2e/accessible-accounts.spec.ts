import { codeAt } from '../helpers/signing-in.ts';
import { walk } from './barriers.ts';
import { expect } from './fixtures.ts';
import { confirmAccount, outdateProofs } from './own-database.ts';
import { withSecondFactor } from './second-factor.ts';

const test = withSecondFactor();

test('signing in, setting up the second factor and managing accounts are accessible', async ({ page, agency }) => {
  const { found, look, tabThrough } = walk(page);
  const administrator = agency.account('administrator');
  const dialog = page.getByRole('dialog');
  const signIn = async (name: string, password: string) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await page.getByRole('textbox', { name: 'Username' }).fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 900, height: 600 });
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await look(
    'sign-in with field errors',
    '- main:\n  - heading "P2C Review" [level=1]\n  - textbox "Username"\n  - textbox /^Password/\n  - button "Sign in"',
  );
  await tabThrough('sign-in');
  await page.getByRole('textbox', { name: 'Username' }).fill(administrator.name);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await look('a wrong password', '- main:\n  - alert');
  await page.getByLabel('Password').fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Can’t scan it?').click();
  await look(
    'two-factor',
    '- main:\n  - heading "Set up two-factor sign-in" [level=2]\n  - img "QR code for the authenticator app"\n  - textbox "Code"',
  );
  await tabThrough('two-factor');
  const key = (await page.locator('.enroll-key').innerText()).replace(/\s/g, '');
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(key, new Date()));
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByRole('button', { name: 'New account' }).click();
  await look(
    'new account',
    '- dialog "New account":\n  - textbox "Display name"\n  - textbox "Username"\n  - radiogroup',
  );
  await dialog.getByLabel('Display name').fill('Officer Quill');
  await dialog.getByLabel('Username').fill('quill');
  await outdateProofs(agency);
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await look('is it still you', '- dialog "New account":\n  - textbox "Your password"\n  - button "Continue"');
  await dialog.getByLabel('Your password').fill(administrator.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await look('proof by code', '- dialog "New account":\n  - textbox "Code"\n  - button "Continue"');
  await dialog.getByLabel('Code').fill(codeAt(key, new Date(), 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const first = await page.locator('.password-once').innerText();
  await look(
    'the first password',
    '- dialog /^Temporary password for quill/:\n  - contentinfo:\n    - button "I’ve given it to them"',
  );
  await page.getByRole('button', { name: 'I’ve given it to them' }).click();

  const row = page.getByRole('row', { name: /Officer Quill/ });
  for (const task of ['Disable…', 'Change role…', 'Reset password…', 'End all sessions…']) {
    await row.getByRole('button').click();
    await look('what to do with an account', '- menu /Officer Quill/:\n  - menuitem "Change role…"');
    await page.getByRole('menuitem', { name: task }).click();
    await look(task, '- dialog:\n  - banner:\n    - heading [level=2]\n  - contentinfo:\n    - button "Cancel"');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Sessions' }).click();
  await page
    .getByRole('button', { name: /^End .*’s session/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^This session/ }).click();
  await look('end a session', '- dialog /^End .*’s session/:\n  - contentinfo:\n    - button "End"');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Show ended' }).click();
  await look('sessions that are over', '- main "Sessions"');
  const nav = page.getByRole('navigation', { name: 'Main' });
  await nav.getByRole('button', { name: 'Confirmations' }).click();
  await look(
    'confirmations',
    '- main "Confirmations":\n  - heading "Confirmations" [level=1]\n  - table "Confirmations"',
  );
  await nav.getByRole('button', { name: 'Service accounts' }).click();
  await page.getByRole('button', { name: 'New service account' }).click();
  await look(
    'new service account',
    '- dialog "New service account":\n  - textbox "Name"\n  - group "May read":\n    - checkbox "Metrics"',
  );
  await dialog.getByLabel('Name').fill('monitoring');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.locator('.password-once').waitFor();
  await look('its token', '- dialog "Token for monitoring"');
  await page.getByRole('button', { name: 'I’ve stored it' }).click();
  await look('service accounts', '- main "Service accounts":\n  - table "Service accounts"');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: /Updates/ })
    .click();
  await look('updates', '- main "Updates":\n  - heading "Updates" [level=1]');

  await page.getByRole('button', { name: /IT Administrator, Administrator/ }).click();
  await look('own menu', '- menu:\n  - menuitem "Sign out"');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await signIn('quill', first);
  await look('waits for a second person', '- main:\n  - alert');
  await confirmAccount(agency, 'quill');
  await page.getByLabel('Password').fill(first);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Choose your own password' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(
    'new password',
    '- main:\n  - heading "Choose your own password" [level=2]\n  - textbox /^New password/\n  - textbox "Confirm new password"',
  );
  await tabThrough('new password');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(administrator.name);
  await page.getByLabel('Password').fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await look('code', '- main:\n  - heading "One more step" [level=2]\n  - textbox "Code"\n  - button "Sign in"');
  await page.getByRole('button', { name: 'Don’t have your phone? Use a recovery code' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await look('recovery code', '- main:\n  - heading "Recovery code" [level=2]\n  - textbox "Recovery code"');
  await tabThrough('recovery code');
  expect(found).toEqual([]);
});
