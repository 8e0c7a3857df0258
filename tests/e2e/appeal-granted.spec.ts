import { appealReport } from '#server/commands/reports/appeal.ts';
import { barriers, fitsTheWindow } from './barriers.ts';
import { elsewhereSees } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { approveOpen, goByKeys, openReport, rejectOpen, sendNow, tick } from './officer.ts';
import { lettersAbout, onDatabase, reportId } from './own-database.ts';
import { fileReport, letterTo } from './person.ts';

const EMAIL = 'appeal-granted@example.org';

test('a granted appeal gives the report back: the officer decides it again, and one right letter goes out', async ({
  officer: { page: officer },
  page,
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: EMAIL } });
  await openReport(officer, trackingNumber);
  await rejectOpen(officer, /not in/i);
  await sendNow(officer);
  await letterTo(agency, EMAIL, /could not approve/);
  await onDatabase(agency, async (deps) => {
    const about = { reportId: await reportId(deps, trackingNumber), text: 'Park Street is inside the city.' };
    expect(await appealReport(deps, about, 'test')).toBe(true);
  });

  await signIn(page, agency.account('supervisor'));
  await goByKeys(page, 'e');
  const line = page.getByRole('table', { name: 'Appeals' }).getByRole('row').filter({ hasText: trackingNumber });
  await line.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Set (it )?aside/ })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'The appeal' })).toContainText('Park Street is inside the city.');
  await dialog.getByRole('textbox').first().fill('41 Park Street is in Frog Hollow.');
  await expect(dialog.getByRole('region', { name: 'Letter as it will be sent' })).toContainText('Frog Hollow');
  await fitsTheWindow(page);
  expect(await barriers(page, 'setting a decision aside')).toEqual([]);
  await dialog.getByRole('button', { name: /^Set (it )?aside/ }).click();
  await expect(dialog).toHaveCount(0);
  await sendNow(page);
  expect((await letterTo(agency, EMAIL, /set the decision aside/)).text).toContain('41 Park Street is in Frog Hollow.');
  await goByKeys(page, 'e');
  await expect(page.getByRole('main', { name: 'Appeals' })).not.toContainText(trackingNumber);

  // The officer who decided first sees why the report is back, and may decide it again.
  const opened = await openReport(officer, trackingNumber);
  await expect(opened).toContainText('Appeal: the decision was set aside');
  await expect(opened).toContainText('Park Street is inside the city.');
  // Choosing the reason that was set aside shows a caution. Neither the letter nor the page offers another appeal.
  await officer.keyboard.press('r');
  const again = officer.getByRole('dialog');
  const letter = again.getByRole('region', { name: 'Letter as it will be sent' });
  await tick(again.getByRole('radio', { name: /^Not in the City of Hartford.*set aside on appeal/ }));
  await expect(again.getByRole('status').filter({ hasText: 'set aside a rejection for this reason' })).toContainText(
    /Today .* · \S/,
  );
  await expect(letter).toContainText('does not mean that we doubt you');
  await expect(letter).not.toContainText('ask once');
  expect(await barriers(officer, 'rejecting again after an appeal')).toEqual([]);
  await officer.keyboard.press('Escape');
  await approveOpen(officer);
  await sendNow(officer);
  expect((await letterTo(agency, EMAIL, /Your case number is \d/)).text).not.toContain('could not approve');
  const letters = ['received', 'rejected', 'appeal_received', 'appeal_granted', 'approved'];
  expect(await lettersAbout(agency, trackingNumber)).toEqual(letters);
  const { state, caseNumber } = await elsewhereSees(agency, trackingNumber);
  expect([state, caseNumber]).toEqual(['approved', expect.stringMatching(/\d/)]);
});
