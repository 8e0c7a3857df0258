import type { Page } from 'playwright/test';
import type { Account } from '../helpers/built-server.ts';
import { barriers } from './barriers.ts';
import { decideManyElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys } from './officer.ts';

async function asAdministrator(page: Page, { name, password }: Account): Promise<void> {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
}

test('an administrator fits the duplicate weights, compares old and new, puts them in force, and reverts them', async ({
  page,
  agency,
  line,
}) => {
  await asAdministrator(page, agency.account('administrator'));
  await goByKeys(page, 'f');
  const main = page.getByRole('main', { name: 'Duplicate matching' });
  await expect(main).toContainText(/\d+ of 200 decisions so far/);
  await expect(main).toContainText('ActiveDefault weights');
  await expect(main.getByRole('button', { name: 'Tune weights' })).toBeHidden();
  const found = await barriers(page, 'too few decisions');

  await decideManyElsewhere(agency, 210);
  await main.getByRole('button', { name: 'Refresh' }).click();
  await expect(main).toContainText('These weights have not been tuned yet');
  await main.getByRole('button', { name: 'Tune weights' }).click();
  const fitted = main.getByRole('region', { name: 'Tuned weights' });
  await expect(fitted.getByRole('heading', { level: 2 })).toContainText(/Tuned on \d+ decisions/);
  await expect(fitted).toContainText('by IT Administrator');
  await expect(fitted.getByRole('table', { name: 'Accuracy' }).getByRole('row')).toHaveCount(7);
  const weights = fitted.getByRole('table', { name: 'Weights in bits' });
  const changed = await weights.getByRole('row').count();
  await fitted.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => weights.getByRole('row').count()).toBeGreaterThan(changed);
  await expect(weights.getByRole('row', { name: /^Same phone number/ }).first()).toContainText(/\+\d/);
  await expect(fitted).toMatchAriaSnapshot(`
    - region "Tuned weights":
      - heading /Tuned on \\d+ decisions/ [level=2]
      - button "Activate…"
      - table "Accuracy":
        - rowgroup:
          - row "Measure Active Tuned Change"
      - heading "Weights in bits" [level=3]
      - table "Weights in bits"
  `);
  found.push(...(await barriers(page, 'a fit')));

  await fitted.getByRole('button', { name: 'Activate…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await expect(main).toContainText(/ActiveVersion 1, since .*, by IT Administrator/);
  await expect(fitted).toBeHidden();
  const former = main.getByRole('region', { name: 'Previous versions' });
  await former.getByRole('button', { name: 'Reactivate: Default weights' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('officers’ decisions on pairs of reports will not change');
  found.push(...(await barriers(page, 'putting in force')));
  await dialog.getByRole('button', { name: 'Activate' }).click();
  await expect(main).toContainText('ActiveVersion 2');
  await expect(former.getByRole('listitem')).toHaveCount(2);
  expect(found).toEqual([]);

  await line.offline();
  await main.getByRole('button', { name: 'Refresh' }).click();
  await expect(main).toContainText('This page needs a connection to the agency server');
  await line.online();
  await expect(main).toContainText('ActiveVersion 2');
});
