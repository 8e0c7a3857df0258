import type { Page } from 'playwright/test';
import { photograph } from '../helpers/pictures.ts';
import { actElsewhere } from './colleague.ts';
import { acceptAndSend, fillForm, openPage, reachForm, toSummary } from './journey.ts';
import { enlargeText, narrow, readsWell } from './large-text.ts';
import { address, DESK, expect, fitsItsScreen, linkTo, PHONE, test, WORDS } from './portal-fixtures.ts';

test.describe.configure({ mode: 'parallel' });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without JavaScript';
  test(`the Back button of the browser leads back page by page, with what was typed${how}`, async ({
    agency,
    chromium,
  }) => {
    const context = await chromium.newContext({ ...DESK, javaScriptEnabled });
    const page = await context.newPage();
    await reachForm(page, agency.url, 'lost_property', 'en');
    await fillForm(page, 'lost_property', { email: address(), lang: 'en' }, { until: 'where' });
    // From a page that came back with an error, a person can also go back.
    await page.locator('[name="where.address"]').fill('');
    await page.locator('#submit').click();
    await expect(page.locator('.summary')).toBeVisible();
    await fillForm(page, 'lost_property', { email: address(), lang: 'en' });
    await toSummary(page);
    await page.goto(`${agency.url}/status`);

    await page.goBack();
    await expect(heading(page)).toHaveText('Review your report before you send it');
    for (const at of ['contact', 'who', 'files', 'how', 'where', 'when', 'what']) {
      for (let tries = 0; tries < 3 && (await openPage(page)) !== at; tries += 1) await page.goBack();
      expect(await openPage(page)).toBe(at);
    }
    await expect(page.locator('[name="items.0.type"]')).toHaveValue('Pasaporte');
    // From there, the person can go forward again.
    await page.locator('#submit').click();
    await expect.poll(() => openPage(page)).toBe('when');
    await context.close();
  });
}

test('who goes back by the browser and changes an answer loses nothing of what was typed after it', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'lost_property', 'es');
  await fillForm(page, 'lost_property', { email: address(), lang: 'es' }, { until: 'contact' });
  for (let tries = 0; tries < 8 && (await openPage(page)) !== 'where'; tries += 1) await page.goBack();
  expect(await openPage(page)).toBe('where');
  await page.locator('[name="where.address"]').fill('99 Park Street');
  await page.locator('#submit').click();
  await expect.poll(() => openPage(page)).toBe('how');
  await expect(page.locator('[name=how]')).toHaveValue(/La dejé a las ocho/);
  for (const at of ['files', 'who', 'contact']) {
    await page.locator('#submit').click();
    await expect.poll(() => openPage(page)).toBe(at);
  }
  await fillForm(page, 'lost_property', { email: address(), lang: 'es' });
  await toSummary(page);
  await expect(page.locator('main')).toContainText('99 Park Street');
  await expect(page.locator('main')).toContainText('Núñez');
  await context.close();
});

test('Back works after every other form that is answered: the questions, finding a report', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(DESK);
  const page = await context.newPage();
  await page.goto(`${agency.url}/start/larceny?lang=en`);
  await page.locator('#submit').click();
  await expect(page.locator('.summary')).toBeVisible();
  await page.goto(`${agency.url}/status?lang=en`);
  await page.locator('[name=number]').fill('T26-000001-5');
  await page.locator('#submit').click();
  await expect(page.locator('.summary')).toBeVisible();
  await page.goto(`${agency.url}/?lang=en`);
  await page.goBack();
  await expect(page.locator('[name=number]')).toHaveValue('T26-000001-5');
  await page.goBack();
  await page.goBack();
  await expect(page.locator('.summary')).toBeVisible();
  await context.close();
});

