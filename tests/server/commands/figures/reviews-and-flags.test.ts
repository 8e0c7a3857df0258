import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { createTally } from '#server/commands/figures/tally.ts';
import { tallyFlags } from '#server/commands/figures/tally-flags.ts';
import { writeMessage } from '#server/commands/reports/add-information.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Act, Circumstances } from '#shared/domain/act.ts';
import type { Figures } from '#shared/domain/figures.ts';
import { APPROVE, ON_PAPER, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

const SATURDAY = '2026-03-07';
const MONDAY = '2026-03-09';
const SEEN: Circumstances = {
  pressedAt: '2026-03-07T14:00:00.000Z',
  clockOffsetMs: 0,
  offline: false,
  openSeconds: 30,
  hintsShown: ['outside_address', 'no_serial'],
  hintsDismissed: [],
  undoneBefore: 0,
};
let week: ReviewWeek;
let saturday: Figures;
let monday: Figures;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency, officer } = week;
  const decide = async (act: Act, circumstances?: Circumstances) => {
    const report = await agency.file(ON_PAPER);
    const more = circumstances === undefined ? {} : { circumstances };
    expect((await agency.act(officer.token, report, act, more)).status).toBe(200);
    return report;
  };
  const followed = await decide(REJECT, SEEN);
  const notFollowed = await decide(APPROVE, SEEN);
  await decide(REJECT, { ...SEEN, hintsDismissed: ['outside_address'] });
  await decide(APPROVE);
  await week.draw({ sharePercent: 100, reasons: ['outside_hartford'] });
  const supervisor = await agency.signedIn('supervisor');
  const review = async (report: typeof followed, verdict: object) => {
    const sampleId = await week.sampleOf(supervisor, report);
    await week.post(supervisor, sampleId, 'decision', { kind: 'follow_up', code: null });
    expect((await week.post(supervisor, sampleId, 'verdict', verdict)).status).toBe(200);
  };
  await review(followed, { outcome: 'agreed', note: '' });
  await review(notFollowed, { outcome: 'stands', category: 'should_ask', note: 'Ask first.' });
  await buildFigures(agency.deps, { boundary: null });
  const read = async (day: string, kind = '') =>
    (await agency.call('GET', `/api/v1/figures?from=${day}&to=${day}${kind}`, { token: supervisor.token })).body;
  // The remaining sampled decisions are still hidden from the supervisor. Giving up their blind review makes the
  // figures include them.
  for (const { sampleId } of await week.tray(supervisor)) await week.post(supervisor, sampleId, 'unblinding');
  saturday = await read(SATURDAY);
  monday = await read(MONDAY, '&kind=larceny');
});
afterAll(() => week.agency.stop());

test('flags count as the officer saw them when deciding, with what was dismissed and what was followed', () => {
  expect(saturday.seenFlags).toEqual({
    told: 3,
    decisionsFollowing: 1,
    decisionsAgainst: 1,
    flags: [
      { code: 'no_serial', shown: 3, dismissed: 0, followed: null },
      { code: 'outside_address', shown: 3, dismissed: 1, followed: 1 },
    ],
  });
});

test('finished reviews count on their day, drawn at random and for their reason apart', () => {
  expect(monday.reviews).toEqual({
    random: { agreed: 0, stands: 1, sentBack: 0, overturned: 0 },
    forReason: { agreed: 1, stands: 0, sentBack: 0, overturned: 0 },
  });
  expect(saturday.reviews.random).toEqual({ agreed: 0, stands: 0, sentBack: 0, overturned: 0 });
});

test('a withdrawn letter no longer waits to be printed', async () => {
  const { agency } = week;
  const waiting = async () => {
    await buildFigures(agency.deps, { boundary: null });
    const { token } = await agency.signedIn('supervisor');
    const { body } = await agency.call('GET', `/api/v1/figures?from=${MONDAY}&to=${MONDAY}`, { token });
    return body.letters[0].toPrint;
  };
  const before = await waiting();
  await agency.deps.db
    .updateTable('letter')
    .set({ withdrawn_at: agency.deps.now() })
    .where('kind', '=', 'rejected')
    .execute();
  expect(await waiting()).toBe(before - 2);
});

test("flags by today's rules count the reporter's later words, but none written after the decision", async () => {
  const { agency } = week;
  const { deps } = agency;
  const { id } = await agency.file(ON_PAPER);
  const text = 'There is a video from the doorbell camera.';
  expect(await writeMessage(deps, id, { text, uploadId: null }, '192.0.2.1')).toBe(true);
  const policy = await currentPolicy(deps.db);
  const shown = async (at: number) => {
    const tally = createTally('any');
    const decision = { reportId: id, at, day: MONDAY, kind: 'larceny', reason: null };
    await tallyFlags(deps.db, [decision], { policy, boundary: null }, () => tally);
    return tally.rows().map(({ code }) => code);
  };
  const written = Date.parse((await agency.report(id)).history.find(({ kind }) => kind === 'message')?.at ?? '');
  expect(await shown(written)).toContain('camera');
  expect(await shown(written - 1)).not.toContain('camera');
});
