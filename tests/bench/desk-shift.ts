import type { Page } from 'playwright';
import { painted } from './desk-page.ts';
import { atLeast, atMost, type Figure, figure, printed, quantile } from './figure.ts';

type Done = { act: 'approve' | 'reject'; keys: number; ms: number; requirements: number };
const DIALOG = '[role="dialog"]';
/** Picks reasons further down the list, so that choosing one takes as many keys as it takes an officer. */
const DOWN = [1, 2, 3];

/**
 * Works a shift using only the keyboard: approves three of every four reports, and rejects the fourth with its letter.
 * The next report opens automatically.
 */
export async function shift(page: Page, order: { reports: number; full: boolean }): Promise<Figure[]> {
  const { full } = order;
  await page.keyboard.press('Escape');
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('button', { name: /^To decide/ }).click();
  // The newest reports are the ones that the server also has.
  const received = page.getByRole('columnheader', { name: /Received/ });
  while ((await received.getAttribute('aria-sort')) !== 'descending') await received.getByRole('button').click();
  await page.getByRole('row').nth(1).click();
  await page.locator('section[aria-label^="Report T"] .narrative:visible').waitFor();
  await page.locator('[role="grid"]').focus();

  const done: Done[] = [];
  let passed = 0;
  for (let n = 0; done.length < order.reports && n < order.reports * 3; n += 1) {
    const one = await decide(page, n % 4 === 3 ? 'reject' : 'approve', n);
    if (one !== null) done.push(one);
    else passed += 1;
  }
  const plain = done.filter(({ requirements }) => requirements === 0);
  const keys = (act: Done['act']) => plain.filter((one) => one.act === act).map((one) => one.keys);
  // An approval takes two keys; any more are for requirements that have to be answered.
  const usual = quantile(keys('approve'), 0.5);
  const answered = done.flatMap((one) => (one.requirements > 0 ? [(one.keys - usual) / one.requirements] : []));
  const ms = done.map((one) => one.ms);
  return [
    figure('shift by keyboard: reports decided', done.length, '', { wanted: atLeast(order.reports), full }),
    figure('shift: passed on, since the form wanted more', passed, '', { wanted: printed, full }),
    figure('shift: keys for an approval, median', usual, 'keys', { wanted: atMost(2, 'keys'), full }),
    figure('shift: keys for a rejection with letter, median', quantile(keys('reject'), 0.5), 'keys', {
      wanted: atMost(5, 'keys'),
      full,
    }),
    figure('shift: reports approved with an open requirement', answered.length, '', { wanted: printed, full }),
    figure(
      'shift: keys for each open requirement, median',
      answered.length === 0 ? 0 : quantile(answered, 0.5),
      'keys',
      {
        wanted: atMost(1, 'keys'),
        full,
      },
    ),
    figure('shift: keys for an approval, p95', quantile(keys('approve'), 0.95), 'keys', {
      wanted: atMost(6, 'keys'),
      full,
    }),
    figure('shift: keys for a rejection with letter, p95', quantile(keys('reject'), 0.95), 'keys', {
      wanted: atMost(9, 'keys'),
      full,
    }),
    figure('shift: machine time a decision, median', quantile(ms, 0.5) / 1000, 's', { wanted: printed, full }),
    figure('shift: machine time a decision, p95', quantile(ms, 0.95) / 1000, 's', { wanted: printed, full }),
  ];
}

/**
 * Makes one decision, from the open report to the next one. Returns null if the form needed more input than these keys.
 */
async function decide(page: Page, act: Done['act'], turn: number): Promise<Done | null> {
  let keys = 0;
  let ms = 0;
  const press = async (key: string, sight?: Parameters<typeof painted>[1]): Promise<boolean> => {
    keys += 1;
    if (sight === undefined) {
      await page.keyboard.press(key);
      return true;
    }
    const taken = await painted(page, sight, () => page.keyboard.press(key));
    ms += taken ?? 0;
    return taken !== null;
  };
  const opened = await press(act === 'approve' ? 'a' : 'r', { kind: 'shown', selector: DIALOG });
  if (opened && act === 'reject') {
    for (let down = DOWN[turn % DOWN.length] ?? 1; down > 0; down -= 1) await press('ArrowDown');
  }
  const open = page.locator(`${DIALOG} .requirement`);
  const requirements = opened && act === 'approve' ? await open.count() : 0;
  for (let left = requirements; left > 0; left -= 1) {
    await press('Alt+d');
    await open.nth(left - 1).waitFor({ state: 'detached' });
  }
  if (opened && (await press('Control+Enter', { kind: 'report' }))) return { act, keys, ms, requirements };
  if ((await page.locator(DIALOG).count()) > 0) await page.keyboard.press('Escape');
  await painted(page, { kind: 'report' }, () => page.keyboard.press('j'));
  return null;
}