for (const lang of ['en', 'es'] as const)
  test(`a simple report of lost property asks for little: at most 25 fields and 700 words, in ${lang}`, async ({
    agency,
    chromium,
  }) => {
    const context = await chromium.newContext(PHONE);
    const page = await context.newPage();
    const seen = { fields: 0, words: 0 };
    const count = async () => {
      // Until its script has run, a page also shows the fields that only another answer would need.
      await page.waitForLoadState('domcontentloaded');
      const { fields, words } = await page.evaluate(() => {
        const isSeen = (one: Element | null) =>
          one?.checkVisibility() === true && one.closest('.trap, .unseen, svg') === null;
        const shown = [...document.querySelectorAll('main input, main textarea, main select')].filter(isSeen);
        const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
        const read: string[] = [];
        while (texts.nextNode() !== null) {
          const { parentElement, nodeValue } = texts.currentNode;
          if (isSeen(parentElement)) read.push(...(nodeValue?.trim().split(/\s+/) ?? []).filter((word) => word !== ''));
        }
        return { fields: new Set(shown.map((one) => one.getAttribute('name'))).size, words: read.length };
      });
      seen.fields += fields;
      seen.words += words;
      console.log(await openPage(page), fields, words);
    };
    await reachForm(page, agency.url, 'lost_property', lang);
    await fillForm(page, 'lost_property', { email: address(), lang }, { each: count, folds: false });
    await toSummary(page);
    await count();
    console.log(`fields seen: ${seen.fields}, words read: ${seen.words}`);
    expect(seen.fields).toBeLessThanOrEqual(25);
    expect(seen.words).toBeLessThanOrEqual(700);
    await context.close();
  });

for (const javaScriptEnabled of [true, false])
  test(`a serial number is asked of what has one${javaScriptEnabled ? ', as it is typed' : ', without JavaScript'}`, async ({
    agency,
    chromium,
  }) => {
    const context = await chromium.newContext({ ...PHONE, javaScriptEnabled });
    const page = await context.newPage();
    const serial = page.locator('[name="items.0.serialNumber"]');
    const type = page.locator('[name="items.0.type"]');
    await reachForm(page, agency.url, 'lost_property', 'es');
    await expect(serial).toBeVisible({ visible: !javaScriptEnabled });
    if (javaScriptEnabled) {
      await type.pressSequentially('Bicicleta');
      await expect(serial).toBeVisible();
      await page.keyboard.press('Tab');
      await expect(serial).toBeFocused();
      await serial.fill('WTU 1');
      // What was typed is never hidden.
      await type.fill('Cartera');
      await expect(serial).toBeVisible();
      await serial.fill('');
    }
    await type.fill('Cartera');
    await expect(serial).toBeVisible({ visible: !javaScriptEnabled });
    await page.locator('button[name=edit][value=item]').click();
    await expect(page.locator('[name="items.1.type"]')).toBeVisible();
    await expect(serial).toBeHidden();
    // A person who knows the number can still enter it.
    await page.locator('.item').first().locator('summary').filter({ hasText: 'número de serie' }).click();
    await expect(serial).toBeVisible();
    await reachForm(page, agency.url, 'vandalism', 'es');
    await expect(type).toBeVisible();
    await expect(serial).toHaveCount(0);
    await context.close();
  });

test('a photo is sent as soon as it is chosen and shown small; one that is too large never leaves', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'larceny', 'en');
  await fillForm(page, 'larceny', { email: address(), lang: 'en' }, { until: 'files' });
  await page.locator('#files').setInputFiles([
    { name: 'bike.jpg', mimeType: 'image/jpeg', buffer: await photograph(640, 400) },
    { name: 'film.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
  ]);
  await expect(page.locator('[data-file="bike.jpg"] img')).toBeVisible();
  await expect(page.getByText('“film.jpg” is larger than 10 MB')).toBeVisible();
  // The first press shows what was refused; the second continues without it.
  await page.locator('#submit').click();
  await expect(page.locator('#files-part')).toBeFocused();
  expect(await openPage(page)).toBe('files');
  await page.locator('#submit').click();
  await expect.poll(() => openPage(page)).toBe('who');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('.files')).toContainText('bike.jpg');
  await expect(page.locator('.files li')).toHaveCount(1);
  // The thumbnail comes from the server, on the summary, too.
  const width = () => page.locator('.files img').evaluate((one) => (one as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBe(100);
  await fillForm(page, 'larceny', { email: address(), lang: 'en' });
  await toSummary(page);
  await expect(page.locator('.files')).toContainText('bike.jpg');
  await expect.poll(width).toBe(100);
  await fitsItsScreen(page);
  if (process.env['P2C_SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['P2C_SHOTS']}/summary-files.png`, fullPage: true });
  await context.close();
});

test('a photo that could not be sent goes with the form, without one that is too large', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'larceny', 'en');
  await fillForm(page, 'larceny', { email: address(), lang: 'en' }, { until: 'files' });
  // Responds like an older server at the same address, which doesn't support pieces.
  await page.route('**/uploads', (route) => route.fulfill({ status: 404 }));
  await page.locator('#files').setInputFiles([
    { name: 'film.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
    { name: 'bike.jpg', mimeType: 'image/jpeg', buffer: await photograph(640, 400) },
  ]);
  await expect(page.getByText('“film.jpg” is larger than 10 MB')).toBeVisible();
  await expect(page.locator('progress')).toHaveCount(0);
  // The first press shows what was refused; the second continues without it.
  await page.locator('#submit').click();
  await expect(page.locator('#files-part')).toBeFocused();
  expect(await openPage(page)).toBe('files');
  await page.locator('#submit').click();
  await expect.poll(() => openPage(page)).toBe('who');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('.files')).toContainText('bike.jpg');
  await context.close();
});

