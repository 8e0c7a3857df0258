import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkSample } from '#server/commands/second-review/check-sample.ts';
import { chooseSample } from '#server/commands/second-review/choose-sample.ts';
import { drawDue, drawSample, lastWeek } from '#server/commands/second-review/draw-sample.ts';
import { readAudit } from '#server/db/audit.ts';
import { removeKept } from '#server/jobs/remove-kept.ts';
import { APPROVE, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

const BY = { actor: 'test', source: 'test' };

let week: ReviewWeek;
beforeAll(async () => {
  week = await startReviewWeek();
});
afterAll(() => week.agency.stop());

test('last week is the one before, by the agency’s clock', () => {
  expect(lastWeek(new Date('2026-03-09T15:00:00.000Z'), 'America/New_York')).toBe('2026-03-02');
  // In Hartford, it is still Sunday.
  expect(lastWeek(new Date('2026-03-09T03:00:00.000Z'), 'America/New_York')).toBe('2026-02-23');
  expect(lastWeek(new Date('2026-03-15T15:00:00.000Z'), 'America/New_York')).toBe('2026-03-02');
});

test('without a rule nothing is drawn, and a week that is not over is never drawn', async () => {
  const { agency } = week;
  expect(await drawSample(agency.deps, BY)).toBeNull();
  await agency.publish((policy) => ({ ...policy, review: { ...policy.review, sharePercent: 50 } }));
  await expect(drawSample(agency.deps, BY, '2026-03-05')).rejects.toMatchObject({ code: 'against_rule' });
});

test('a week is drawn once, even by two servers at a time, and can be drawn again on paper from what was kept', async () => {
  const { agency, officer, does } = week;
  const all = [];
  for (let n = 0; n < 6; n += 1) {
    const report = await agency.file();
    await does(officer, report, { kind: 'note', note: 'Seen.' });
    await does(officer, report, n < 2 ? REJECT : APPROVE);
    all.push(report.id);
  }
  const rule = { sharePercent: 50, reasons: ['outside_hartford'], newOfficerDays: 0, newOfficerSharePercent: 0 };
  await agency.publish((policy) => ({ ...policy, review: rule }));
  week.setNow('2026-03-09T15:00:00.000Z');
  const draws = await Promise.all([drawSample(agency.deps, BY), drawSample(agency.deps, BY)]);
  expect(draws.filter((draw) => draw?.isNew === true)).toHaveLength(1);
  expect(draws).toMatchObject([
    { week: '2026-03-02', decisions: 6, chosen: 4 },
    { week: '2026-03-02', decisions: 6, chosen: 4 },
  ]);

  const kept = await agency.deps.db.selectFrom('review_draw').selectAll().executeTakeFirstOrThrow();
  const samples = await agency.deps.db.selectFrom('review_sample').selectAll().execute();
  expect(samples.filter(({ why }) => why === 'reason').map(({ code }) => code)).toEqual([
    'outside_hartford',
    'outside_hartford',
  ]);
  const acts = await agency.deps.db.selectFrom('act').selectAll().where('kind', '<>', 'note').execute();
  const again = chooseSample(
    kept.week,
    acts.map(({ id, officer_id: officerId, decided_at: at, act }) => {
      const reasonCode = act.kind === 'reject' ? act.reasonCode : null;
      return { id, officerId, at, reasonCode, officerSince: new Date(0) };
    }),
    rule,
    kept.seed,
  );
  expect(new Set(again.map(({ id }) => id))).toEqual(new Set(samples.map(({ act_id }) => act_id)));
  const drawn = (await readAudit(agency.deps.db, 0, 1_000)).filter(({ action }) => action === 'review.draw');
  expect(drawn).toMatchObject([{ detail: { decisions: 6, chosen: 4, seed: kept.seed } }]);
});

test('a decision counts whoever made it: also someone who is gone, and before the account was created', async () => {
  const { agency, officer, does, draw, tray } = await startReviewWeek();
  onTestFinished(() => agency.stop());
  for (let n = 0; n < 4; n += 1) await does(officer, await agency.file(), APPROVE);
  const since = new Date('2026-03-08T14:00:00.000Z');
  await agency.deps.db
    .updateTable('officer')
    .set({ created_at: since, disabled_at: since })
    .where('id', '=', officer.officer.id)
    .execute();
  await draw({ sharePercent: 50 });
  const samples = await agency.deps.db.selectFrom('review_sample').select(['officer_id', 'why']).execute();
  expect(samples).toEqual(Array.from({ length: 2 }, () => ({ officer_id: officer.officer.id, why: 'share' })));
  expect(await tray(await agency.signedIn('supervisor'))).toHaveLength(2);
  expect(await checkSample(agency.deps, '2026-03-02')).toMatchObject({ chosen: 2, missing: [], extra: [] });
});

test('anyone can check a sample: one that was changed afterwards is not what its seed draws', async () => {
  const { deps } = week.agency;
  const same = { decisions: { drawn: 6, found: 6 }, chosen: 4, missing: [], extra: [] };
  expect(await checkSample(deps, '2026-03-05')).toMatchObject({ week: '2026-03-02', ...same });
  expect(await checkSample(deps, '2026-02-23')).toBeNull();
  const by = deps.db.updateTable('review_sample').where('why', '=', 'share');
  const one = await deps.db
    .selectFrom('review_sample')
    .selectAll()
    .where('why', '=', 'share')
    .executeTakeFirstOrThrow();
  const other = new Date(one.decided_at.getTime() + 1);
  await by.where('id', '=', one.id).set({ decided_at: other }).execute();
  const found = await checkSample(deps, '2026-03-02');
  expect([found?.missing.length, found?.extra.length]).toEqual([1, 1]);
  await by.where('id', '=', one.id).set({ decided_at: one.decided_at }).execute();
});

test('a sample and its verdict stay when the report is removed, without anything that the reviewer wrote', async () => {
  const { agency, sampleOf, tray, post } = week;
  const supervisor = await agency.signedIn('supervisor');
  const [row] = await tray(supervisor);
  if (row === undefined) throw new Error('nothing was drawn');
  const sampleId = await sampleOf(supervisor, { id: row.reportId });
  await post(supervisor, sampleId, 'decision', { kind: 'follow_up', code: null });
  const verdict = { outcome: 'stands', category: 'should_ask', note: 'Maria Soto could have told you.' };
  expect((await post(supervisor, sampleId, 'verdict', verdict)).status).toBe(200);
  await expect
    .poll(() => agency.deps.db.selectFrom('letter').select('id').where('next_attempt_at', 'is not', null).execute())
    .toEqual([]);
  await agency.deps.db.updateTable('rms_package').set({ state: 'delivered', next_attempt_at: null }).execute();
  week.setNow('2046-03-09T15:00:00.000Z');
  await removeKept(agency.deps);
  const samples = await agency.deps.db.selectFrom('review_sample').selectAll().execute();
  expect(samples.map(({ report_id, act_id }) => [report_id, act_id])).toEqual(samples.map(() => [null, null]));
  const { outcome, category } = await agency.deps.db.selectFrom('review').selectAll().executeTakeFirstOrThrow();
  expect([outcome, category]).toEqual(['stands', 'should_ask']);
  expect(await agency.deps.db.selectFrom('review_note').selectAll().execute()).toEqual([]);
  // The trail outlives the reports, so that the sample can still be checked.
  expect(await checkSample(agency.deps, '2026-03-02')).toMatchObject({ chosen: 4, missing: [], extra: [] });
});

test('a week in which no server was there to draw is drawn late, by the rule of then, and that is said', async () => {
  const own = await startReviewWeek();
  onTestFinished(() => own.agency.stop());
  const decides = async (at: string) => {
    own.setNow(at);
    return own.does(await own.agency.signedIn(), await own.agency.file(), APPROVE);
  };
  await own.does(own.officer, await own.agency.file(), APPROVE);
  await own.draw();
  const missed = await decides('2026-03-12T15:00:00.000Z');
  await decides('2026-03-19T15:00:00.000Z');
  // By the time of the late draw, the rule selects nothing. It still selected decisions when the missed week ended.
  own.setNow('2026-03-22T15:00:00.000Z');
  await own.agency.publish((policy) => ({ ...policy, review: { ...policy.review, sharePercent: 0 } }));
  own.setNow('2026-03-25T15:00:00.000Z');
  expect(await drawDue(own.agency.deps, BY)).toMatchObject({
    draws: [{ week: '2026-03-09', chosen: 1 }],
    late: ['2026-03-09'],
  });
  expect(await own.sampleOf(await own.agency.signedIn('supervisor'), missed)).toEqual(expect.any(String));
  expect(await drawDue(own.agency.deps, BY)).toEqual({ draws: [], late: [] });
  expect(await checkSample(own.agency.deps, '2026-03-09')).toMatchObject({ missing: [], extra: [] });
});

test('a clock that is ahead draws no weeks that are still to come, and one that it drew is drawn when it is over', async () => {
  const own = await startReviewWeek();
  onTestFinished(() => own.agency.stop());
  const { deps } = own.agency;
  await own.agency.publish((policy) => ({ ...policy, review: { ...policy.review, sharePercent: 100 } }));
  await own.does(own.officer, await own.agency.file(), APPROVE);
  own.setNow('2026-06-15T15:00:00.000Z');
  expect(await drawDue(deps, BY)).toEqual({ draws: [], late: [] });
  own.setNow('2026-03-09T15:00:00.000Z');
  expect(await drawDue(deps, BY)).toMatchObject({ draws: [{ week: '2026-03-02', decisions: 1 }], late: [] });

  // An earlier version stored such weeks as drawn.
  const ahead = { week: '2026-03-09', seed: '00', policy_version: 1, decisions: 0, drawn_at: new Date('2026-06-15') };
  await deps.db.insertInto('review_draw').values(ahead).execute();
  await own.does(await own.agency.signedIn(), await own.agency.file(), APPROVE);
  own.setNow('2026-03-16T15:00:00.000Z');
  expect(await drawDue(deps, BY)).toMatchObject({ draws: [{ week: '2026-03-09', decisions: 1, chosen: 1 }], late: [] });
  expect(await checkSample(deps, '2026-03-09')).toMatchObject({ missing: [], extra: [] });
  expect(await drawDue(deps, BY)).toEqual({ draws: [], late: [] });
});
