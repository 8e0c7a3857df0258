import { actElsewhere, rejectElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  'a person whose report was rejected asks once for a review, after saying why',
  async ({ lang, t, page, shot }, { agency, mail }) => {
    const email = address();
    const number = await fileReport(agency, { who: { email, language: lang } });
    await linkTo(mail, email, 'status');
    await rejectElsewhere(agency, number);
    await expect.poll(() => mail.mails.filter(({ to }) => to.includes(email)).length).toBe(2);
    await page.goto(await linkTo(mail, email, 'status'));
    await expect(page.locator('.stage')).toContainText(t('portal-status.stages.rejected.title'));
    await page.getByRole('link', { name: t('portal-status.acts.appeal') }).click();
    await fitsItsScreen(page);
    await page.locator('#submit').click();
    await expect(page.locator('.summary a')).toHaveText(t('portal-status.noWords'));
    await page.locator('#text').fill('It happened on Park Street, which is in Hartford.');
    await page.locator('#submit').click();
    await expect(page.getByRole('status')).toHaveText(t('portal-status.did.appeal'));
    await expect(page.locator('.stage')).toContainText(t('portal-status.stages.appealed.title'));
    await expect(page.locator('.steps')).toContainText(t('portal-status.steps.appealed'));
    await expect(page.getByRole('link', { name: t('portal-status.acts.appeal') })).toHaveCount(0);
    await fitsItsScreen(page);
    await shot('review-asked');
  },
);

everyWay(
  'a person adds to a report and withdraws it, and can do neither after that',
  async ({ lang, t, page, shot }, { agency, mail }) => {
    const email = address();
    await fileReport(agency, { who: { email, language: lang } });
    await page.goto(await linkTo(mail, email, 'status'));
    await page.getByRole('link', { name: t('portal-status.acts.add') }).click();
    await page.locator('#text').fill('The lock was a black U-lock.');
    await page.locator('#submit').click();
    await expect(page.getByRole('status')).toHaveText(t('portal-status.did.add'));
    await page.getByRole('link', { name: t('portal-status.acts.withdraw') }).click();
    await fitsItsScreen(page);
    await page.locator('#submit').click();
    await expect(page.getByRole('status')).toHaveText(t('portal-status.did.withdraw'));
    await expect(page.locator('.steps')).toContainText(t('portal-status.steps.withdrawn'));
    for (const act of ['add', 'withdraw', 'message'] as const)
      await expect(page.getByRole('link', { name: t(`portal-status.acts.${act}`) })).toHaveCount(0);
    await shot('withdrawn');
  },
);

for (const lang of ['en', 'es'] as const) {
  test(`with the approval come the rights of victims and what happens with property, in ${lang}`, async ({
    agency,
    mail,
  }) => {
    const email = address();
    const number = await fileReport(agency, { who: { email, language: lang } });
    await linkTo(mail, email, 'status');
    await actElsewhere(agency, number, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
    const letters = () => mail.mails.filter(({ to }) => to.includes(email)).map(({ parsed }) => parsed.text ?? '');
    await expect.poll(() => letters().length).toBe(2);
    const [rights, property] = {
      en: ['Victims of crime have rights in Connecticut', 'Keep receipts, photos and serial numbers'],
      es: ['las víctimas de un delito tienen derechos', 'Guarde los recibos, las fotos y los números de serie'],
    }[lang];
    expect(letters()[1]).toContain(rights);
    expect(letters()[1]).toContain(property);
    // Text that is only for fraud is left out.
    expect(letters()[1]).not.toContain('IdentityTheft.gov');
  });
}
