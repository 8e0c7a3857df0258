import { randomBytes } from 'node:crypto';
import { photograph } from '../helpers/pictures.ts';
import { actElsewhere } from './colleague.ts';
import { fileReport } from './person.ts';
import { address, everyWay, expect, fitsItsScreen, linkTo, test } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

everyWay(
  'a person sends a photo that an officer asked for; the line is cut in the middle, and the link ends',
  async ({ lang, t, page, hasScript, shot }, { agency, mail }) => {
    const email = address();
    const number = await fileReport(agency, { who: { email, language: lang } });
    await actElsewhere(agency, number, { kind: 'follow_up', missing: ['photo'], note: '' });
    const link = await linkTo(mail, email, 'reply');
    // Two letters are sent at about the same time, in either order.
    const asks = mail.mails.find(({ parsed }) => parsed.text?.includes(link));
    expect(asks?.parsed.text).toMatch(/(?:ends in|vence en) 45 /);
    await page.goto(link);
    const ends = t('portal-status.reply.ends').split('{day}')[0] ?? '';
    await expect(page.getByText(ends)).toBeVisible();
    await fitsItsScreen(page);

    const starts: number[] = [];
    let begun = 0;
    let isCut = false;
    page.on('request', (sent) => {
      if (sent.method() === 'PATCH') starts.push(Number(sent.headers()['upload-offset']));
      if (sent.method() === 'POST' && new URL(sent.url()).pathname === '/uploads') begun += 1;
    });
    // The connection is cut as the third piece is sent.
    await page.route('**/uploads/*', async (route) => {
      if (starts.length === 3 && !isCut) {
        isCut = true;
        await page.context().setOffline(true);
      }
      await route.continue().catch(() => {});
    });
    const buffer = Buffer.concat([await photograph(900, 700), randomBytes(1_300_000)]);
    await page.locator('#files').setInputFiles({ name: 'fence.jpg', mimeType: 'image/jpeg', buffer });
    if (hasScript) {
      await expect(page.getByText(t('portal-status.files.waits').replace('{name}', 'fence.jpg'))).toBeVisible();
      await shot('evidence-cut');
      await page.context().setOffline(false);
    } else await page.locator('#add-files').click();
    await expect(page.locator('[data-file="fence.jpg"]')).toBeVisible();
    await expect(page.getByText(t('portal-status.files.added').replace('{names}', 'fence.jpg'))).toBeVisible();
    if (hasScript) {
      // The upload resumed where it had stopped; nothing was sent again from the start.
      expect([begun, starts.filter((at) => at === 0).length]).toEqual([1, 1]);
      expect(new Set(starts).size).toBeGreaterThan(4);
    }
    const picture = page.locator('[data-file="fence.jpg"] img');
    const isDrawn = () => picture.first().evaluate((one) => (one as HTMLImageElement).naturalWidth > 0);
    await expect.poll(isDrawn).toBe(true);
    await shot('evidence');

    // The file is still there when the link is opened again, such as at another desk.
    await page.goto(link);
    await expect(page.locator('[data-file="fence.jpg"]')).toBeVisible();
    await expect.poll(isDrawn).toBe(true);
    await page.locator('#submit').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('portal-status.reply.sentTitle'));
    await page.goto(await linkTo(mail, email, 'status'));
    await page.getByText(t('portal-status.sentReport'), { exact: true }).click();
    await expect(page.locator('details').first()).toContainText('fence.jpg');
    await expect.poll(isDrawn).toBe(true);
    await fitsItsScreen(page);
    await shot('evidence-sent');

    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('portal-status.reply.endedTitle'));
    await expect(page.getByRole('link', { name: t('portal-status.link.title') })).toBeVisible();
    await fitsItsScreen(page);
    await shot('evidence-ended');
  },
);
