import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signIn, test } from './fixtures.ts';

const WORDS = 'Maria Quetzal, 41 Park Street';

test('what breaks in the window stands in the log of the workstation, signed in or not, without a word of what it said', async ({
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
  // Where the queue is drawn anew just now, the page for it is there already.
  await row.click({ timeout: 2000 }).catch(() => undefined);
  await expect(page.getByRole('alert')).toContainText('This window ran into an error');
  await told('drawing', 'SyntaxError');
  expect(log()).toMatch(/"how":"drawing"[^\n]*"places":\["[\w.-]+\.js:\d+:\d+"/);
  expect(log()).not.toContain('Quetzal');
  await page.getByRole('button', { name: 'Open the window again' }).click();
  await row.waitFor();
});
