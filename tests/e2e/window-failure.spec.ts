import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronMajor } from '../helpers/application.ts';
import { expect, signIn, test } from './fixtures.ts';

const WORDS = 'Maria Quetzal, 41 Park Street';

test('an error in the window is in the workstation log, signed in or not, without any of its text', async ({
  page,
  desk,
  agency,
}) => {
  const log = () => readFileSync(join(desk.userData, 'logs', 'main.log'), 'utf8');
  const told = (how: string, error: string) =>
    expect.poll(log).toContain(`"event":"window.failed","how":"${how}","error":"${error}"`);
  await page.getByRole('button', { name: 'I understand' }).waitFor();
  await page.evaluate((words) => {
    setTimeout(() => {
      throw new RangeError(words);
    });
    void Promise.reject(new TypeError(words));
  }, WORDS);
  await told('script', 'RangeError');
  await told('promise', 'TypeError');

  await signIn(page, agency.account('officer'));
  const row = page.getByRole('row').nth(1);
  await row.waitFor();
  await page.evaluate((words) => {
    const fails = () => {
      throw new SyntaxError(words);
    };
    for (const name of ['format', 'formatToParts'])
      Object.defineProperty(Intl.DateTimeFormat.prototype, name, { value: fails });
  }, WORDS);
  const failed = page.getByRole('alert').filter({ hasText: 'This window ran into an error' });
  // If the queue is being redrawn at this moment, the error page may already be there.
  await expect(async () => {
    if (await row.isVisible()) await row.click({ timeout: 1000 });
    await expect(failed).toBeVisible({ timeout: 1000 });
  }).toPass();
  await told('drawing', 'SyntaxError');
  expect(log()).toMatch(/"how":"drawing"[^\n]*"places":\["[\w.-]+\.js:\d+:\d+"/);
  expect(log()).not.toContain('Quetzal');
  // Before Electron 25 navigation events do not say where they lead, so every navigation is refused.
  if ((electronMajor() ?? 25) < 25) return;
  await page.getByRole('button', { name: 'Reopen window' }).click();
  await row.waitFor();
});
