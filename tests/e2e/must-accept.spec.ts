import { portal } from '#shared/words/en/portal.ts';
import { barriers, fitsTheWindow } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { acceptAndSend, fillForm, toSummary } from './journey.ts';
import { goByKeys, openReport, tick } from './officer.ts';
import { giveNameAndPassword } from './signing-in.ts';

// Other files would see the policy that this publishes.
test.use({ changesAgency: 'must-accept' });

const QUESTION = 'Does a court order in {city} forbid it?';
const ASKED = 'Does a court order in Hartford forbid it?';
const RULE = 'C.G.S. § 54-1r: such a complaint must be accepted';

test('a supervisor keeps an answer for a rule; a person who gives it goes on to the form, and the report can’t be rejected as not eligible', async ({
  supervisor: { page: desk },
  page,
  agency,
  chromium,
}) => {
  await goByKeys(desk, 'y');
  await desk.getByRole('button', { name: 'Start a draft' }).click();
  const entry = (title: string) => desk.getByRole('tabpanel').locator('details', { hasText: title });
  /** The focused field of a new entry, which is the one to type into. */
  const added = desk.locator('[role="tabpanel"] :is(input, textarea):focus');
  const inBoth = async (of: string, name: string, text: string) => {
    for (const language of ['English', 'Spanish'])
      await entry(of)
        .getByRole('textbox', { name: `${name} (${language})` })
        .fill(text);
  };
  await desk.getByRole('tab', { name: /^Must accept/ }).click();
  await desk.getByRole('tabpanel').locator('summary').first().click();
  await expect(desk.getByRole('tabpanel')).toContainText('There is no question yet whose answer is kept');

  await desk.getByRole('tab', { name: /^Questions first/ }).click();
  await desk.getByRole('button', { name: 'Add a question' }).click();
  await expect(added).toHaveCount(1);
  await desk.keyboard.type(QUESTION);
  await inBoth('court order', 'Question', QUESTION);
  await inBoth('court order', 'Why we ask', 'Such a complaint must be accepted.');
  const question = entry('court order');
  await expect(question.getByRole('radiogroup', { name: 'Anyone who answers yes' })).toBeVisible();
  await tick(question.getByRole('checkbox', { name: /continues to the form/ }));
  await expect(question.getByRole('radiogroup', { name: 'Anyone who answers yes' })).toHaveCount(0);
  expect(await barriers(desk, 'a question whose answer is kept')).toEqual([]);

  await desk.getByRole('tab', { name: /^Must accept/ }).click();
  await desk.getByRole('button', { name: 'Add a rule' }).click();
  await expect(added).toHaveCount(1);
  await desk.keyboard.type(RULE);
  await inBoth(RULE, 'Rule', RULE);
  await inBoth(RULE, 'What to do instead', 'Call the reporter today.');
  const rule = entry(RULE);
  await tick(rule.getByRole('checkbox', { name: QUESTION }));
  await tick(rule.getByRole('checkbox', { name: /^Not one of the four/ }));
  expect(await barriers(desk, 'a rule that goes by an answer')).toEqual([]);
  await fitsTheWindow(desk);
  await desk.getByRole('textbox', { name: 'Why this change' }).fill('Counsel asks for it.');
  await desk.getByRole('button', { name: 'Ready to publish' }).click();
  await expect(desk.getByRole('region', { name: 'Your draft' })).toContainText('Ready to publish');

  await giveNameAndPassword(page, agency.account('administrator'));
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  await goByKeys(page, 'y');
  await page.getByRole('button', { name: /^Review the draft by/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  const visitor = await (await chromium()).newPage();
  try {
    await visitor.goto(`${agency.url}/start/vandalism?lang=en`);
    for (const one of await visitor.locator('input[type=radio][value=no]').all()) await one.check();
    await visitor.locator('input[name="ask.place"][value=yes]').check();
    await visitor.getByRole('group', { name: ASKED }).getByLabel('Yes').check();
    // Without a rule that the report must be accepted, a visitor who knows who did it would be turned away.
    await visitor.locator('input[name="ask.suspect"][value=yes]').check();
    expect(await barriers(visitor, 'a question whose answer is kept, as asked')).toEqual([]);
    await visitor.locator('#submit').click();
    await expect(visitor.locator('input[name=step]')).toHaveValue('form');
    const answers = { 'who.address': '12 Broad St, Hartford, CT 06106', 'who.preferredContact': 'phone' };
    await fillForm(visitor, 'vandalism', { email: '', lang: 'en' }, { answers });
    await toSummary(visitor);
    await expect(visitor.getByRole('heading', { name: portal['portal-form.check.answered'] })).toBeVisible();
    await expect(visitor.getByText(ASKED)).toBeVisible();
    expect(await barriers(visitor, 'the summary with an answer')).toEqual([]);
    await acceptAndSend(visitor);
    const number = await visitor.locator('.number').first().innerText();

    const report = await openReport(desk, number.trim());
    await expect(report.getByRole('region', { name: 'Answered before the form' })).toContainText(ASKED);
    await desk.keyboard.press('r');
    const dialog = desk.getByRole('dialog');
    await expect(dialog).toContainText('This report must be accepted');
    await expect(dialog).toContainText(`${RULE}. Call the reporter today.`);
    await expect(dialog.getByRole('radio', { name: /^Not one of the four/ })).toBeDisabled();
    await expect(dialog.getByRole('radio', { name: /^Not in the City/ })).toBeEnabled();
  } finally {
    await visitor.close();
  }
});
