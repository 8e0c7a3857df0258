import type { Page } from 'playwright';
import { LARGEST_STREET } from '../helpers/large-report.ts';
import { painted } from './desk-page.ts';

/** Sets in the settings how many lines each report has in the queue, then returns to the "To decide" view. */
export async function chooseDensity(page: Page, words: 'One line' | RegExp): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radiogroup', { name: 'Density' }).getByText(words, { exact: true }).click();
  await main.getByRole('button', { name: /^To decide/ }).click();
  await page.getByRole('columnheader').first().waitFor();
  await page.locator('[role="grid"]').focus();
}

export async function repeated(rounds: number, one: (n: number) => Promise<number | null>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const ms = await one(n);
    if (ms !== null) taken.push(ms);
  }
  return taken;
}

/**
 * No two consecutive orders start with the same report; otherwise no change would be visible. The report that has waited
 * longest has the lowest number.
 */
const SORTED = ['Reporter', 'Tracking no.', 'Location', 'Waiting', 'Offense', 'Duplicates'];
export const header = (page: Page, n: number) =>
  page.getByRole('columnheader', { name: new RegExp(SORTED[n % SORTED.length] ?? '') }).getByRole('button');
const VIEWS = [/^To decide/, /^Reporter replied/, /^Waiting on reporter/, /^Possible duplicates/];
export const view = (page: Page, n: number) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: VIEWS[n % VIEWS.length] ?? /Queue/ });

/** Types words letter by letter; letters that change nothing are not counted. */
export async function typed(page: Page, rounds: number): Promise<number[]> {
  const taken: number[] = [];
  const words = ['bicycle', 'street:park', '"my car"', 'phone stolen', 'kind:fraud bank'];
  for (let n = 0; n < rounds; n += 1) {
    await page.keyboard.press('/');
    for (const letter of words[n % words.length] ?? '') {
      const ms = await painted(page, { kind: 'rows' }, () => page.keyboard.press(letter === ' ' ? 'Space' : letter));
      if (ms !== null) taken.push(ms);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }
  return taken;
}

/**
 * Opens the largest reports one after another while a search for one of their words is active, so matches are
 * highlighted.
 */
export async function largestOpened(page: Page, rounds: number): Promise<number[]> {
  const search = async (text: string) => {
    await page.keyboard.press('/');
    await painted(page, { kind: 'rows' }, () => page.keyboard.type(text));
    await page.keyboard.press('Enter');
    await page.locator('[role="grid"]').focus();
  };
  await search(`street:"${LARGEST_STREET}" neighbor`);
  await page.getByRole('row').nth(2).waitFor();
  const taken = await repeated(rounds, async () => {
    await page.keyboard.press('ArrowDown');
    const one = await painted(page, { kind: 'report' }, () => page.keyboard.press('Enter'));
    await page.keyboard.press('Escape');
    return one;
  });
  await page.keyboard.press('/');
  await painted(page, { kind: 'rows' }, () => page.keyboard.press('Escape'));
  await page.locator('[role="grid"]').focus();
  return taken;
}

export async function compared(page: Page, rounds: number): Promise<number[]> {
  await page.keyboard.press('Escape');
  // Switches views first, because the first row of the previous view has no duplicates to compare with.
  await painted(page, { kind: 'rows' }, () => view(page, VIEWS.length - 1).click());
  await page.getByRole('row').nth(1).click();
  await page.locator('[role="grid"]').focus();
  return repeated(rounds, async () => {
    await page
      .getByRole('region', { name: /^Report T/ })
      .getByRole('region', { name: /duplicates/i })
      .waitFor();
    const taken = await painted(page, { kind: 'shown', selector: 'main[aria-label^="Compare"]' }, () =>
      page.keyboard.press('c'),
    );
    await page.keyboard.press('Escape');
    await painted(page, { kind: 'report' }, () => page.keyboard.press('j'));
    return taken;
  });
}
