import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revokeElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { approveOpen, inView, openReport } from './officer.ts';
import { newOfficer } from './own-database.ts';
import { fileReport } from './person.ts';

test("revoking an officer's sessions removes local data at once and says so; the pending decision stays sealed", async ({
  page,
  agency,
  line,
  desk,
}) => {
  const officer = await newOfficer(agency);
  const trackingNumber = await fileReport(agency);
  await signIn(page, officer);
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await revokeElsewhere(agency, officer.name);
  await line.online();
  const why = page.getByRole('alert').filter({ hasText: 'An administrator ended your session' });
  await expect(why).toContainText('1 decision hasn’t been sent yet and is kept in the encrypted backup');
  expect(await page.content()).not.toContain(trackingNumber);
  // The only file left identifies the sealed decision's owner by a number.
  await expect.poll(() => readdirSync(join(desk.userData, 'cache'))).toEqual([expect.stringMatching(/\.owner$/)]);
  await signIn(page, officer);
  await expect(page.getByRole('button', { name: 'Recover it' })).toBeVisible();
});

test('a damaged cache is reported; starting over reloads every report and keeps the file and sealed decision', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const officer = agency.account('officer');
  const trackingNumber = await fileReport(agency);
  await signIn(page, officer);
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await desk.kill();
  const cache = join(desk.userData, 'cache');
  const file = join(cache, readdirSync(cache).find((name) => name.endsWith('.db')) ?? '');
  writeFileSync(file, Buffer.alloc(64 * 1024, 1));
  rmSync(`${file}-wal`, { force: true });
  await line.online();

  const again = await desk.open();
  await again.getByLabel(/^Password/).fill(officer.password);
  await again.getByRole('button', { name: 'Unlock' }).click();
  await expect(again.getByRole('heading', { name: 'The reports stored here can’t be opened' })).toBeVisible();
  await again.getByRole('button', { name: 'Start over' }).click();
  await openReport(again, trackingNumber);
  await expect(again.getByRole('button', { name: 'Recover it' })).toBeVisible();
  expect(existsSync(file)).toBe(true);
  expect(readdirSync(cache).filter((name) => /\.db\.unreadable-[\w-]+Z$/.test(name))).toHaveLength(1);
});
