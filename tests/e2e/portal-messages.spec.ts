import { actElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  "a person reads an officer's message on the report's page and answers it there",
  async ({ lang, t, page, shot }, { agency, mail }) => {
    const email = address();
    const number = await fileReport(agency, { who: { email, language: lang } });
    await linkTo(mail, email, 'status');
    await actElsewhere(agency, number, { kind: 'message', note: 'Is the bell of your bicycle blue?' });
    const told = () => mail.mails.filter(({ to }) => to.includes(email));
    await expect.poll(() => told().length).toBe(2);
    expect(told().at(-1)?.parsed.text).not.toContain('bell');

    await page.goto(await linkTo(mail, email, 'status'));
    const messages = page.getByRole('region', { name: t('portal-status.messages') });
    await expect(messages).toContainText('Is the bell of your bicycle blue?');
    await fitsItsScreen(page);
    await page.getByRole('link', { name: t('portal-status.acts.message') }).click();
    await fitsItsScreen(page);
    await page.locator('#submit').click();
    await expect(page.locator('.summary a')).toHaveText(t('portal-status.noMessage'));
    await page.locator('#text').fill('Yes.\nIt has a scratch, too.');
    await page.locator('#submit').click();
    await expect(page.getByRole('status')).toHaveText(t('portal-status.did.message'));
    await expect(messages.getByRole('article')).toHaveCount(2);
    await expect(messages).toContainText('It has a scratch, too.');
    await expect(page.locator('.steps')).toContainText(t('portal-status.steps.wrote'));
    await shot('messages');
  },
);
