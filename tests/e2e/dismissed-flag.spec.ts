import { barriers } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { nav, openReport, report } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';

test('a supervisor follows a dismissed flag from the count to the report, which says who dismissed it', async ({
  officer: { page: officer },
  page,
  agency,
}) => {
  const how = 'My ex-boyfriend took my bicycle. There is a protective order against him.';
  const trackingNumber = await fileReport(agency, { how, who: { email: 'dismissed-flag@example.org' } });
  const open = await openReport(officer, trackingNumber);
  await open.getByRole('button', { name: /^Dismiss flag: .*protective order/ }).click();
  await expect(open).toContainText('You dismissed this flag.');
  // The dismissal is sent without any further action.
  const arrived = () =>
    onDatabase(agency, async (deps) => {
      const about = deps.db.selectFrom('hint_feedback').where('report_id', '=', await reportId(deps, trackingNumber));
      return about.select(['code', 'wrong']).execute();
    });
  await expect.poll(arrived).toEqual([{ code: 'domestic', wrong: true }]);

  await signIn(page, agency.account('supervisor'));
  await nav(page, /^Decisions/).click();
  const dialog = page.getByRole('dialog');
  const number = dialog.getByRole('button', { name: `Open ${trackingNumber}` });
  await page.getByRole('button', { name: 'Dismissed flags' }).click();
  await dialog.getByRole('button', { name: /reports?: .*protective order/ }).click();
  await expect(dialog.getByRole('list', { name: 'Dismissed on' })).toContainText(/Officer \w+ · /);
  expect(await barriers(page, 'dismissed flags, one listed')).toEqual([]);
  await number.click();
  await expect(report(page, trackingNumber)).toContainText(/Officer \w+ dismissed this flag · /);
});
