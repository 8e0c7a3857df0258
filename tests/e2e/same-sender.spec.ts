import { barriers } from './barriers.ts';
import { rejectElsewhere } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { openReport, report } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';

test("an officer sees and opens a person's earlier reports and their outcomes, even those no longer cached", async ({
  page,
  agency,
  line,
}) => {
  const who = { givenName: 'Ana', familyName: 'Villanueva', email: 'ana.sent@example.org', phone: null };
  const married = await fileReport(agency, { who: { ...who, familyName: 'Ostrander' } });
  await rejectElsewhere(agency, married);
  // Makes the report look as if it had been closed so long ago that no workstation keeps it.
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, married);
    const leaving = deps.db.selectFrom('letter').select('id').where('report_id', '=', id);
    // Waits until all letters are sent, because sending a letter changes its report.
    await expect.poll(() => leaving.where('next_attempt_at', 'is not', null).execute()).toEqual([]);
    const longAgo = new Date(Date.now() - 400 * 86_400_000);
    await deps.db.updateTable('report').set({ changed_at: longAgo }).where('id', '=', id).execute();
  });
  const open = await fileReport(agency, { who, how: 'My wallet fell out of my pocket on the bus.' });
  const mine = await fileReport(agency, { who, how: 'Somebody took my red bicycle from the rack last night.' });
  await signIn(page, agency.account('officer'));

  await openReport(page, mine);
  const panel = report(page, mine).getByRole('region', { name: 'Other reports from this reporter' });
  await expect(panel).toContainText('2 reports');
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  await expect(panel.getByRole('listitem').first()).toContainText(open);
  const left = panel.getByRole('listitem').filter({ hasText: married });
  await expect(left).toContainText('Rejected: ');
  await page.emulateMedia({ media: 'print' });
  await expect(left.getByText(married)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await left.getByRole('button').click();
  await expect(report(page, married)).toContainText('Ostrander');
  // A report that only the server still has can be read, but not acted on here.
  await expect(report(page, married).getByRole('toolbar', { name: 'Decide' })).toHaveCount(0);
  // The reverse works, too: a report that the workstation does not have lists one that it has.
  await expect(report(page, married).getByRole('region', { name: 'Other reports from this reporter' })).toContainText(
    mine,
  );

  // Offline, the local reports are shown with a note that there may be more.
  await line.offline();
  await openReport(page, open);
  const here = report(page, open).getByRole('region', { name: 'Other reports from this reporter' });
  await expect(here.getByRole('listitem')).toHaveCount(1);
  await expect(here).toContainText('Offline: older');
  const duplicatesMissing = report(page, open).getByText('older duplicates not shown');
  await expect(duplicatesMissing).toBeVisible();
  expect(await barriers(page, 'sent before, without the line')).toEqual([]);
  await line.online();
  await expect(here.getByRole('listitem')).toHaveCount(2);
  await expect(here).not.toContainText('Offline: older');
  await expect(duplicatesMissing).toBeHidden();
});

test('the panel is fully translated into Spanish', async ({ page, agency }) => {
  const who = { givenName: 'Eva', familyName: 'Villanueva', email: 'eva.sent@example.org', phone: null };
  const first = await fileReport(agency, { who });
  await rejectElsewhere(agency, first);
  const mine = await fileReport(agency, { who, how: 'Somebody took my red bicycle from the rack last night.' });
  await signIn(page, agency.account('officer'));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radiogroup', { name: 'Language' }).getByText('Español', { exact: true }).click();
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('button', { name: /^Cola/ }).click();
  await page.getByRole('searchbox', { name: 'Buscar reportes' }).fill(mine);
  await page.getByRole('row').filter({ hasText: mine }).click();
  const panel = page.getByRole('region', { name: 'Otros reportes de esta persona' });
  await expect(panel).toContainText(first);
  await expect(panel).toContainText('Rechazado: ');
});
