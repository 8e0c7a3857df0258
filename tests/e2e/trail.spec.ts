import { readdirSync } from 'node:fs';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { OpeningUse } from '#shared/domain/trail.ts';
import { electronBinary } from '../helpers/application.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { barriers, fitsTheWindow, unseenFocus } from './barriers.ts';
import { actElsewhere, rejectElsewhere, withPictures } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { approveOpen, chooseUndoTime, goByKeys, nav, openReport, report, row, searchFor, tick } from './officer.ts';
import { onDatabase, reportId, usesOf } from './own-database.ts';
import { fileReport } from './person.ts';

// Other files would see the policy that these publish.
test.use({ changesAgency: 'trail' });

/** Returns a function that says how often each thing was done with a report so far. */
async function sum(agency: BuiltServer, trackingNumber: string): Promise<(use: OpeningUse) => number> {
  const all = await usesOf(agency, trackingNumber);
  return (use) => all.reduce((times, uses) => times + (uses[use] ?? 0), 0);
}

test('a supervisor sees who opened a report, how it was decided, and what it looked like then', async ({
  officer,
  desk,
  page,
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'trail@example.org', givenName: 'Trudy' } });
  const { page: theirs } = officer;
  await chooseUndoTime(theirs, '2 minutes');
  await openReport(theirs, trackingNumber);
  await theirs.keyboard.press('Control+Shift+C');
  await expect(theirs.getByTitle(`${trackingNumber} is copied. Paste it into the records system.`)).toBeVisible();
  // One act is undone, and the next one stays.
  await theirs.keyboard.press('a');
  await theirs
    .getByRole('dialog')
    .getByRole('button', { name: /^Approve/ })
    .click();
  await expect(theirs.getByRole('dialog')).toBeHidden();
  await expect(theirs.getByText(`${trackingNumber} – sends in`)).toBeVisible();
  await theirs.keyboard.press('z');
  await expect(report(theirs, trackingNumber)).toBeVisible();
  await theirs.keyboard.press('l');
  await tick(theirs.getByRole('dialog').getByRole('radio').first());
  await theirs
    .getByRole('dialog')
    .getByRole('button', { name: /^Save call/ })
    .click();
  await nav(theirs, /Waiting to be sent/).click();
  await theirs.getByRole('button', { name: /^Send now/ }).click();
  await expect(theirs.getByRole('main')).not.toContainText(trackingNumber);

  await signIn(page, agency.account('supervisor'));
  await goByKeys(page, 'd');
  const table = page.getByRole('table', { name: 'Decisions' });
  const search = page.getByRole('searchbox', { name: 'Search decisions' });
  await expect(async () => {
    await search.fill('');
    await search.fill(trackingNumber);
    await expect(table.getByRole('row')).toHaveCount(2, { timeout: 10_000 });
  }).toPass();
  await page.getByRole('button', { name: `Open decision on ${trackingNumber}` }).click();
  const detail = page.getByRole('complementary', { name: `Decision on ${trackingNumber}` });
  // The decision's note and letter are on the screen, so reading it counts as looking at the report.
  await expect.poll(async () => (await sum(agency, trackingNumber))('decision_read')).toBe(1);
  await expect(detail).toContainText('Report open for');
  await expect(detail).toContainText('Undone before');
  await expect(detail).toContainText('1 decision');
  expect(await barriers(page, 'decision')).toEqual([]);

  await detail.getByRole('button', { name: 'Show the report as it was' }).click();
  const asSeen = page.getByRole('dialog', { name: `${trackingNumber} as the officer saw it` });
  await expect(asSeen).toContainText('Nothing in the report or the policy has changed since.');
  await expect(asSeen).toContainText('No open requirements');
  await expect(asSeen).toContainText(/Report version \d+, policy version \d+/);
  await expect(asSeen).toContainText('Trudy');
  await expect(asSeen.getByRole('region', { name: 'History' })).not.toContainText('Call');
  expect(await barriers(page, 'as seen')).toEqual([]);
  expect(await unseenFocus(page, 'as seen')).toEqual([]);
  await page.keyboard.press('Escape');
  // From a decision, one click leads to the list of who opened its report.
  await detail.getByRole('button', { name: 'Who opened it' }).click();
  const openings = page.getByRole('dialog', { name: 'Opened reports' });
  await expect(openings.getByRole('textbox', { name: 'Report number' })).toHaveValue(trackingNumber);
  await expect(openings.getByRole('row').filter({ hasText: trackingNumber }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(openings).toHaveCount(0);
  // A search that doesn't list the decision closes it.
  await search.fill('nothing has this text');
  await expect(detail).toHaveCount(0);
  await search.fill(trackingNumber);

  await page.getByRole('button', { name: 'More filters' }).click();
  await expect(page.getByRole('button', { name: /Kind of report/ })).toBeVisible();
  expect(await barriers(page, 'filters')).toEqual([]);
  expect(await unseenFocus(page, 'filters')).toEqual([]);
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('menuitem', { name: 'Save these filters…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('This one');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('menuitem', { name: 'This one' }).click();
  await expect(table.getByRole('row')).toHaveCount(2);

  await page.getByRole('button', { name: 'Opened reports' }).click();
  const ofReport = openings.getByRole('row').filter({ hasText: trackingNumber });
  // A row covers ten minutes of one person, so the number of rows depends on the clock.
  await expect(ofReport.filter({ hasText: /opened/ }).first()).toBeVisible();
  await expect(ofReport.filter({ hasText: 'copied for the records system' })).toHaveCount(1);
  await expect(ofReport.filter({ hasText: 'viewed as it was when decided' })).toContainText('You');
  await expect(openings).toContainText(`${trackingNumber} · Approved, undone after`);
  expect(await barriers(page, 'opened reports')).toEqual([]);
  // A supervisor enters a report's number to see who opened that report.
  const number = openings.getByRole('textbox', { name: 'Report number' });
  await number.fill(trackingNumber.slice(0, -2));
  await expect(openings.getByText('Enter a report’s full number.')).toBeVisible();
  await expect(openings.getByRole('table')).toHaveCount(0);
  await number.fill(trackingNumber.replaceAll('-', ''));
  await expect(ofReport.first()).toBeVisible();
  await expect(
    openings
      .getByRole('row')
      .filter({ hasText: /T\d\d-/ })
      .filter({ hasNotText: trackingNumber }),
  ).toHaveCount(0);
  expect(await unseenFocus(page, 'opened reports')).toEqual([]);
  // From the list, one click opens a report.
  await openings
    .getByRole('button', { name: `Open ${trackingNumber}` })
    .first()
    .click();
  await expect(report(page, trackingNumber)).toBeVisible();
  await page.getByRole('button', { name: 'Show who opened this report' }).click();
  const seenBy = page.getByRole('region', { name: 'Seen by' });
  await expect(seenBy.getByRole('row')).not.toHaveCount(1);
  await expect(seenBy).toContainText('Approved, undone after');
  await fitsTheWindow(page);
  expect(await barriers(page, 'seen by')).toEqual([]);
  await desk.close();
});

test('printing, and viewing and saving an attachment, are in the trail of their report', async ({
  officer: { page, desk },
  agency,
}) => {
  const trackingNumber = await withPictures(agency, 1);
  const before = await sum(agency, trackingNumber);
  await openReport(page, trackingNumber);
  await page
    .getByRole('button', { name: /^Open photo/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save original…' }).click();
  await expect.poll(() => readdirSync(desk.downloads)).not.toEqual([]);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
  });
  for (const use of ['opened', 'attachment_viewed', 'attachment_saved', 'printed'] as const)
    await expect.poll(async () => (await sum(agency, trackingNumber))(use) - before(use), { message: use }).toBe(1);
});

test('the report that comes next after a decision is opened for the trail as well', async ({
  officer: { page },
  agency,
}) => {
  const familyName = 'Nextinline';
  const [one, other] = [
    await fileReport(agency, { who: { familyName } }),
    await fileReport(agency, { who: { familyName } }),
  ];
  await searchFor(page, familyName);
  // The other report appears above this one, so an earlier click could hit the wrong row.
  await expect(row(page, other)).toBeVisible();
  await row(page, one).click();
  await expect(report(page, one)).toBeVisible();
  await approveOpen(page);
  await expect(report(page, other)).toBeVisible();
  await expect.poll(() => usesOf(agency, other)).toEqual([{ opened: 1 }]);
});

test('a report is not shown before its opening is stored on the workstation', async ({ page, agency }) => {
  test.skip(electronBinary() !== null, 'only on the stand-in does the window reach the application by a socket');
  let held: (() => void)[] | null = null;
  // Between window and application, requests that store an opening are held back.
  await page.routeWebSocket(/.*/, (window) => {
    const application = window.connectToServer();
    window.onMessage((message) => {
      const send = () => application.send(message);
      if (held !== null && String(message).includes('trail.note')) held.push(send);
      else send();
    });
  });
  await page.reload();
  const trackingNumber = await fileReport(agency);
  await signIn(page, agency.account('officer'));
  await searchFor(page, trackingNumber);
  await expect(row(page, trackingNumber)).toBeVisible();
  held = [];
  await row(page, trackingNumber).click();
  await expect.poll(() => held?.length).toBe(1);
  // A later request from the window is answered. So a request for the report would have been answered, too, if the
  // window had sent it before the opening was stored.
  await page.evaluate(() => window.p2c.call('app.info', undefined));
  await expect(report(page, trackingNumber)).toHaveCount(0);
  for (const send of held.splice(0)) send();
  held = null;
  await expect(report(page, trackingNumber)).toBeVisible();
});

test('what changed after a decision is marked where it is on the report as it was', async ({ page, agency }) => {
  const trackingNumber = await fileReport(agency, { who: { phone: '860-555-0142' } });
  await rejectElsewhere(agency, trackingNumber);
  await onDatabase(agency, async (deps) => {
    const id = await reportId(deps, trackingNumber);
    await appealReport(deps, { reportId: id, text: 'It happened inside the city.' }, 'test');
    const policy = structuredClone(await currentPolicy(deps.db));
    const reason = policy.reasons.find(({ code }) => code === 'outside_hartford');
    if (reason !== undefined) reason.text.en = 'It happened in another town.';
    await publishPolicy(deps, policy, { actor: 'test', source: 'test' });
  });
  await actElsewhere(agency, trackingNumber, {
    kind: 'correct',
    field: 'who.phone',
    value: '860-555-0199',
    note: 'Told by phone.',
  });

  await signIn(page, agency.account('supervisor'));
  await goByKeys(page, 'd');
  await page.getByRole('searchbox', { name: 'Search decisions' }).fill(trackingNumber);
  const row = page.getByRole('table', { name: 'Decisions' }).getByRole('row').filter({ hasText: 'Rejected' });
  await row.getByRole('button', { name: `Open decision on ${trackingNumber}` }).click();
  await page.getByRole('button', { name: 'Show the report as it was' }).click();
  const asSeen = page.getByRole('dialog', { name: `${trackingNumber} as the officer saw it` });
  // The two changes are the correction and the policy. Neither the letter that was sent nor the appeal counts.
  await expect(asSeen).toContainText('2 things have changed since.');
  await expect(asSeen).toContainText('This reason has changed.');
  const reporter = asSeen.getByRole('region', { name: 'Reporter' });
  await expect(reporter).toContainText('860-555-0142');
  await expect(reporter).toContainText(/860-555-0199 corrected since by/);
  await expect(asSeen.getByRole('region', { name: 'Since the decision' })).toContainText(
    'It happened inside the city.',
  );
  expect(await barriers(page, 'changed since')).toEqual([]);
});

test('offline, the list stays as it was loaded and says so', async ({ supervisor: { page, line } }) => {
  await goByKeys(page, 'd');
  const table = page.getByRole('table', { name: 'Decisions' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await line.offline();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('This is the list as it was last loaded')).toBeVisible();
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  // This also works after a visit to another page, because the list is held in memory until the window locks.
  await nav(page, /^Appeals/).click();
  await expect(table).toBeHidden();
  await nav(page, 'Decisions').click();
  await expect(page.getByText('This is the list as it was last loaded')).toBeVisible();
  await expect(table.getByRole('row').nth(1)).toBeVisible();
});
