import type { Page } from 'playwright';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { atRest } from './at-rest.ts';
import { rejectElsewhere } from './colleague.ts';
import { tick } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';

type Shot = (page: Page, name: string) => Promise<void>;

const BY = { actor: 'screenshots', source: 'screenshots' };
const WEEK_MS = 7 * 86_400_000;

/** Creates something to show on a supervisor's pages: a sample to review, and an appeal. */
export async function prepareSupervision(agency: BuiltServer): Promise<void> {
  const appealed = await fileReport(agency);
  await rejectElsewhere(agency, appealed);
  await onDatabase(agency, async (deps) => {
    const policy = await currentPolicy(deps.db);
    await publishPolicy(deps, { ...policy, review: { ...policy.review, sharePercent: 5 } }, BY);
    await drawSample({ ...deps, now: () => new Date(Date.now() + WEEK_MS) }, BY);
    const id = await reportId(deps, appealed);
    await deps.db.deleteFrom('review_sample').where('report_id', '=', id).execute();
    await appealReport(deps, { reportId: id, text: 'It happened inside the city.' }, 'screenshots');
  });
}

/** Takes every page of a supervisor, and what opens on them. */
export async function supervisorScreens(page: Page, shot: Shot): Promise<void> {
  const nav = page.getByRole('navigation', { name: 'Main' });
  const go = async (name: string) => {
    await nav.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await atRest(page);
  };
  const dialog = page.getByRole('dialog');
  const close = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };

  await go('Start');
  await shot(page, 'supervisor-start');
  await go('Figures');
  await shot(page, 'figures');
  await go('Decisions');
  await page.getByRole('row').nth(2).click();
  await shot(page, 'decisions');
  await page.getByRole('button', { name: 'Show the report as it was' }).click();
  await dialog.waitFor();
  await shot(page, 'as-seen');
  await close();
  await page.getByRole('button', { name: 'More filters' }).click();
  await shot(page, 'decision-filters');
  await page.getByRole('button', { name: 'Opened reports' }).click();
  await dialog.getByRole('table').first().waitFor();
  await shot(page, 'opened-reports');
  await close();

  await go('Second review');
  await shot(page, 'second-review');
  await page.getByRole('button', { name: 'Agreement' }).click();
  await dialog.waitFor();
  await shot(page, 'agreement');
  await close();
  await page
    .getByRole('button', { name: /^Review T/ })
    .first()
    .click();
  await page.getByRole('main', { name: /^Review T/ }).waitFor();
  await tick(page.getByRole('radio', { name: /^Follow up/ }));
  await shot(page, 'review-own');
  await page.getByRole('button', { name: /^Save and see/ }).click();
  await page.getByRole('button', { name: 'Finish the review' }).waitFor();
  await shot(page, 'review-verdict');

  await go('Appeals');
  await shot(page, 'appeals');
  await go('Policy');
  await shot(page, 'policy');
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page
    .getByRole('article', { name: /^Preview/ })
    .first()
    .waitFor();
  await shot(page, 'policy-draft');
  await page.getByRole('tab', { name: 'Limits and times' }).click();
  await page
    .getByRole('textbox', { name: /^Business days/ })
    .first()
    .waitFor();
  await shot(page, 'policy-limits');
  await page.getByRole('tab', { name: 'Questions first' }).click();
  await shot(page, 'policy-questions');
  await page.getByRole('button', { name: 'Changes…' }).click();
  await dialog.getByRole('button', { name: 'Try on real reports' }).click();
  await dialog.getByRole('status').waitFor();
  await shot(page, 'policy-rehearsal');
  await close();

  await go('Audit log');
  await shot(page, 'audit-log');
  await go('Find a report');
  await page.getByRole('textbox', { name: 'Reason for searching' }).fill('Request 26-118 of the prosecutor');
  await page.getByRole('textbox', { name: 'Words in the narrative' }).fill('bicycle');
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: 'Reports found' }).waitFor();
  await shot(page, 'find');
  await page
    .getByRole('button', { name: /^Open T/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: /^Report T/ }).waitFor();
  await shot(page, 'find-report');
  await page.getByRole('button', { name: 'Place legal hold…' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Subpoena of March 6.');
  await shot(page, 'hold-place');
  await dialog.getByRole('button', { name: 'Place legal hold' }).click();
  await dialog.waitFor({ state: 'detached' });
  await go('Holds and retention');
  await page
    .getByRole('button', { name: /^Release legal hold/ })
    .first()
    .click();
  await dialog.getByRole('textbox', { name: 'Reason for the release' }).fill('The case is closed.');
  await shot(page, 'hold-lift');
  await dialog.getByRole('button', { name: 'Release in 24 hours' }).click();
  await dialog.waitFor({ state: 'detached' });
  await shot(page, 'holds');
  await page.getByRole('radio', { name: 'Hold record' }).click();
  await page.getByRole('table', { name: 'Hold record' }).waitFor();
  await shot(page, 'hold-record');
  await page.getByRole('radio', { name: 'Removed next' }).click();
  await shot(page, 'removed-next');
  await page.getByRole('radio', { name: 'Destruction record' }).click();
  await shot(page, 'destruction-record');
  await go('Case numbers');
  await shot(page, 'case-numbers');
  await go('Records system');
  await shot(page, 'records-system');
}
