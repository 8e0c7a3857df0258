import type { Page } from 'playwright/test';
import { streetFile } from '../helpers/street-file.ts';
import { streetGrid } from '../helpers/street-grid.ts';
import { useAgency } from './agency.ts';
import { fillForm, openPage, reachForm, toSummary } from './journey.ts';
import { address, DESK, expect, fitsItsScreen, PHONE, type Portal, test } from './portal-fixtures.ts';

/** Tests for an agency that supplied a file of its streets. */
const withStreets = test.extend<object, Portal>({
  agency: [
    async ({ mail }, use) => {
      const streets = streetFile(streetGrid(9));
      await useAgency(use, { SMTP_URL: mail.url, MAIL_FROM: 'p2c@agency.example', P2C_STREET_LINES: streets.path });
      streets.remove();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

const streetsOn = (page: Page) => page.locator('.map .street');

for (const [name, screen] of [
  ['phone', PHONE],
  ['desk', DESK],
] as const)
  withStreets(
    `a person who zooms in on the map finds the agency’s streets on it, in both themes, on a ${name}`,
    async ({ agency, chromium }) => {
      const context = await chromium.newContext(screen);
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (sent) => asked.push(new URL(sent.url()).pathname));
      const isAsked = () => asked.some((path) => path.startsWith('/assets/streets-'));
      await reachForm(page, agency.url, 'larceny', 'es');
      await fillForm(page, 'larceny', { email: address(), lang: 'es' }, { until: 'where' });
      await expect(page.locator('.map svg')).toBeVisible();
      // The whole city is too large for street lines, so they are not even requested.
      await expect(streetsOn(page)).toHaveAttribute('d', '');
      expect(isAsked()).toBe(false);
      await page.locator('[data-zoom=in]').click();
      await expect(streetsOn(page)).toHaveAttribute('d', /^(?:M[\d.]+ [\d.]+L[\d.]+ [\d.]+){18}$/);
      expect(isAsked()).toBe(true);
      // The streets are drawn below the names and the point, and a click passes through them.
      const order = await page
        .locator('.map svg')
        .evaluate((svg) => [...svg.querySelectorAll('.street, .limits, .name, .mark')].map((one) => one.classList[0]));
      expect(order[0]).toBe('street');
      await page.locator('[data-zoom=in]').click();
      await page.locator('.map svg').click();
      await expect(page.locator('[name="where.lat"]')).not.toHaveValue('');
      await fitsItsScreen(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const [line, ground] = await page.evaluate(() => [
          getComputedStyle(document.querySelector('.map .street') as Element).stroke,
          getComputedStyle(document.querySelector('.map .part-of-city') as Element).fill,
        ]);
        expect([colorScheme, line]).not.toEqual([colorScheme, ground]);
        const folder = process.env['P2C_SHOTS'];
        if (folder !== undefined)
          await page.locator('.map').screenshot({ path: `${folder}/map-${name}-${colorScheme}.png` });
      }
      await page.locator('[data-zoom=out]').click();
      await page.locator('[data-zoom=out]').click();
      await expect(streetsOn(page)).toHaveAttribute('d', '');
      await context.close();
    },
  );

test('without a file of streets, the map is as it was, and asks for none', async ({ agency, chromium }) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'larceny', 'en');
  await fillForm(page, 'larceny', { email: address(), lang: 'en' }, { until: 'where' });
  await expect(page.locator('[data-map]')).not.toHaveAttribute('data-streets');
  for (let times = 0; times < 4; times += 1) await page.locator('[data-zoom=in]').click();
  await page.locator('.map svg').click();
  await expect(page.locator('[name="where.lat"]')).not.toHaveValue('');
  await expect(streetsOn(page)).toHaveAttribute('d', '');
  await context.close();
});

const tapAt = (page: Page, position: { x: number; y: number }) =>
  page.locator('.map svg').click({ position, force: true });
const INSIDE = { x: 190, y: 240 };
/** The top corner of the map is in another town. */
const OUTSIDE = { x: 4, y: 4 };

const REMOVALS = Object.entries<(page: Page) => Promise<void>>({
  'the button': (page) => page.locator('button[value=point]').click(),
  'the Delete key': (page) => page.locator('.map').press('Delete'),
  'the button, once the form refused a point outside of the city': async (page) => {
    await tapAt(page, OUTSIDE);
    await page.locator('#submit').click();
    await expect(page.locator('#where-point-error')).toBeVisible();
    await page.locator('button[value=point]').click();
  },
  'the button, on coming back to the page': async (page) => {
    await page.locator('#submit').click();
    await expect.poll(() => openPage(page)).toBe('how');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect.poll(() => openPage(page)).toBe('where');
    await page.locator('button[value=point]').click();
  },
});

for (const [way, remove] of REMOVALS)
  for (const chosen of way === 'the button' ? ['', 'Frog Hollow'] : [''])
    test(`a point removed by ${way} takes its neighborhood along${chosen === '' ? '' : ', and leaves the one that was chosen by hand'}`, async ({
      agency,
      chromium,
    }) => {
      const context = await chromium.newContext(PHONE);
      const page = await context.newPage();
      const who = { email: address(), lang: 'en' } as const;
      await reachForm(page, agency.url, 'vandalism', 'en');
      await fillForm(page, 'vandalism', who, { until: 'where' });
      await page.locator('[name="where.address"]').fill('77 Park Street');
      const select = page.getByLabel('Neighborhood');
      await page.getByText('More about the place').click();
      await select.selectOption(chosen);
      await tapAt(page, INSIDE);
      await expect(page.locator('[data-said]')).toContainText('The point you marked is in ');
      // The map answers this question, so the list to choose from is hidden.
      await expect(select).toBeHidden();
      await remove(page);
      const said = page.locator('[data-said]');
      await expect(said).toHaveText('No location is marked.');
      await expect(page.locator('[name="where.lat"]')).toHaveValue('');
      // A point is optional, so this is no error.
      await expect(said).not.toHaveClass(/error/);
      await fillForm(page, 'vandalism', who);
      await toSummary(page);
      const row = page.locator('.rows > div').filter({ hasText: 'Neighborhood' });
      if (chosen === '') await expect(row).toHaveCount(0);
      else await expect(row).toContainText(chosen);
      await context.close();
    });

test('a point outside of the city that is removed leaves no error behind', async ({ agency, chromium }) => {
  const context = await chromium.newContext(PHONE);
  const page = await context.newPage();
  await reachForm(page, agency.url, 'larceny', 'es');
  await fillForm(page, 'larceny', { email: address(), lang: 'es' }, { until: 'where' });
  const said = page.locator('[data-said]');
  await tapAt(page, OUTSIDE);
  await expect(said).toHaveClass(/error/);
  await page.locator('button[value=point]').click();
  await expect(said).toHaveText('No hay ningún punto marcado.');
  await expect(said).not.toHaveClass(/error/);
  await context.close();
});
