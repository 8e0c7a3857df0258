import { actElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { approveOpen, chooseUndoTime, goByKeys, inView, nav, openReport, report, row, searchFor } from './officer.ts';
import { fileReport } from './person.ts';

test('a key that does nothing says why, next to the undo bar; undo is not announced as new reports above', async ({
  officer: { page },
  agency,
}) => {
  const who = { familyName: 'Waitsonly', email: 'waitsonly@example.org' };
  const asked = await fileReport(agency, { who });
  const open = await fileReport(agency, { who });
  await actElsewhere(agency, asked, { kind: 'follow_up', missing: ['exact_time'], note: '' });
  await chooseUndoTime(page, '2 minutes');
  await openReport(page, asked);
  await expect(row(page, asked)).toContainText('Waiting on reporter');
  await expect(report(page, asked)).toContainText(/Reporter has until \w{3}, \w{3} \d{1,2} to reply/);
  await page.keyboard.press('a');
  const said = page.getByTitle('Approve isn’t available while the report is “Waiting on reporter.”');
  await expect(said).toBeVisible();
  // The next action dismisses the message.
  await page.keyboard.press('Escape');
  await expect(said).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(page.getByTitle(/^Nothing left to undo/)).toBeVisible();

  await searchFor(page, 'waitsonly');
  await row(page, open).click();
  await expect(report(page, open)).toBeVisible();
  await approveOpen(page);
  // The next report waits on its reporter: it is only highlighted, since it can't be decided.
  await expect(page.getByRole('region', { name: /^Report T/ })).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(report(page, asked)).toBeVisible();
  await page.keyboard.press('a');
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(row(page, open)).toBeVisible();
  await expect(page.getByRole('button', { name: /new reports? above/ })).toHaveCount(0);
});

test('Z at once after a decision undoes that one, not the one before', async ({ officer: { page }, agency }) => {
  const who = { familyName: 'Atonce', email: 'atonce@example.org' };
  const numbers: string[] = [];
  for (let n = 0; n < 4; n += 1) numbers.push(await fileReport(agency, { who }));
  await chooseUndoTime(page, '2 minutes');
  const [first = '', ...later] = numbers;
  await openReport(page, first);
  await approveOpen(page);
  await expect(inView(page, first)).toBeHidden();
  for (const number of later) {
    await openReport(page, number);
    await page.keyboard.press('a');
    await expect(page.getByRole('dialog').getByRole('button', { name: /^Approve/ })).toBeEnabled();
    // Runs in the window itself, so that the key is pressed as soon as the form closes.
    await page.evaluate(() => {
      const button = [...document.querySelectorAll<HTMLElement>('[role=dialog] button')].find((one) =>
        one.textContent?.startsWith('Approve'),
      );
      const look = new MutationObserver(() => {
        if (document.querySelector('[role=dialog]') !== null) return;
        look.disconnect();
        setTimeout(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', bubbles: true })));
      });
      look.observe(document.body, { childList: true, subtree: true });
      button?.click();
    });
    await expect(report(page, number)).toBeVisible();
    await expect(row(page, number)).toContainText('New');
    await searchFor(page, first);
    await expect(inView(page, first)).toBeHidden();
  }
});

test('focus is never lost: when the focused element goes away, focus moves to the rows or the page just opened', async ({
  officer: { page },
}) => {
  const grid = page.getByRole('grid');
  await page.getByRole('button', { name: 'No thanks' }).click();
  await expect(grid).toBeFocused();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await expect(page.getByRole('toolbar', { name: 'Selected reports' })).toHaveCount(0);
  await expect(grid).toBeFocused();
  await goByKeys(page, 'p');
  await expect(page.getByRole('main', { name: 'Letters to print' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
});

test('a report outside the current view can be found from it: a person who calls may be in no view', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Xochitl' } });
  await nav(page, /^Reporter replied/).click();
  await searchFor(page, 'xochi');
  await expect(row(page, 'Elsewhere (1)')).toContainText('No match in this view.');
  await expect(row(page, trackingNumber)).toBeVisible();
  const box = page.getByRole('searchbox', { name: 'Search reports' });
  await box.press('Enter');
  await expect(report(page, trackingNumber)).toBeVisible();
  // Its number goes to it from any view, too.
  await page.keyboard.press('Escape');
  await nav(page, /^Overdue/).click();
  await searchFor(page, trackingNumber);
  await box.press('Enter');
  await expect(report(page, trackingNumber)).toBeVisible();
});

test('a search without a match closes the open report, so no key acts on a report that was not looked for', async ({
  officer: { page },
}) => {
  const number = (await page.getByRole('row').nth(3).getByRole('gridcell').first().innerText()).trim();
  await row(page, number).click();
  await expect(report(page, number)).toBeVisible();
  await searchFor(page, 'zzzz');
  await expect(page.getByText('No reports match these filters')).toBeVisible();
  await expect(report(page, number)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByTitle('No reports listed here.')).toBeVisible();
});

test('Z twice, as fast as fingers are, undoes two decisions', async ({ officer: { page }, agency }) => {
  const who = { familyName: 'Twiceback', email: 'twiceback@example.org' };
  const numbers = [await fileReport(agency, { who }), await fileReport(agency, { who })];
  await chooseUndoTime(page, '2 minutes');
  for (const number of numbers) {
    await openReport(page, number);
    await approveOpen(page);
    await expect(inView(page, number)).toBeHidden();
  }
  await searchFor(page, 'twiceback');
  await page.getByRole('grid').or(page.getByText('No reports match')).first().waitFor();
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  for (const number of numbers) await expect(row(page, number)).toBeVisible();
  await expect(page.getByText('can’t be undone here')).toHaveCount(0);
});

test('Enter in the search box opens the first match, and after a click on a view the row under the cursor', async ({
  officer: { page },
  agency,
}) => {
  const who = { familyName: 'Enterhit', email: 'enterhit@example.org' };
  const hit = await fileReport(agency, { who });
  await nav(page, /^To decide/).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Report T/ })).toBeVisible();
  await page.keyboard.press('/');
  await searchFor(page, 'enterhit');
  await expect(row(page, hit)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(report(page, hit)).toBeVisible();
});

test('Ctrl+A selects the text of the open report, not of the whole window', async ({ officer: { page }, agency }) => {
  const trackingNumber = await fileReport(agency, { how: 'My bicycle was taken from the rack.' });
  await openReport(page, trackingNumber);
  await row(page, trackingNumber).focus();
  await page.keyboard.press('Control+a');
  const selected = await page.evaluate(() => getSelection()?.toString() ?? '');
  expect(selected).toContain('My bicycle was taken from the rack.');
  expect(selected).not.toContain('Waiting to be sent');
});

test('Z held down undoes one decision, not one after another', async ({ officer: { page }, agency }) => {
  const who = { familyName: 'Heldown', email: 'heldown@example.org' };
  const numbers = [await fileReport(agency, { who }), await fileReport(agency, { who })];
  await chooseUndoTime(page, '2 minutes');
  for (const number of numbers) {
    await openReport(page, number);
    await approveOpen(page);
    await expect(inView(page, number)).toBeHidden();
  }
  const [first = '', second = ''] = numbers;
  for (let n = 0; n < 5; n += 1) await page.keyboard.down('z');
  await page.keyboard.up('z');
  await expect(report(page, second)).toBeVisible();
  await searchFor(page, 'heldown');
  await expect(row(page, second)).toBeVisible();
  await expect(inView(page, first)).toBeHidden();
  await page.evaluate(() => window.p2c.call('outbox.send-now', undefined));
});

test('after a number key, Space and the arrow keys apply to the choice that the number selected', async ({
  officer: { page },
  agency,
}) => {
  await openReport(page, await fileReport(agency, { who: { familyName: 'Numberkey' } }));
  await page.keyboard.press('r');
  const reasons = page.getByRole('dialog').getByRole('radio');
  await expect(reasons.first()).toBeFocused();
  await page.keyboard.press('3');
  await expect(reasons.nth(2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(reasons.nth(2)).toBeChecked();
  await page.keyboard.press('Escape');
});