test('the way out leaves at once, and Back does not lead to the page that was left', async ({ agency, chromium }) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await page.route('https://www.weather.gov/**', (route) =>
    route.fulfill({ body: 'The weather', contentType: 'text/plain' }),
  );
  await page.goto('about:blank');
  await page.goto(`${agency.url}/start/larceny?lang=en`);
  await page.getByRole('link', { name: 'Leave this site' }).click();
  await page.waitForURL('https://www.weather.gov/');
  await page.goBack();
  expect(page.url()).toBe('about:blank');
  await context.close();
});

test('a person who wants nothing kept on the device is not offered what was kept before; the language changes at the top', async ({
  agency,
  chromium,
}) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'lost_property', 'en');
  await page.locator('[name="items.0.type"]').fill('A red umbrella');
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('p2c-draft-lost_property')))
    .toContain('A red umbrella');
  await reachForm(page, agency.url, 'lost_property', 'en');
  const found = page.locator('[data-part="found"]');
  await expect(found).toBeVisible();
  await page.locator('[data-act="refuse"]').click();
  await expect(page.locator('[data-part="refused"]')).toBeVisible();
  await expect(found).toBeHidden();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('p2c-draft')))).toEqual([]);

  // The language is changed at the top of the page, and what was typed stays.
  await page.locator('[name="items.0.type"]').fill('A blue umbrella');
  await page.locator('header button.language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.locator('[name="items.0.type"]')).toHaveValue('A blue umbrella');
  // Enter continues, and does not change the language.
  await page.locator('[name="items.0.type"]').press('Enter');
  await expect.poll(() => openPage(page)).toBe('when');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await context.close();
});

for (const [lang, width] of [
  ['en', 320],
  ['es', 320],
  ['en', 390],
  ['es', 390],
] as const)
  test(`with text at 200 % on a screen ${width} pixels wide, every page of a report can be read, in ${lang}`, async ({
    agency,
    chromium,
    mail,
  }) => {
    const context = await chromium.newContext(narrow(width));
    const page = await context.newPage();
    await enlargeText(page);
    const look = async (name: string) => {
      const folder = process.env['P2C_SHOTS'];
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/large-${lang}-${width}-${name}.png`, fullPage: true });
      await readsWell(page);
    };
    await page.goto(`${agency.url}/?lang=${lang}`);
    await look('home');
    await reachForm(page, agency.url, 'vandalism', lang);
    const email = address();
    const each = async () => look((await openPage(page)) ?? 'form');
    await fillForm(page, 'vandalism', { email, lang }, { each });
    await toSummary(page);
    await look('summary');
    await acceptAndSend(page);
    await look('waiting');
    await page.goto(await linkTo(mail, email, 'confirm'));
    await look('confirm');
    await page.locator('#submit').click();
    const number = (await page.locator('.number').textContent()) ?? '';
    await look('sent');
    await actElsewhere(agency, number, { kind: 'approve', offenseCode: 'property_damage', note: '' });
    await page.goto(await linkTo(mail, email, 'status'));
    await page.getByText(WORDS[lang]['portal-status.sentReport'], { exact: true }).click();
    await look('status');
    await context.close();
  });
