import { expect, type Page } from 'playwright/test';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { barriers, fitsTheWindow, unseenFocus } from './barriers.ts';
import { elsewhereSees, rejectElsewhere } from './colleague.ts';
import { signIn, test } from './fixtures.ts';
import { goByKeys, nav, openReport, rejectOpen, row, searchFor, sendNow, tick } from './officer.ts';
import { disable, lettersAbout, newOfficer, onDatabase, reportId } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';
import { draw } from './sampled.ts';
import { makeWorkstation } from './workstation.ts';

// Other files would see the policy that these publish.
test.use({ changesAgency: 'second-review' });

const EMAIL = 'second-review@example.org';

test('a decision is drawn, reviewed blind, sent back, seen by its officer and made again, with one right letter', async ({
  page,
  agency,
  keyring,
  chromium,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: EMAIL } });
  await signIn(page, agency.account('officer'));
  await openReport(page, trackingNumber);
  await rejectOpen(page, /not in/i);
  await sendNow(page);
  await letterTo(agency, EMAIL, /could not approve/);
  await draw(agency, trackingNumber);

  const other = makeWorkstation({ server: agency.url, keyring, browser: chromium });
  try {
    const supervisor = await other.open();
    await supervisor.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(supervisor, agency.account('supervisor'));
    const found: string[] = [];
    await searchFor(supervisor, trackingNumber);
    await expect(supervisor.getByText('1 report is hidden from you until you review it')).toBeVisible();
    await nav(supervisor, 'Decisions').click();
    await supervisor.getByRole('searchbox', { name: 'Search decisions' }).fill(trackingNumber);
    await expect(supervisor.getByText('No decisions match these filters')).toBeVisible();

    for (const view of [
      'Letters to print',
      'Courtesy contacts',
      'Records system',
      'Appeals',
      'Case numbers',
      'Holds and retention',
    ]) {
      await nav(supervisor, view).click();
      const main = supervisor.getByRole('main', { name: view });
      // Before the page has loaded, it would name no report, and the audit log would not record that it was read.
      await expect(main.locator('table, .empty').first()).toBeVisible();
      await expect(main).not.toContainText(trackingNumber);
    }
    await nav(supervisor, 'Audit log').click();
    await expect(supervisor.getByText('Entries about 1 report are left out until you review it')).toBeVisible();
    await expect(supervisor.getByRole('region', { name: 'Audit log' })).toContainText('Viewed the case numbers');
    await expect(supervisor.getByRole('main')).not.toContainText(trackingNumber);
    await look(supervisor, 'audit log', found);
    await nav(supervisor, 'Find a report').click();
    await supervisor.getByRole('textbox', { name: 'Reason for searching' }).fill('Test');
    await supervisor.getByRole('textbox', { name: 'Number', exact: true }).fill(trackingNumber);
    await supervisor.keyboard.press('Enter');
    await expect(supervisor.getByText('No matching reports')).toBeVisible();
    await expect(supervisor.getByText('1 report is hidden from you until you review it')).toBeVisible();
    await nav(supervisor, 'Start').click();
    const waiting = supervisor.getByRole('region', { name: 'Supervision' });
    await expect(waiting.getByRole('button', { name: 'Second reviews to do' })).toContainText('1');
    await expect(nav(supervisor, /^Second review/)).toContainText('1');

    await nav(supervisor, 'Second review').click();
    const tray = supervisor.getByRole('table', { name: 'Second review' });
    await expect(tray).toContainText(trackingNumber);
    await expect(tray).not.toContainText(/reject/i);
    await look(supervisor, 'tray', found);
    await supervisor.getByRole('button', { name: `Show without review… ${trackingNumber}` }).click();
    await expect(supervisor.getByRole('dialog', { name: `See ${trackingNumber} without reviewing it?` })).toBeVisible();
    await look(supervisor, 'show without review', found);
    await supervisor.keyboard.press('Escape');
    await expect(supervisor.getByRole('dialog')).toHaveCount(0);
    await supervisor.getByRole('button', { name: `Review ${trackingNumber}` }).click();
    const main = supervisor.getByRole('main', { name: `Review ${trackingNumber}` });
    await expect(main.getByRole('region', { name: 'Narrative' })).toBeVisible();
    await expect(main).not.toContainText(/rejected|Not in/);
    await main.getByRole('button', { name: /^Save and see/ }).click();
    await expect(main).toContainText('Choose one.');
    await tick(main.getByRole('radio', { name: /^Approve/ }));
    await tick(main.getByRole('radio', { name: /Larceny – all other/i }));
    await look(supervisor, 'own decision', found);
    // What was filled in is still there after a visit to another page, and in a new window.
    await nav(supervisor, 'Decisions').click();
    await supervisor.reload();
    await nav(supervisor, 'Second review').click();
    await supervisor.getByRole('button', { name: `Review ${trackingNumber}` }).click();
    await expect(main.getByRole('radio', { name: /Larceny – all other/i })).toBeChecked();
    await main.getByRole('button', { name: /^Save and see/ }).click();

    await expect(main).toContainText('The decisions differ');
    // Agreeing with the other decision does not finish the review.
    await tick(main.getByRole('radio', { name: /^Agree/ }));
    await main.getByRole('button', { name: 'Finish the review' }).click();
    await expect(main.getByRole('textbox', { name: 'Note to the officer' })).toHaveAccessibleDescription(
      /The decisions differ\. Say why you agree/,
    );
    // "Second review" in the navigation leads back to the list. When the review is continued, what was filled in is
    // still there.
    await nav(supervisor, 'Second review').click();
    await supervisor.getByRole('button', { name: `Continue the review of ${trackingNumber}` }).click();
    await expect(main.getByRole('radio', { name: /^Agree/ })).toBeChecked();
    // So does Esc.
    await supervisor.keyboard.press('Escape');
    await supervisor.getByRole('button', { name: `Continue the review of ${trackingNumber}` }).click();
    await expect(main.getByRole('radio', { name: /^Agree/ })).toBeChecked();
    // The letter is complete as soon as its outcome is chosen. A line that came later would move the button below it.
    const letterSheet = main.getByRole('article', { name: 'This letter will go to the reporter' });
    await tick(main.getByRole('radio', { name: /send it back/ }));
    await expect(letterSheet.getByText('English', { exact: true })).toBeVisible();
    // The question without an answer is above the button and out of view, so it gets the focus.
    await main.getByRole('button', { name: 'Finish the review' }).click();
    await expect(main.getByRole('radio', { name: 'Wrong outcome' })).toBeFocused();
    await expect(main.getByRole('radiogroup', { name: 'What is wrong with it?' })).toBeInViewport({ ratio: 0.99 });
    await tick(main.getByRole('radio', { name: 'Overlooked something in the report' }));
    await main.getByRole('textbox', { name: /^Note to the officer/ }).fill('41 Park Street is inside the city.');
    await look(supervisor, 'verdict', found);
    // The officer's start page is open when the review arrives, and shows the review without any action.
    await goByKeys(page, 'h');
    await expect(page.getByRole('heading', { name: 'Start', level: 1 })).toBeVisible();
    await main.getByRole('button', { name: 'Finish the review and send the letter' }).click();
    await expect(main.getByRole('region', { name: 'Review finished' })).toContainText('Sent back');
    await look(supervisor, 'finished review', found);
    await main.getByRole('button', { name: 'Back to the list' }).first().click();
    await supervisor.getByRole('button', { name: 'Agreement' }).click();
    await expect(supervisor.getByRole('table', { name: /^By officer/ })).toContainText('0% (0% to 79%)');
    await look(supervisor, 'agreement', found);
    expect(found).toEqual([]);
  } finally {
    await other.clear();
  }
  await letterTo(agency, EMAIL, /correction/i);

  const feedback = page.getByRole('region', { name: 'Reviews of your decisions' });
  await expect(feedback).toContainText('41 Park Street is inside the city.');
  const seen: string[] = [];
  await look(page, 'reviews of your decisions', seen);
  await feedback.getByRole('button', { name: `Respond… to the review of ${trackingNumber}` }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
  await look(page, 'response to a review', seen);
  expect(seen).toEqual([]);
  await page.getByRole('dialog').getByRole('textbox').fill('You are right.');
  await page.keyboard.press('Control+Enter');
  await expect(feedback).toContainText('Your response: You are right.');
  await feedback.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  await expect(page.getByRole('region', { name: `Report ${trackingNumber}` })).toBeVisible();
  await page.keyboard.press('a');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Approve/ })
    .click();
  await sendNow(page);
  const { text } = await letterTo(agency, EMAIL, /Your case number is \d/);
  expect(text).toContain('case number');
  expect(await lettersAbout(agency, trackingNumber)).toEqual(['received', 'rejected', 'correction', 'approved']);
});

