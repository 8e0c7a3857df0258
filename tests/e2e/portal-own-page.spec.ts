import { portal as english } from '#shared/words/en/portal.ts';
import { portal as spanish } from '#shared/words/es/portal.ts';
import { actElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, DESK, expect, fitsItsScreen, linkTo, PHONE, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

for (const [lang, words] of [
  ['en', english],
  ['es', spanish],
] as const) {
  for (const [screen, javaScriptEnabled] of [
    ['phone', true],
    ['phone', false],
    ['desk', true],
    ['desk', false],
  ] as const) {
    const how = `in ${lang} on a ${screen}${javaScriptEnabled ? '' : ' without JavaScript'}`;
    test(`a person whose link is lost has it mailed, reads what they sent, and says that they found it, ${how}`, async ({
      agency,
      mail,
      chromium,
    }) => {
      const t = (key: keyof typeof english) => words[key];
      const context = await chromium.newContext({ ...(screen === 'phone' ? PHONE : DESK), javaScriptEnabled });
      const page = await context.newPage();
      const email = address();
      const how = 'My bicycle was gone in the morning; only the lock was left.';
      const number = await fileReport(agency, { how, who: { email, language: lang } });
      await linkTo(mail, email, 'status');
      await actElsewhere(agency, number, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
      const links = () =>
        mail.mails.filter(({ to, parsed }) => to.includes(email) && /\/status\//.test(parsed.text ?? ''));
      await expect.poll(() => links().length).toBe(2);

      await page.goto(`${agency.url}/status?lang=${lang}`);
      await page.getByRole('link', { name: t('portal-status.link.title') }).click();
      await fitsItsScreen(page);
      await page.locator('#number').fill(number.replaceAll('-', ' '));
      await page.locator('#email').fill(email.toUpperCase());
      await page.locator('#submit').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('portal-status.link.sentTitle'));
      await expect.poll(() => links().length).toBe(3);

      await page.goto(await linkTo(mail, email, 'status'));
      await page.getByText(t('portal-status.sentReport'), { exact: true }).click();
      await expect(page.locator('details').filter({ hasText: how })).toContainText(email);
      await fitsItsScreen(page);

      await page.getByRole('link', { name: t('portal-status.acts.found') }).click();
      await fitsItsScreen(page);
      await page.locator('#text').fill('A neighbor had it.');
      await page.locator('#submit').click();
      await expect(page.getByRole('status')).toHaveText(t('portal-status.did.found'));
      await expect(page.getByRole('link', { name: t('portal-status.acts.found') })).toHaveCount(0);
      await expect(page.locator('.steps')).toContainText(t('portal-status.steps.found'));
      if (process.env['P2C_SHOTS'] !== undefined) {
        await page.getByText(t('portal-status.sentReport'), { exact: true }).click();
        await page.screenshot({ path: `${process.env['P2C_SHOTS']}/own-${lang}-${screen}.png`, fullPage: true });
      }
      await context.close();
    });
  }
}
