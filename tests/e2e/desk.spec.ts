import { expect, test } from './fixtures.ts';
import { nav, openReport, tick } from './officer.ts';
import { fileReport } from './person.ts';

test('the command list finds an action by its words, opens its form, and offers nothing that has no effect', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  await page.getByRole('row').nth(1).waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('searchbox', { name: 'What do you want to do?' });
  await expect(box).toBeFocused();
  await expect(page.getByRole('menuitem', { name: /^Approve/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(box).toHaveCount(0);
  await openReport(page, trackingNumber);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('menuitem').first()).toHaveAccessibleName(/^Approve/);
  await page.keyboard.type('call');
  await expect(page.getByRole('menuitem').first()).toHaveAccessibleName(/^Log a call/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /call/i })).toBeVisible();
});

test('Enter carries out a command of the list once, however soon it is pressed', async ({
  officer: { page },
  agency,
}) => {
  await openReport(page, await fileReport(agency));
  const toggle = page.getByRole('button', { name: 'Show queue next to report' });
  for (const isFilled of [true, false, true]) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('full-width');
    await page.keyboard.press('Enter');
    await expect(toggle).toHaveCount(isFilled ? 1 : 0);
  }
});

test('solvability factors are marked in the narrative, and the offense title that its words suggest is pointed out', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, {
    how: 'They took my backpack from my car. My neighbor saw them get into a white Honda.',
  });
  const report = await openReport(page, trackingNumber);
  await expect(report.locator('mark.factor')).toHaveText(['neighbor saw them', 'into a white Honda']);
  await expect(report.getByText('Witness · Vehicle described')).toBeVisible();
  await page.keyboard.press('a');
  const choice = page.getByRole('radio', { name: /from a motor vehicle/ });
  await expect(page.getByText('The reporter’s words point to')).toBeVisible();
  await expect(choice).not.toBeChecked();
  await tick(choice);
  await expect(page.getByText('The reporter’s words point to')).toHaveCount(0);
});

test('a window made narrower and wider again shows the page names whenever there is room', async ({
  officer: { page },
}) => {
  const start = nav(page, 'Start').getByText('Start', { exact: true });
  const wide = async () => (await start.boundingBox())?.width ?? 0;
  await expect.poll(wide).toBeGreaterThan(20);
  await page.setViewportSize({ width: 900, height: 600 });
  await expect.poll(wide).toBeLessThan(5);
  await page.setViewportSize({ width: 1400, height: 900 });
  await expect.poll(wide).toBeGreaterThan(20);
});
