import type { Page } from 'playwright/test';
import { barriers } from './barriers.ts';
import { visitElsewhere, whoElsewhereSees } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { report, row, searchFor } from './officer.ts';
import { fileReport } from './person.ts';

async function find(page: Page, trackingNumber: string) {
  await searchFor(page, trackingNumber);
  await expect(row(page, trackingNumber)).toBeVisible();
}

test('the row and header show who has a report open; it can be taken over, and a decision is never blocked', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  await find(page, trackingNumber);
  const colleague = await visitElsewhere(agency, trackingNumber, 'opens');
  await expect(row(page, trackingNumber)).toContainText(`${colleague} has had this report open since`);
  await row(page, trackingNumber).click();
  const opened = report(page, trackingNumber);
  await expect(opened).toContainText(`${colleague} has this open`);
  await expect(opened.getByRole('button', { name: 'Approve', exact: true })).toBeEnabled();

  // While the workstation is offline, other people may open or leave the report, and the screen says so.
  await line.offline();
  await expect(opened).toContainText('Offline: other viewers not shown');
  await expect(row(page, trackingNumber)).toContainText(`Last known (${colleague}`);
  expect(await barriers(page, 'not known who is here')).toEqual([]);
  await line.online();
  await expect(opened).toContainText(`${colleague} has this open`);
  expect(await barriers(page, 'a colleague is here')).toEqual([]);
  await opened.getByRole('button', { name: 'Take over' }).click();
  await expect(opened).not.toContainText('has this open');
  expect(await whoElsewhereSees(agency, trackingNumber)).toBe('Officer Rivera');
});

test('a report stays claimed until the officer leaves it or locks the window', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Claimed' } });
  await find(page, trackingNumber);
  await row(page, trackingNumber).click();
  const seen = () => whoElsewhereSees(agency, trackingNumber);
  await expect.poll(seen).toBe('Officer Rivera');
  await page.keyboard.press('Escape');
  await expect(report(page, trackingNumber)).toBeHidden();
  await expect.poll(seen).toBeNull();

  await row(page, trackingNumber).click();
  await expect.poll(seen).toBe('Officer Rivera');
  await page.keyboard.press('Control+l');
  await expect.poll(seen).toBeNull();
});