test('an appeal waits in its tray with its reason and first decision, and who decided first is told why not', async ({
  page,
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  await rejectElsewhere(agency, trackingNumber);
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, trackingNumber);
    await appealReport(deps, { reportId: id, text: 'It happened inside the city.' }, 'test');
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page, agency.account('supervisor'));
  await goByKeys(page, 'e');
  const line = page.getByRole('table', { name: 'Appeals' }).getByRole('row').filter({ hasText: trackingNumber });
  await expect(line).toContainText('It happened inside the city.');
  await expect(line).toContainText('You are the only supervisor');
  const found: string[] = [];
  await look(page, 'appeals', found);
  expect(found).toEqual([]);
  await line.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  await expect(page.getByRole('region', { name: `Report ${trackingNumber}` })).toContainText(
    'It happened inside the city.',
  );
  await expect(row(page, trackingNumber)).toHaveCount(1);
  // The form of either decision has the appeal and the decision that it is about.
  for (const name of [/^Keep the decision/, /^Set (it )?aside/]) {
    await page.getByRole('toolbar').getByRole('button', { name }).click();
    const appeal = page.getByRole('dialog').getByRole('region', { name: 'The appeal' });
    await expect(appeal).toContainText('It happened inside the city.');
    await expect(appeal).toContainText(/Rejected: .+ · /);
    await page.keyboard.press('Escape');
  }
});

