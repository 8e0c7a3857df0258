import { buildFigures } from '#server/commands/figures/build-figures.ts';
import type { FileDeps } from '#server/deps.ts';
import { lastWeeksDigest } from '#server/jobs/send-digest.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';
import { address, DESK, expect, fitsItsScreen, linkTo, PHONE, test, WORDS } from './portal-fixtures.ts';

const DAY_MS = 86_400_000;
const LANGUAGES = ['en', 'es'] as const;

/** Makes a report look as if it had been received `daysAgo` days ago. */
const received = (agency: BuiltServer, trackingNumber: string, daysAgo: number) =>
  onDatabase(agency, async (deps) => {
    const at = new Date(Date.now() - daysAgo * DAY_MS);
    const id = await reportId(deps, trackingNumber);
    await deps.db.updateTable('report').set({ received_at: at }).where('id', '=', id).execute();
  });

/** Makes the running server do the daily job that it would do at ten past nine. */
async function tenPastNine(agency: BuiltServer): Promise<void> {
  const due = new Date();
  await onDatabase(agency, ({ db }) =>
    db.updateTable('job').set({ next_run_at: due }).where('name', '=', 'late').execute(),
  );
  const isDone = ({ db }: Pick<FileDeps, 'db'>) =>
    db.selectFrom('job').select('name').where('name', '=', 'late').where('last_success_at', '>=', due).execute();
  await expect.poll(() => onDatabase(agency, isDone), { intervals: [1000] }).toHaveLength(1);
}

/** Returns how many late letters a report's reporter got. */
const lettersTold = (agency: BuiltServer, trackingNumber: string) =>
  onDatabase(agency, async (deps) => {
    const id = await reportId(deps, trackingNumber);
    const query = deps.db.selectFrom('letter').select('id').where('report_id', '=', id).where('kind', '=', 'late');
    return (await query.execute()).length;
  });

/** Returns what Monday's digest will say about this week. */
const nextDigest = (agency: BuiltServer) =>
  onDatabase(agency, async (deps) => {
    await buildFigures(deps, { boundary: null });
    return (await lastWeeksDigest({ ...deps, now: () => new Date(Date.now() + 7 * DAY_MS) })).text;
  });
const numberIn = (text: string, before: string) => Number(new RegExp(`${before}: ([\\d,]+)`).exec(text)?.[1]);

test('people whose promised answer is late are told before they ask, in their language, once; the digest counts them', async ({
  agency,
  mail,
  chromium,
}) => {
  const reports = [];
  for (const language of LANGUAGES) {
    const email = address();
    const onTime = address();
    const number = await fileReport(agency, { who: { email, language } });
    await fileReport(agency, { who: { email: onTime, language } });
    await linkTo(mail, email, 'status');
    await linkTo(mail, onTime, 'status');
    reports.push({ language, number, email, onTime });
  }
  const before = await nextDigest(agency);
  for (const { number } of reports) await received(agency, number, 8);
  const toldOf = (email: string) =>
    mail.mails.filter(({ to, parsed }) => to.includes(email) && /is late$|se retrasa$/.test(parsed.subject ?? ''));

  await tenPastNine(agency);
  await tenPastNine(agency);
  for (const { language, number, email, onTime } of reports) {
    const t = WORDS[language];
    await expect.poll(() => toldOf(email).length).toBe(1);
    expect(await lettersTold(agency, number)).toBe(1);
    const [told] = toldOf(email);
    expect(told?.parsed.text).toContain({ en: 'within 3 business days', es: 'en 3 días hábiles' }[language]);
    expect(told?.parsed.text).toContain(number);
    expect(toldOf(onTime)).toEqual([]);

    const link = /https?:\/\/\S+\/status\/[\w-]+/.exec(told?.parsed.text ?? '')?.[0] ?? '';
    const context = await chromium.newContext(language === 'en' ? DESK : PHONE);
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('.late')).toContainText(
      { en: 'overdue, and we are sorry', es: 'de retraso y lo sentimos' }[language],
    );
    await expect(page.locator('.steps')).toContainText(t['portal-status.steps.late']);
    await fitsItsScreen(page);
    const folder = process.env['P2C_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/late-${language}.png`, fullPage: true });
    await page.goto(await linkTo(mail, onTime, 'status'));
    await expect(page.locator('.stage')).toBeVisible();
    await expect(page.locator('.late')).toHaveCount(0);
    await context.close();
  }
  const after = await nextDigest(agency);
  for (const words of ['Overdue now', 'Reporters told that our answer is late']) {
    expect(numberIn(after, words) - numberIn(before, words), words).toBeGreaterThanOrEqual(LANGUAGES.length);
  }
});
