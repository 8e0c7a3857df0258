import { streetFile } from '../helpers/street-file.ts';
import { streetGrid } from '../helpers/street-grid.ts';
import { useAgency } from './agency.ts';
import { test as base, expect } from './fixtures.ts';
import { openReport } from './officer.ts';
import { fileReport } from './person.ts';

const shots = process.env['P2C_SHOTS'];
const HERE = { lat: 41.7637, lon: -72.6851 };

const test = base.extend<object, object>({
  agency: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const streets = streetFile(streetGrid(9));
      await useAgency(use, { P2C_STREET_LINES: streets.path });
      streets.remove();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('the map has the agency’s streets under the place, and other reports nearby, in both themes', async ({
  officer: { page },
  agency,
}) => {
  const nearby = { lat: 41.7641, lon: -72.6842 };
  await fileReport(agency, { where: { point: nearby } });
  const trackingNumber = await fileReport(agency, { where: { point: HERE } });
  const report = await openReport(page, trackingNumber);
  const map = report.getByRole('img', { name: /Inside the city/ });
  await map.scrollIntoViewIfNeeded();
  await expect(map).toHaveAccessibleName(/other report/);
  await expect(map.locator('.map-dot')).not.toHaveCount(0);
  const streets = map.locator('.map-street');
  await expect(streets).toHaveAttribute('d', /^(?:M-?\d+ -?\d+L-?\d+ -?\d+){18}$/);
  // The streets are drawn first, and so below everything that marks a place.
  expect(
    await map.evaluate((svg) =>
      [...svg.querySelectorAll('.map-street, .map-dot, .map-pin')].map((one) => one.classList[0]).at(0),
    ),
  ).toBe('map-street');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const [line, ground] = await Promise.all([
      streets.evaluate((one) => getComputedStyle(one).stroke),
      map
        .locator('.map-city')
        .first()
        .evaluate((one) => getComputedStyle(one).fill),
    ]);
    expect([colorScheme, line]).not.toEqual([colorScheme, ground]);
    if (shots !== undefined) await report.screenshot({ path: `${shots}/map-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: null });
});

test('the map of what happened online is folded until it is asked for', async ({ officer: { page }, agency }) => {
  const trackingNumber = await fileReport(agency, { where: { point: HERE, placeType: 'online' } });
  const report = await openReport(page, trackingNumber);
  const unfold = report.getByRole('button', { name: 'Show map' });
  await unfold.scrollIntoViewIfNeeded();
  await expect(unfold).toHaveAttribute('aria-expanded', 'false');
  const map = report.getByRole('img', { name: /Inside the city/ });
  await expect(map).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    if (shots !== undefined) await report.screenshot({ path: `${shots}/folded-map-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: null });
  await unfold.press('Enter');
  await expect(map).toBeVisible();
  await report.getByRole('button', { name: 'Hide map' }).press('Enter');
  await expect(map).toHaveCount(0);
});
