import { walk } from './barriers.ts';
import { actElsewhere, beginReviewElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { goByKeys, nav, tick } from './officer.ts';
import { disable, newOfficer } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';
import { draw } from './sampled.ts';

// Other files would see the policy that these publish.
test.use({ changesAgency: 'taking-over' });

const WHY = 'The state police take some of them.';

test('a supervisor goes on with the draft of a colleague who left, as it was typed, and neither can publish it', async ({
  supervisor: { page: desk },
  page,
  agency,
}) => {
  const colleague = await newOfficer(agency, 'supervisor');
  await signIn(page, colleague);
  await goByKeys(page, 'y');
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page.getByRole('textbox', { name: 'Why this change' }).fill(WHY);
  await page.getByRole('tab', { name: /^Limits and times/ }).click();
  await page
    .getByRole('textbox', { name: /^Business days/ })
    .first()
    .fill('7');
  await expect(page.getByText('All changes saved')).toBeVisible();
  await goByKeys(desk, 'y');
  const others = desk.getByRole('table', { name: 'Drafts by others' });
  const row = others.getByRole('row').filter({ hasText: WHY });
  await expect(row.getByRole('button', { name: /^Review the draft by/ })).toBeVisible();
  await expect(row.getByRole('button', { name: /^Take over/ })).toHaveCount(0);

  await disable(agency, colleague);
  await desk.getByRole('button', { name: 'Refresh' }).click();
  await expect(row).toContainText('No longer a supervisor');
  const { found, look, tabThrough } = walk(desk);
  await look(
    'the draft of a colleague who left',
    '- main "Policy":\n  - region "Drafts by others":\n    - table "Drafts by others"',
  );
  await row.getByRole('button', { name: /^Take over the draft by/ }).click();
  await expect(desk.getByRole('main', { name: 'Draft of the policy' })).toContainText('Neither of you can publish it.');
  await expect(desk.getByRole('textbox', { name: 'Why this change' })).toHaveValue(WHY);
  await desk.getByRole('tab', { name: /^Limits and times/ }).click();
  await expect(desk.getByRole('textbox', { name: /^Business days/ }).first()).toHaveValue('7');
  await look('a draft that was taken over', '- main "Draft of the policy":\n  - textbox "Why this change"');
  await tabThrough('a draft that was taken over');
  await desk.getByRole('button', { name: 'Ready to publish' }).click();
  const own = desk.getByRole('region', { name: 'Your draft' });
  await expect(own).toContainText('Ready to publish');
  await expect(own).toContainText('Started by');
  await expect(desk.getByRole('region', { name: 'Drafts by others' })).not.toContainText(WHY);
  expect(found).toEqual([]);
});

test('a supervisor finishes a review that a colleague began and left, which counts as not blind, and goes on to the next', async ({
  supervisor: { page: desk },
  agency,
}) => {
  const email = 'left-review@example.org';
  const trackingNumber = await fileReport(agency, { who: { email, language: 'es' } });
  const next = await fileReport(agency);
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  for (const one of [trackingNumber, next]) await actElsewhere(agency, one, reject, 'officer');
  await letterTo(agency, email, /Qué hacer ahora/);
  await draw(agency, trackingNumber, next);
  const colleague = await newOfficer(agency, 'supervisor');
  const decision = { kind: 'approve', code: 'larceny_other' } as const;
  await beginReviewElsewhere(agency, trackingNumber, decision, colleague);
  await nav(desk, 'Second review').click();
  const tray = desk.getByRole('main', { name: 'Second review' });
  await desk.getByRole('button', { name: 'Refresh' }).click();
  // A colleague's review in progress is not listed.
  await expect(tray).toContainText(next);
  await expect(tray).not.toContainText(trackingNumber);

  await disable(agency, colleague);
  await desk.getByRole('button', { name: 'Refresh' }).click();
  const { found, look } = walk(desk);
  await look('a review that was left', '- main "Second review":\n  - table "Second review"');
  await tray.getByRole('button', { name: `Take over the review of ${trackingNumber}` }).click();
  const main = desk.getByRole('main', { name: `Review ${trackingNumber}` });
  await expect(main).toContainText(/You took this review over from .+\. It counts as not blind\./);
  await expect(main).toContainText(/decided: approve as/);
  await expect(main).toContainText('The decisions differ');
  await look('a review that was taken over', '- main /^Review T/');
  // A letter in another language can be read before it is sent.
  await tick(main.getByRole('radio', { name: /send it back/ }));
  await expect(main.getByRole('article', { name: 'This letter will go to the reporter' })).toContainText('Saludos');
  await expect(main.getByRole('article', { name: 'Letter in English' })).toContainText('Dear');
  await look('a letter to read', '- main /^Review T/');
  await tick(main.getByRole('radio', { name: /let it stand/ }));
  await tick(main.getByRole('radio', { name: 'Wrong outcome' }));
  await main.getByRole('textbox', { name: /^Note to the officer/ }).fill('41 Park Street is inside the city.');
  await main.getByRole('button', { name: 'Finish the review' }).click();
  await expect(main.getByRole('region', { name: 'Review finished' })).toBeVisible();
  await main.getByRole('button', { name: 'Next review' }).click();
  const another = desk.getByRole('main', { name: `Review ${next}` });
  await expect(another.getByRole('radio', { name: /^Approve/ })).toBeVisible();
  await another.getByRole('button', { name: 'Back to the list' }).click();
  await expect(tray).toContainText(next);
  await expect(tray).not.toContainText(trackingNumber);
  expect(found).toEqual([]);
});

test('of two drafts at once, the second sees what the first changed, and takes it in before it can be published', async ({
  supervisor: { page: desk },
  page,
  agency,
}) => {
  const colleague = await newOfficer(agency, 'supervisor');
  await signIn(page, colleague);
  try {
    for (const [one, why] of [
      [desk, 'More time to answer.'],
      [page, 'A new title.'],
    ] as const) {
      await goByKeys(one, 'y');
      const own = one.getByRole('region', { name: 'Your draft' });
      await expect(own).toBeVisible();
      // The previous test may have left a draft.
      if ((await own.getByRole('button', { name: 'Start a draft' }).count()) === 0) {
        await own.getByRole('button', { name: 'Edit' }).click();
        await one.getByRole('button', { name: 'Discard…' }).click();
        await one.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
      }
      await own.getByRole('button', { name: 'Start a draft' }).click();
      await one.getByRole('textbox', { name: 'Why this change' }).fill(why);
    }
    await desk.getByRole('tab', { name: /^Limits and times/ }).click();
    const days = desk.getByRole('textbox', { name: /^Business days/ }).first();
    const before = await days.inputValue();
    await days.fill('9');
    await desk.getByRole('button', { name: 'Ready to publish' }).click();
    await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText('Ready to publish');

    await page.getByRole('tab', { name: /^Reasons/ }).click();
    const reason = page.getByRole('tabpanel').locator('details').first();
    await reason.locator('summary').click();
    await reason.getByRole('textbox', { name: 'Title (English)' }).fill('Not inside the city');
    await expect(page.getByText('All changes saved')).toBeVisible();
    // The colleague publishes the first draft, which makes this user's own draft outdated.
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: /^Review the draft by/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    const own = page.getByRole('region', { name: 'Your draft' });
    await expect(own).toContainText(/Version \d+ has been published since/);
    await own.getByRole('button', { name: 'Changes…' }).click();
    const since = page.getByRole('dialog').getByRole('table', { name: 'Changes in newer versions of the policy' });
    const row = since.getByRole('row').filter({ hasText: '9' });
    await expect(row).toContainText(before);
    const { found, look } = walk(page);
    await look('a draft of an older version', '- dialog "Your draft"');
    expect(found).toEqual([]);
    await page.keyboard.press('Escape');

    await own.getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('button', { name: 'Ready to publish' })).toBeDisabled();
    await page.getByRole('button', { name: 'Update draft' }).click();
    await expect(page.getByText('The draft is up to date.')).toBeVisible();
    await page.getByRole('tab', { name: /^Limits and times/ }).click();
    await expect(page.getByRole('textbox', { name: /^Business days/ }).first()).toHaveValue('9');
    await page.getByRole('button', { name: 'Ready to publish' }).click();
    await expect(own).toContainText('Ready to publish');
    await own.getByRole('button', { name: 'Changes…' }).click();
    const mine = page.getByRole('dialog').getByRole('table', { name: 'Changes' });
    await expect(mine).toContainText('Not inside the city');
    await expect(mine.getByRole('row')).toHaveCount(2);
  } finally {
    await disable(agency, colleague);
  }
});
