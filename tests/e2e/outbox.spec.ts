import type { Page } from 'playwright/test';
import { actElsewhere, rejectElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { approveOpen, chooseUndoTime, inView, openReport, report, row, tick } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

async function rejectOffline(page: Page, trackingNumber: string, note: string) {
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: /not in|outside/i }));
  await dialog.getByRole('textbox', { name: /Note to reporter/ }).fill(note);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await expect(inView(page, trackingNumber)).toBeHidden();
}

const badge = (page: Page) => page.getByRole('button', { name: /^Connection:/ });

test('a report that changed since is shown field by field, and Decide again starts from what was written', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'again@example.org' } });
  await openReport(page, trackingNumber);
  await line.offline();
  await rejectOffline(page, trackingNumber, 'The lot is in West Hartford.');
  await actElsewhere(agency, trackingNumber, { kind: 'log_call', outcome: 'no_answer', note: 'Nobody at home.' });
  await line.online();
  await expect(badge(page)).toHaveAccessibleName(/1 needs attention/);
  await badge(page).click();
  const card = page.getByRole('listitem').filter({ hasText: trackingNumber }).first();
  await expect(card.getByRole('region', { name: 'What changed since then' })).toContainText('Nobody at home.');
  await expect(card.getByRole('region', { name: 'What changed since then' })).toContainText('Sergeant Walsh');
  await expect(card.getByRole('table').getByRole('row').filter({ hasText: 'Status' })).toContainText(
    /New\s*Rejected\s*New/,
  );
  await expect(card).toContainText(/No difference in:.*reporter, property/);

  await card.getByRole('button', { name: /^Decide again/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: /Note to reporter/ })).toHaveValue('The lot is in West Hartford.');
  // The report is another one since, so the reason is chosen again.
  const reason = dialog.getByRole('radio', { name: /not in|outside/i });
  await expect(reason).not.toBeChecked();
  // The newly typed text replaces the saved text, and stays when "Decide again" is pressed once more.
  await dialog.getByRole('textbox', { name: /Note to reporter/ }).fill('The lot lies beyond the line of the city.');
  await page.keyboard.press('Escape');
  await badge(page).click();
  await card.getByRole('button', { name: /^Decide again/ }).click();
  await expect(dialog.getByRole('textbox', { name: /Note to reporter/ })).toHaveValue(/beyond the line/);
  await tick(reason);
  await dialog.getByRole('button', { name: /^Reject/ }).click();
  await letterTo(agency, 'again@example.org', /The lot lies beyond the line/);
  await expect(badge(page)).toHaveAccessibleName('Connection: Online · 0 waiting');
});

test('a decision that no longer applies says so and can be withdrawn', async ({
  supervisor: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'withdrawn@example.org' } });
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await rejectElsewhere(agency, trackingNumber);
  await line.online();
  await expect(badge(page)).toHaveAccessibleName(/1 needs attention/);
  await badge(page).click();
  const main = page.getByRole('main');
  await expect(main).toContainText('The report is now “Rejected.”');
  await expect(main.getByRole('table').getByRole('row').filter({ hasText: 'Status' })).toContainText(
    /New\s*Approved\s*Rejected/,
  );
  await expect(main.getByRole('button', { name: /^Decide again/ })).toBeHidden();
  await main.getByRole('button', { name: /^Cancel my decision/ }).click();
  await expect(main).toContainText('Nothing waiting to be sent');
});

test("the badge opens the page with this workstation's sync status", async ({ officer: { page, line }, agency }) => {
  const trackingNumber = await fileReport(agency);
  await chooseUndoTime(page, '2 minutes');
  await openReport(page, trackingNumber);
  await line.offline();
  await expect(badge(page)).toHaveAccessibleName(/Offline since/);
  await rejectOffline(page, trackingNumber, '');
  // The undo bar must not promise that the decision is sent when its undo time ends, because the connection is down.
  const undo = page.getByRole('region', { name: 'Undo' });
  await expect(undo).toContainText(/can undo for \d+ sec/);
  // The reporter may call before the decision is sent, so the officer can still find the report.
  await expect(row(page, trackingNumber)).toContainText('Not sent yet');
  await row(page, trackingNumber).click();
  // Neither the state nor the due date that the server still has is shown.
  const marks = report(page, trackingNumber).locator('.report-marks');
  await expect(marks).toContainText('Not sent yet');
  await expect(marks).not.toContainText(/New|promised/);
  await expect(report(page, trackingNumber)).toContainText(/Can undo for \d+ sec/);
  await badge(page).click();
  const connection = page.getByRole('region', { name: 'Connection' });
  await expect(connection).toContainText('You can keep working');
  await expect(connection).toContainText('1 decision');
  const card = page.getByRole('listitem').filter({ hasText: `Rejected · ${trackingNumber}` });
  await expect(card).toContainText(/can undo for \d+ sec/);
  await expect(connection).toContainText(/Stored here\s*\d+ reports, [\d.]+ [KM]B/);
  await line.online();
  await expect(card).toContainText(/sends in \d+ s/);
  await expect(undo).toContainText(/sends in \d+ s/);
  await page.getByRole('button', { name: 'Send now (can’t undo)' }).click();
  await expect(connection).toContainText('nothing waiting to be sent');
});
