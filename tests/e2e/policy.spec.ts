import type { Locator, Page } from 'playwright/test';
import { walk } from './barriers.ts';
import { rejectElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys, nav, openReport } from './officer.ts';
import { usesOf } from './own-database.ts';
import { fileReport } from './person.ts';
import { giveNameAndPassword } from './signing-in.ts';

// Other files would see the policy that these publish.
test.use({ changesAgency: 'policy' });

const PAGE = '- main "Policy":\n  - heading "Policy" [level=1]\n  - region "Versions":\n    - table "Versions"';
const EDITOR = '- main "Draft of the policy":\n  - textbox "Why this change"\n  - tablist "Parts of the policy"';
const NEW_LINE = 'Keep this letter with your papers.';

const words = (page: Page) => page.getByRole('textbox', { name: 'Text (English)' });

test('a supervisor drafts a letter, tries it on real reports, and an administrator publishes it', async ({
  supervisor: { page: desk, line },
  page,
  agency,
}) => {
  const { found, look, tabThrough } = walk(desk);
  await goByKeys(desk, 'y');
  await look('policy', PAGE);
  await tabThrough('policy');
  await desk.getByRole('button', { name: 'Start a draft' }).click();
  await look('policy draft', EDITOR);
  const before = await words(desk).inputValue();

  await words(desk).fill(before.replace('{case_number}', 'there'));
  await expect(desk.getByText('must include {case_number}').first()).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Ready to publish' })).toBeDisabled();
  await look('a faulty draft', EDITOR);
  await words(desk).fill(before.replace('{case_number}.', `{case_number}. ${NEW_LINE}`));
  await expect(desk.getByRole('article', { name: 'Preview (English)' })).toContainText(NEW_LINE);
  await tabThrough('policy draft');

  // A real reporter's letter is shown only once the trail has recorded it, even for a report that is closed.
  const closed = await fileReport(agency, { who: { givenName: 'Priscilla', familyName: 'Previewed' } });
  await rejectElsewhere(agency, closed);
  expect(await usesOf(agency, closed)).toEqual([]);
  const number = desk.getByRole('textbox', { name: 'Or a report’s number' });
  await number.fill(closed.replaceAll('-', ' '));
  await expect(desk.getByRole('article', { name: 'Preview (English)' })).toContainText('Priscilla');
  await expect(desk.getByText('is recorded under “Seen by.”')).toBeVisible();
  await expect.poll(() => usesOf(agency, closed)).toEqual([{ previewed: 1 }]);
  await look('a preview with a real report', EDITOR);
  await number.fill('');

  // A half-finished draft is restored after a look at the queue, even if it was typed offline.
  await line.offline();
  await desk.getByRole('textbox', { name: 'Why this change' }).fill('Insurers ask for it.');
  await expect(desk.getByText('What you typed is kept here')).toBeVisible();
  await nav(desk, /^Queue/).click();
  await line.online();
  await goByKeys(desk, 'y');
  await desk.getByRole('button', { name: 'Edit' }).click();
  await expect(desk.getByRole('textbox', { name: 'Why this change' })).toHaveValue('Insurers ask for it.');
  await expect(desk.getByText('All changes saved')).toBeVisible();

  for (const part of ['Reasons', 'Offense titles', 'Missing items', 'Saved replies', 'Must accept']) {
    await desk.getByRole('tab', { name: part }).click();
    await desk.getByRole('tabpanel').locator('summary').first().click();
    await look(part, EDITOR);
  }
  for (const part of ['Limits and times', 'Holidays', 'Agency']) {
    await desk.getByRole('tab', { name: part }).click();
    await look(part, EDITOR);
  }
  await desk.getByRole('tab', { name: 'Questions first' }).click();
  await expect(desk.getByRole('tabpanel')).toContainText('must be accepted: “C.G.S. § 54-1n');
  await desk.getByRole('button', { name: 'Changes…' }).click();
  const review = desk.getByRole('dialog');
  await expect(review.getByRole('row', { name: /Letters › Approved › English/ })).toContainText(NEW_LINE);
  await review.getByRole('button', { name: 'Try on real reports' }).click();
  await expect(review.getByRole('status')).toContainText(/Tried on the last \d+ decisions, .* and on \d+ open reports/);
  await expect(review.getByRole('status')).toBeInViewport();
  // Each report in the list is a link that opens it. The draft is still there afterward.
  await expect(review.getByRole('button', { name: /^Open T/ }).first()).toBeVisible();
  await tabThrough('a rehearsal');
  await look('a rehearsal', '- dialog "Your draft":\n  - table "Changes"\n  - contentinfo:\n    - button "Close"');
  // The result is still there after a look at one of its reports.
  await review
    .getByRole('button', { name: /^Open T/ })
    .first()
    .click();
  await expect(desk.getByRole('region', { name: /^Report T/ })).toBeVisible();
  await goByKeys(desk, 'y');
  await desk.getByRole('button', { name: 'Show the result' }).click();
  await expect(review.getByRole('status')).toContainText(/Tried on the last \d+ decisions/);
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Edit' }).click();
  await desk.getByRole('button', { name: 'Ready to publish' }).click();
  await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText('Ready to publish');
  await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText(
    'Another supervisor or an administrator',
  );
  expect(found).toEqual([]);

  await giveNameAndPassword(page, agency.account('administrator'));
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  // The administrator, who may publish the draft, is notified that it waits. Its author is not.
  await expect(nav(page, /^Policy/)).toHaveText('Policy1');
  await expect(nav(desk, /^Policy/)).toHaveText('Policy');
  await goByKeys(page, 'y');
  await page.getByRole('button', { name: /^Review the draft by/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Insurers ask for it.');
  // An administrator can't see the policy itself. So below the draft's changes, each warning says what it is about.
  const checks = dialog.getByText(/^\d+ things to check in the whole policy$/);
  await expect(checks).toBeVisible();
  await expect(dialog.getByText(/^Questions first › Do you know who did it/)).toBeVisible();
  await expect(dialog.getByText(/^Must accept › C\.G\.S\. § 54-1r/)).toBeVisible();
  const top = (what: Locator) => what.evaluate((one) => one.getBoundingClientRect().top);
  expect(await top(checks)).toBeGreaterThan(await top(dialog.getByRole('table', { name: 'Changes' })));
  await dialog.getByRole('button', { name: 'Try on real reports' }).click();
  await expect(dialog).toContainText('Administrators see counts only.');
  const office = walk(page);
  await office.look('publish', '- dialog:\n  - contentinfo:\n    - button "Publish"');
  await office.tabThrough('publish');
  expect(office.found).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog).toBeHidden();
  const versions = page.getByRole('table', { name: 'Versions' });
  await expect(versions.getByRole('row').nth(1)).toContainText('Insurers ask for it.');
  await expect(versions.getByRole('row').nth(1)).toContainText('drafted by Sergeant Walsh');
  await expect(nav(page, /^Policy/)).toHaveText('Policy');

  await desk.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText('You have no draft.');
  await desk
    .getByRole('button', { name: /^Go back to/ })
    .first()
    .click();
  await look('go back', '- dialog /^Go back to version/');
  await tabThrough('go back');
  expect(found).toEqual([]);
});

test('a supervisor adds a reason, a title, an item and a question, and takes one away, without knowing a code', async ({
  supervisor: { page: desk },
  page,
  agency,
}) => {
  const { found, look } = walk(desk);
  const part = async (name: string, add: string) => {
    // The tab must not be “Notices with letters”.
    await desk.getByRole('tab', { name: new RegExp(`^${name}(?! with)`) }).click();
    await desk.getByRole('button', { name: add }).click();
    await look(name, EDITOR);
  };
  // The entry that was added has the focus, so it is the one that is typed into.
  const entry = (title: string) => desk.getByRole('tabpanel').locator('details', { hasText: title });
  const inBoth = async (of: string, name: string, text: string) => {
    for (const language of ['English', 'Spanish'])
      await entry(of)
        .getByRole('textbox', { name: `${name} (${language})` })
        .fill(text);
  };
  await goByKeys(desk, 'y');
  await desk.getByRole('button', { name: 'Start a draft' }).click();

  await part('Reasons', 'Add a reason');
  await desk.keyboard.type('State police took it');
  const reason = 'State police took it';
  await expect(entry(reason).getByRole('textbox', { name: 'Code' })).toHaveValue('state_police_took_it');
  await inBoth(reason, 'What the letter says', 'The state police took your report.');
  await inBoth(reason, 'What to do now', 'Call {review_phone}.');
  await inBoth(reason, 'Rule', 'One report is enough.');

  await part('Offense titles', 'Add an offense title');
  await desk.keyboard.type('Larceny – catalytic converter');
  await entry('catalytic').getByRole('textbox', { name: 'NIBRS code' }).fill('23');
  await expect(desk.getByText(/^Offense titles › Larceny – catalytic converter › NIBRS code/)).toBeVisible();
  await entry('catalytic').getByRole('textbox', { name: 'NIBRS code' }).fill('23G');

  await part('Missing items', 'Add a missing item');
  await desk.keyboard.type('Locksmith’s bill');
  await inBoth('Locksmith', 'What the letter asks for', 'The bill of the locksmith.');
  const first = desk.getByRole('tabpanel').locator('details').first();
  const gone = await first.locator('summary').innerText();
  await first.locator('summary').click();
  await first.getByRole('button', { name: `Remove ${gone}` }).click();
  await expect(desk.getByRole('button', { name: 'Put back' })).toBeFocused();
  await look('a removed item', EDITOR);
  await desk.getByRole('button', { name: 'Put back' }).click();
  await expect(first.locator('summary')).toHaveText(gone);

  await part('Questions first', 'Add a question');
  await desk.keyboard.type('Is it about a boat?');
  await inBoth('boat', 'Why we ask', 'The harbor master takes those.');
  for (const name of ['Second review', 'Retention', 'Agency', 'Notices']) {
    await desk.getByRole('tab', { name: new RegExp(`^${name}(?! with)`) }).click();
    await look(name, EDITOR);
  }
  await desk.getByRole('tab', { name: 'Second review' }).click();
  await desk.getByRole('textbox', { name: 'Percent of each officer’s decisions' }).fill('5');
  await desk.getByRole('textbox', { name: 'Why this change' }).fill('The state police take some of them.');
  // The title of the reason has no Spanish text yet. This is noted above the tabs, at the field, and before the draft
  // is offered.
  await desk.getByRole('button', { name: `Reasons › ${reason} › Title › Spanish` }).click();
  const spanish = entry(reason).getByRole('textbox', { name: 'Title (Spanish)' });
  await expect(spanish).toBeFocused();
  await expect(spanish).toHaveAccessibleDescription(/No Spanish text: English is shown instead/);
  await desk.getByRole('button', { name: 'Ready to publish' }).click();
  await expect(desk.getByRole('dialog')).toContainText('Title › Spanish: No Spanish text: English is shown instead.');
  await look('ready without a text', '- dialog "Ready to publish with texts missing?"');
  await desk.getByRole('button', { name: 'Ready to publish anyway' }).click();
  await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText('Ready to publish');
  expect(found).toEqual([]);

  await giveNameAndPassword(page, agency.account('administrator'));
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  await goByKeys(page, 'y');
  await page.getByRole('button', { name: /^Review the draft by/ }).click();
  await expect(page.getByRole('dialog').getByText('No Spanish text: English is shown instead.').first()).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  const trackingNumber = await fileReport(agency, {}, { kind: 'larceny' });
  await openReport(desk, trackingNumber);
  await desk.keyboard.press('r');
  await expect(desk.getByRole('dialog').getByRole('radio', { name: /^State police took it/ })).toBeEnabled();
  expect(await (await fetch(`${agency.url}/start/larceny`)).text()).toContain('Is it about a boat?');
});

test('the form for an identity theft report offers no reason that means not eligible, and says why', async ({
  officer: { page },
  agency,
}) => {
  const fraud = { accountKind: 'Credit card', amountCents: null, discovered: null, bankInformed: null };
  const kind = { kind: 'fraud', offenseCode: 'fraud_identity_theft' } as const;
  const trackingNumber = await fileReport(agency, { items: [], fraud }, kind);
  await openReport(page, trackingNumber);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This report must be accepted');
  await expect(dialog).toContainText('C.G.S. § 54-1n');
  for (const title of [/^Not in the City/, /^Suspect information/, /^Not one of the four/])
    await expect(dialog.getByRole('radio', { name: title })).toBeDisabled();
  await expect(dialog.getByRole('radio', { name: /^Withdrawn/ })).toBeEnabled();
});
