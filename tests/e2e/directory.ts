import type { Browser, Page } from 'playwright/test';
import type { BuiltServer } from '../helpers/built-server.ts';
import { type IdentityProvider, startIdentityProvider } from '../helpers/identity-provider.ts';
import { useAgency } from './agency.ts';
import { expect, test } from './fixtures.ts';
import type { Desk } from './workstation.ts';

/**
 * Makes tests for an agency whose people sign in through its directory: a real OpenID Connect provider on this machine.
 */
export const withDirectory = (env: Record<string, string> = {}) =>
  test.extend<object, { directory: IdentityProvider; agency: BuiltServer }>({
    directory: [
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const directory = await startIdentityProvider({
          rivera: { preferred_username: 'quill', name: 'Officer Quill', roles: ['p2c-officers'] },
          ito: { preferred_username: 'ito', name: 'IT Ito', roles: ['p2c-it'] },
        });
        await use(directory);
        await directory.stop();
      },
      { scope: 'worker' },
    ],
    agency: [
      ({ directory }, use) => useAgency(use, { ...directory.env, ...env }),
      { scope: 'worker', timeout: 60_000 },
    ],
  });

/** Opens a browser other than the application's window, as the system would. */
export async function systemBrowser(chromium: () => Promise<Browser>): Promise<Page> {
  const context = await (await chromium()).newContext();
  return context.newPage();
}

/** Opens the address that the application opened last, and signs in at the agency's page if it asks. */
export async function signInThere(browser: Page, desk: Desk, username: string, opened: number): Promise<void> {
  await expect.poll(() => desk.opened().length).toBe(opened);
  await browser.goto(desk.opened().at(-1) ?? '');
  await browser.getByRole('textbox', { name: 'Username' }).fill(username);
  await browser.getByRole('button', { name: 'Sign in' }).click();
  await expect(browser.getByRole('heading')).toHaveText('Done. Go back to P2C Review.');
}
