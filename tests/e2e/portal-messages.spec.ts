import { portal as english } from '#shared/words/en/portal.ts';
import { photograph, png } from '../helpers/pictures.ts';
import { actElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, PHONE, test } from './portal-fixtures.ts';

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

const said = (problem: 'kind' | 'unreadable' | 'tooLarge', name: string) =>
  english[`portal-status.files.problems.${problem}`].replace('{name}', name);

test('a file that is refused while Send is pressed keeps the person on the page, which says why; one that is taken goes along', async ({
  agency,
  mail,
  chromium,
}) => {
  const email = address();
  await fileReport(agency, { who: { email, language: 'en' } });
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${await linkTo(mail, email, 'status')}/message`);
  await page.locator('#text').fill('Here is a picture.');
  const refused = [
    { name: 'tool.jpg', buffer: Buffer.from('MZ\0\0this is a program'), said: said('kind', 'tool.jpg') },
    {
      name: 'half.jpg',
      buffer: (await photograph(900, 700)).subarray(0, 3000),
      said: said('unreadable', 'half.jpg'),
    },
    { name: 'huge.jpg', buffer: Buffer.alloc(13_000_000, 1), said: said('tooLarge', 'huge.jpg') },
  ];
  let release = () => {};
  await page.route('**/uploads', async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await route.continue();
  });
  for (const { name, buffer, said: why } of refused) {
    const asked = name === 'huge.jpg' ? null : page.waitForRequest('**/uploads');
    await page.locator('#files').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    await asked;
    await page.locator('#submit').click();
    release();
    await expect(page.locator('#files-part .error').filter({ hasText: why })).toBeVisible();
    await expect(page.locator('#files-part')).toBeFocused();
    await expect(page.locator('#text')).toHaveValue('Here is a picture.');
  }

  const asked = page.waitForRequest('**/uploads');
  await page.locator('#files').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: await png() });
  await asked;
  await page.locator('#submit').click();
  release();
  await expect(page.getByText(english['portal-status.did.message'])).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  const picture = page.getByRole('article').locator('[data-file="dot.png"] img');
  await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(40);
  await context.close();
});
