import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  'who has the link e-mailed again reads that it was, and the newest one confirms the report',
  async ({ lang, t, page, shot }, { agency, mail }) => {
    const email = address();
    const heading = page.getByRole('heading', { level: 1 });
    const links = () => mail.mails.filter(({ to }) => to.includes(email)).length;
    await reachForm(page, agency.url, 'lost_property', lang);
    await fillForm(page, 'lost_property', { email, lang }, { folds: false });
    await toSummary(page);
    await acceptAndSend(page);
    await expect(heading).toHaveText(t('portal-drafts.waitingTitle'));
    await expect(page.getByRole('status').filter({ visible: true })).toHaveCount(0);
    await expect.poll(links).toBe(1);

    await page
      .getByRole('button', { name: t('portal-drafts.mailAgain') })
      .last()
      .click();
    const said = page.getByRole('status').filter({ hasText: t('portal-drafts.mailedAgain') });
    await expect(said).toBeFocused();
    await expect(said).toContainText(email);
    await expect(page).toHaveTitle(new RegExp(`^${t('portal-drafts.mailedAgain')}`));
    await expect(heading).toHaveText(t('portal-drafts.waitingTitle'));
    await fitsItsScreen(page);
    await shot('link-again');
    await expect.poll(links).toBe(2);

    await page.goto(await linkTo(mail, email, 'confirm'));
    await expect(heading).toHaveText(t('portal-drafts.confirmTitle'));
  },
);