test('with a second supervisor, who decided first sees why not; the other keeps the decision, and one right letter goes out', async ({
  page,
  agency,
  keyring,
  chromium,
}) => {
  const email = 'appeal-kept@example.org';
  const trackingNumber = await fileReport(agency, { who: { email } });
  await rejectElsewhere(agency, trackingNumber);
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, trackingNumber);
    await appealReport(deps, { reportId: id, text: 'It happened inside the city.' }, 'test');
  });
  const second = await newOfficer(agency, 'supervisor');
  const other = makeWorkstation({ server: agency.url, keyring, browser: chromium });
  try {
    await signIn(page, agency.account('supervisor'));
    await goByKeys(page, 'e');
    const line = (on: Page) =>
      on.getByRole('table', { name: 'Appeals' }).getByRole('row').filter({ hasText: trackingNumber });
    await expect(line(page)).toContainText('Your decision: another supervisor must decide the appeal');
    await line(page)
      .getByRole('button', { name: `Open ${trackingNumber}` })
      .click();
    await expect(page.getByRole('region', { name: `Report ${trackingNumber}` })).toBeVisible();
    await expect(page.getByRole('toolbar').getByRole('button', { name: /^Keep the decision/ })).toHaveCount(0);

    const colleague = await other.open();
    await signIn(colleague, second);
    await goByKeys(colleague, 'e');
    await expect(line(colleague)).not.toContainText('Your decision');
    await line(colleague)
      .getByRole('button', { name: `Open ${trackingNumber}` })
      .click();
    await colleague
      .getByRole('toolbar')
      .getByRole('button', { name: /^Keep the decision/ })
      .click();
    const dialog = colleague.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('41 Park Street is in Wethersfield.');
    await dialog.getByRole('button', { name: /^Keep the decision/ }).click();
    await expect(dialog).toHaveCount(0);
    await sendNow(colleague);
    const { text } = await letterTo(agency, email, /we are keeping our decision/);
    expect(text).toContain('41 Park Street is in Wethersfield.');
  } finally {
    await other.clear();
    // Other tests need a single supervisor, so this disables the second one.
    await disable(agency, second);
  }
  const { state, history } = await elsewhereSees(agency, trackingNumber);
  expect(state).toBe('rejected');
  expect(history.map(({ event }) => event.code)).toContain('appeal_upheld');
  const letters = ['received', 'rejected', 'appeal_received', 'appeal_upheld'];
  expect(await lettersAbout(agency, trackingNumber)).toEqual(letters);
});

async function look(page: Page, screen: string, found: string[]): Promise<void> {
  await fitsTheWindow(page);
  found.push(...(await barriers(page, screen)), ...(await unseenFocus(page, screen)));
}
