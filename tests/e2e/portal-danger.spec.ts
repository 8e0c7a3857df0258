import { acceptAndSend, fillForm, reachForm } from './journey.ts';
import { address, everyWay, expect, fitsItsScreen, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

const HOW = { en: 'He is outside right now and he has a knife.', es: 'Está afuera ahora mismo y tiene un cuchillo.' };

everyWay(
  'who may be in danger reads whom to call before and after sending, and sends without confirming an address',
  async ({ lang, t, page, shot }, { agency }) => {
    const danger = page.getByRole('alert').filter({ hasText: t('portal-site.danger.title') });
    await reachForm(page, agency.url, 'lost_property', lang);
    await fillForm(
      page,
      'lost_property',
      { email: address(), lang },
      {
        answers: { how: HOW[lang], 'who.safeContact.no_mail': 'yes', 'who.interpreter': 'Polski' },
      },
    );
    await expect(danger.locator('a[href="tel:911"]')).toBeVisible();
    await expect(danger.locator('a[href="tel:988"]')).toBeVisible();
    await expect(page.locator('main')).toContainText('Polski');
    await expect(page.locator('main')).toContainText(t('portal-form.fields.safeContact.noMail'));
    await fitsItsScreen(page);
    await shot('danger-before');
    await acceptAndSend(page);
    await expect(page.locator('.number')).toContainText('T');
    await expect(danger.locator('a[href="tel:911"]')).toBeVisible();
    await fitsItsScreen(page);
    await shot('danger-after');
  },
);
