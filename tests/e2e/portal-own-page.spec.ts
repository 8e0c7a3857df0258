import { actElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  'a person whose link is lost has it mailed, reads what they sent, and says that they found it',
  async ({ lang, t, page, shot }, { agency, mail }) => {
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
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.locator('main')).toContainText(email.toUpperCase());
    await fitsItsScreen(page);
    await shot('link-asked-for');
    await expect.poll(() => links().length).toBe(3);

    await page.goto(await linkTo(mail, email, 'status'));
    await expect(page.locator('.steps')).toContainText(t('portal-status.steps.mailed'));
    await page.getByText(t('portal-status.sentReport'), { exact: true }).click();
    await expect(page.locator('details').filter({ hasText: how }).first()).toContainText(email);
    await fitsItsScreen(page);

    await page.getByRole('link', { name: t('portal-status.acts.found') }).click();
    await fitsItsScreen(page);
    await page.locator('#text').fill('A neighbor had it.');
    await page.locator('#submit').click();
    await expect(page.getByRole('status')).toHaveText(t('portal-status.did.found'));
    await expect(page.getByRole('link', { name: t('portal-status.acts.found') })).toHaveCount(0);
    await expect(page.locator('.steps')).toContainText(t('portal-status.steps.found'));
    await shot('own-page');
  },
);
