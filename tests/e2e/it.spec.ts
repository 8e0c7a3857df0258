import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright/test';
import { noteWorkstation } from '#server/db/workstations.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { barriers, fitsTheWindow, unseenFocus } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { goByKeys, tick } from './officer.ts';
import { newOfficer, onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';
import { giveNameAndPassword } from './signing-in.ts';

const DAY_MS = 86_400_000;

/** Stores the workstations of an agency that is in the middle of a rollout. */
function someWorkstations(agency: BuiltServer): Promise<void> {
  return onDatabase(agency, async ({ db }) => {
    // Other tests' workstations reported to this agency, too, so this removes them first.
    await db.deleteFrom('workstation').execute();
    for (const [sequence, version, severity, days] of [
      [1, '0.2.0', 'high', 40],
      [2, '0.3.0', 'low', 3],
    ] as const) {
      const at = new Date(Date.now() - days * DAY_MS);
      await db
        .insertInto('release')
        .values({
          sequence,
          version,
          channel: 'listed',
          severity,
          manifest: '{}',
          signatures: '[]',
          published_at: at,
          state: 'out',
          share: 100,
          changed_at: at,
        })
        .execute();
    }
    const { id: officerId } = await db
      .selectFrom('officer')
      .select('id')
      .where('role', '=', 'officer')
      .executeTakeFirstOrThrow();
    const said = {
      channel: 'listed',
      system: 'Windows 10.0.26100',
      cache: 'encrypted',
      waiting: 0,
      drafts: 0,
      reports: 300,
      update: null,
      installedFor: 'user',
    } as const;
    for (const [name, version, more] of [
      ['FRONT-DESK-2', '0.3.0', {}],
      ['FRONT-DESK-10', '0.2.0', { waiting: 3, update: { problem: 'disk_full', version: '0.3.0' } }],
      ['ANNEX-1', '0.1.9', { cache: 'memory' }],
    ] as const) {
      const by = { officerId, at: new Date(Date.now() - DAY_MS) };
      await noteWorkstation(db, randomUUID(), { ...said, cacheBytes: 41_000_000, name, version, ...more }, by);
    }
  });
}

async function lookedAt(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of [
    [1366, 768],
    [900, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    await fitsTheWindow(page);
    found.push(...(await barriers(page, `${screen} at ${width}`)));
    const folder = process.env['P2C_SCREENS'];
    if (folder === undefined) continue;
    for (const theme of ['light', 'dark']) {
      await page.evaluate((one) => {
        document.documentElement.dataset['theme'] = one;
      }, theme);
      await page.screenshot({ path: join(folder, `${screen}-${width}-${theme}.png`), animations: 'disabled' });
    }
  }
  return found;
}

test('an administrator sees the workstations, what is due on each, and what the server says of itself', async ({
  page,
  desk,
  line,
  agency,
}) => {
  await someWorkstations(agency);
  await giveNameAndPassword(page, agency.account('administrator'));
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  await goByKeys(page, 'm');
  const main = page.getByRole('main', { name: 'Workstations' });
  const table = main.getByRole('table', { name: 'Workstations' });
  await expect(main.getByRole('region', { name: 'Server' })).toContainText('Database: OK');
  await expect(table.getByRole('row', { name: /ANNEX-1/ })).toContainText('High: 10 days overdue');
  await expect(table.getByRole('row', { name: /FRONT-DESK-10/ })).toContainText('Low: 87 days left');
  await expect(table.getByRole('row', { name: /FRONT-DESK-10/ })).toContainText(/0\.3\.0.*enough free disk space/);
  await expect(table.getByRole('row', { name: /FRONT-DESK-2/ })).toContainText('Up to date');
  const listed = table.getByRole('row', { name: /ANNEX|FRONT-DESK/ });
  await expect(listed).toHaveCount(3);
  // This workstation has reported itself. Workstations of other tests may do so meanwhile, so this retries.
  await expect(async () => {
    await main.getByRole('button', { name: 'Refresh' }).click();
    await expect(table.getByRole('row', { name: hostname() }).first()).toBeVisible({ timeout: 1000 });
  }).toPass();

  const first = () => table.getByRole('row').nth(1);
  await table.getByRole('button', { name: 'Unsent' }).focus();
  await page.keyboard.press('Enter');
  await expect(first()).toContainText('FRONT-DESK-10');
  await expect(table.getByRole('columnheader', { name: 'Unsent' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(first()).not.toContainText('FRONT-DESK-10');
  await expect(table.getByRole('columnheader', { name: 'Unsent' })).toHaveAttribute('aria-sort', 'descending');

  await main
    .getByRole('button', { name: /Version/, exact: false })
    .first()
    .click();
  await page.getByRole('option', { name: '0.2.0' }).click();
  await expect(table.getByRole('row')).toHaveCount(2);
  await main.getByRole('button', { name: 'Save as CSV' }).click();
  const saved = () => readdirSync(desk.downloads).find((name) => name.startsWith('Workstations'));
  await expect.poll(saved).toBeDefined();
  const csv = parse(readFileSync(join(desk.downloads, saved() ?? '')), { bom: true });
  expect(csv.map(([name]: string[]) => name)).toEqual(['Workstation', 'FRONT-DESK-10']);

  await main
    .getByRole('button', { name: /0\.2\.0/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'All versions' }).click();
  await expect(listed).toHaveCount(3);
  const found = await lookedAt(page, 'workstations');
  await table.getByRole('button', { name: 'Remove FRONT-DESK-10…' }).click();
  found.push(...(await lookedAt(page, 'workstation-remove')));
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(listed).toHaveCount(2);
  found.push(...(await unseenFocus(page, 'workstations')));
  await line.offline();
  await main.getByRole('button', { name: 'Refresh' }).click();
  await expect(main.getByText('This list needs a connection to the agency server')).toBeVisible();
  found.push(...(await lookedAt(page, 'workstations-offline')));
  expect(found).toEqual([]);
});

test('an administrator pauses a release, changes its share and, after giving the password again, withdraws it', async ({
  page,
  agency,
}) => {
  await onDatabase(agency, async ({ db }) => {
    const at = new Date(Date.now() - DAY_MS);
    for (const [sequence, version] of [
      [70, '7.0.0'],
      [71, '7.1.0'],
    ] as const)
      await db
        .insertInto('release')
        .values({
          sequence,
          version,
          channel: 'rollout',
          severity: 'high',
          floor: '6.5.0',
          manifest: '{}',
          signatures: '[]',
          published_at: at,
          state: 'out',
          share: 30,
          window_from: '22:00',
          window_to: '05:00',
          changed_at: at,
        })
        .execute();
  });
  const stored = () =>
    onDatabase(agency, ({ db }) =>
      db.selectFrom('release').select(['state', 'share']).where('version', '=', '7.1.0').executeTakeFirstOrThrow(),
    );
  await giveNameAndPassword(page, agency.account('administrator'));
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  await goByKeys(page, 'm');
  await page.getByRole('button', { name: 'Releases…' }).click();
  // A menu that is closing is a dialog, too.
  const dialog = page.getByRole('dialog').filter({ hasNot: page.getByRole('menu') });
  const row = dialog.getByRole('row', { name: /7\.1\.0/ });
  await expect(row).toContainText('30%');
  await expect(row).toContainText('10:00 PM–5:00 AM');
  // Workstations outside the newest release's share are offered the one before.
  await expect(dialog.getByRole('row', { name: /7\.0\.0/ })).toContainText('Live');
  const choose = async (task: string) => {
    await dialog.getByRole('button', { name: 'Actions for version 7.1.0' }).click();
    await page.getByRole('menuitem', { name: task }).click();
  };
  await expect(row).toContainText('6.5.0');
  await expect(row).toContainText('Live');
  const found = await lookedAt(page, 'releases');

  await choose('Pause…');
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(row).toContainText('Paused');
  await choose('Change share…');
  found.push(...(await lookedAt(page, 'release-share')));
  await expect(dialog.getByRole('radio')).toHaveCount(6);
  await tick(dialog.getByRole('radio', { name: '50%' }));
  await dialog.getByRole('button', { name: 'Change share', exact: true }).click();
  await expect(row).toContainText('50%');
  expect(await stored()).toEqual({ state: 'paused', share: 50 });
  await choose('Change window…');
  await dialog.getByRole('button', { name: /From/ }).click();
  await page.getByRole('option', { name: '11:30 PM' }).click();
  found.push(...(await lookedAt(page, 'release-window')));
  await dialog.getByRole('button', { name: 'Change window', exact: true }).click();
  await expect(row).toContainText('11:30 PM–5:00 AM');
  await choose('Change window…');
  await tick(dialog.getByRole('radio', { name: 'When officers quit' }));
  await dialog.getByRole('button', { name: 'Change window', exact: true }).click();
  await expect(row).toContainText('installed when officers quit');

  await onDatabase(agency, ({ db }) =>
    db
      .updateTable('session')
      .set({ proven_at: new Date(0) })
      .execute(),
  );
  await choose('Withdraw…');
  await expect(dialog).toContainText('No workstation will install it from now on');
  await expect(dialog).toContainText('Its minimum version (6.5.0) stays in effect');
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await dialog.getByLabel('Your password').fill(agency.account('administrator').password);
  expect(await stored()).toEqual({ state: 'paused', share: 50 });
  found.push(...(await lookedAt(page, 'release-withdraw')));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(row).toContainText('Withdrawn');
  await expect(dialog.getByRole('button', { name: 'Actions for version 7.1.0' })).toHaveCount(0);
  expect(await stored()).toEqual({ state: 'withdrawn', share: 50 });
  expect(found).toEqual([]);
});

test('who leaves: the administrator sees what an officer still holds, and moves it before disabling the account', async ({
  page,
  agency,
}) => {
  const officer = await newOfficer(agency);
  const number = await fileReport(agency);
  const name = await onDatabase(agency, async (deps) => {
    const { id, display_name } = await deps.db
      .selectFrom('officer')
      .select(['id', 'display_name'])
      .where('name', '=', officer.name)
      .executeTakeFirstOrThrow();
    await deps.db
      .updateTable('report')
      .set({ assigned_to: JSON.stringify({ id, displayName: display_name }) })
      .where('id', '=', await reportId(deps, number))
      .execute();
    return display_name;
  });
  await giveNameAndPassword(page, agency.account('administrator'));
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  // A menu that is closing is a dialog, too.
  const dialog = page.getByRole('dialog').filter({ hasNot: page.getByRole('menu') });
  const holds = dialog.getByRole('region', { name: `${name}’s unfinished work` });
  await expect(holds).toContainText('1 open report is assigned');
  await expect(holds).toContainText(`${name} still has 1 report`);
  await expect(dialog.getByRole('button', { name: 'Disable without moving' })).toBeVisible();
  await expect(holds).toContainText('No workstation has reported on this account yet');
  expect(await lookedAt(page, 'offboarding')).toEqual([]);
  await holds.getByRole('button', { name: 'Move 1 report' }).click();
  await expect(holds).toContainText('1 report moved back to the queue');
  await expect(holds).toContainText('No open report is assigned');
  await expect(holds).not.toContainText('still has');
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  await onDatabase(agency, async (deps) => {
    const row = await deps.db
      .selectFrom('report')
      .select('assigned_to')
      .where('tracking_number', '=', number)
      .executeTakeFirstOrThrow();
    expect(row.assigned_to).toBeNull();
  });
  // The account had to be disabled first. Its unfinished work can still be viewed and moved without enabling the
  // account.
  const act = async (task: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: task }).click();
  };
  await act('Move reports…');
  await expect(dialog.getByRole('region', { name: `${name}’s unfinished work` })).toContainText(
    'No open report is assigned',
  );
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await act('Enable…');
  await expect(dialog).toContainText('will be able to sign in again');
  await expect(dialog.getByRole('region')).toHaveCount(0);
});
