import { acceptAndSend, fillForm, openPage, reachForm, toSummary } from './journey.ts';
import { address, everyWay, expect, fitsItsScreen, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  'who must not be e-mailed says so with other things that are not safe, is told how the answer comes, and gets no e-mail',
  async ({ lang, t, page, shot }, { agency, mail }) => {
    const email = address();
    await reachForm(page, agency.url, 'vandalism', lang);
    const answers = { 'who.safeContact.no_messages': 'yes', 'who.safeContact.no_email': 'yes' };
    await fillForm(page, 'vandalism', { email, lang }, { until: 'contact' });
    await page.locator('details:has([name="who.safeContact.no_email"]) > summary').click();
    await fitsItsScreen(page);
    await shot('safe-contact');
    // This person prefers e-mail, although it is marked as unsafe.
    await page.locator('[name="who.email"]').fill(email);
    await page.locator('[name="who.safeContact.no_email"]').check();
    await page.locator('[name="who.preferredContact"][value=email]').check();
    await page.locator('#submit').click();
    await expect(page.locator('.summary')).toContainText(t('portal-errors.safeNoEmail'));
    expect(await openPage(page)).toBe('contact');
    await expect(page.locator('[name="who.safeContact.no_email"]')).toBeChecked();
    // A link to the unfinished report can't be e-mailed, either.
    await page.locator('button[name=save]').click();
    await expect(page.locator('.error')).toContainText(t('portal-drafts.emailUnsafe'));
    await shot('safe-contact-not-saved');
    await page.locator('button.back').click();
    await fillForm(page, 'vandalism', { email, lang }, { answers: { ...answers, 'who.preferredContact': 'phone' } });

    await toSummary(page);
    const main = page.locator('main');
    await expect(main).toContainText(t('portal-form.check.answer.page'));
    await expect(main).toContainText(t('portal-form.check.answer.code'));
    await expect(main).toContainText(t('portal-form.fields.safeContact.noMessages'));
    await expect(main).toContainText(t('portal-form.fields.safeContact.noEmail'));
    await fitsItsScreen(page);
    await shot('safe-contact-summary');
    await acceptAndSend(page);

    // Nothing has to be confirmed by e-mail: the report is sent, with the code to its page.
    await expect(page.locator('.number')).toContainText('T');
    const number = (await page.locator('.number').textContent()) ?? '';
    const code = (await page.locator('.code').textContent()) ?? '';
    await fitsItsScreen(page);
    await shot('safe-contact-sent');
    await page.goto(`${agency.url}/status?lang=${lang}`);
    await page.locator('[name=number]').fill(number);
    await page.locator('[name=code]').fill(code);
    await page.locator('#submit').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number.trim());
    await expect(page.getByRole('heading', { name: t('portal-status.letters') })).toBeVisible();
    // People who ask for the link by e-mail are not told more, and get nothing.
    await page.goto(`${agency.url}/status/link?lang=${lang}`);
    await page.locator('[name=number]').fill(number);
    await page.locator('[name=email]').fill(email);
    await page.locator('#submit').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('portal-status.link.sentTitle'));
    expect(mail.mails.filter(({ to }) => to.includes(email))).toEqual([]);
  },
);
