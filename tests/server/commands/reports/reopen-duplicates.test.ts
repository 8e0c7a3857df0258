import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawReport } from '#server/commands/reports/add-information.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { readTimelines } from '#server/db/figure-sources.ts';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const DAY = 86_400_000;
let now = new Date('2026-03-09T19:30:00.000Z');
let agency: Agency;
let officer: SignInResult;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  officer = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

const file = (email: string) => agency.file({ facts: { who: { email, birthDate: null } } });
const does = async (report: Report, one: Act, who = officer): Promise<Report> => {
  const { status, body } = await agency.act(who.token, await agency.report(report.id), one);
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body.report;
};
const ELSEWHERE: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
/** Files a primary, and a report by another person that an officer rejects as its duplicate. */
const pair = async (name: string) => {
  const [primary, duplicate] = [await file(`first-${name}@example.org`), await file(`second-${name}@example.org`)];
  const { trackingNumber: duplicateOf } = primary;
  await does(duplicate, { kind: 'reject', reasonCode: 'duplicate', duplicateOf, note: '' });
  return { primary, duplicate };
};
const withdraw = ({ id }: Report) => withdrawReport(agency.deps, id, { text: '', uploadId: null }, 'test');
const closedAs = ({ trackingNumber: primary }: Report, state: string) => ({
  state: 'returned',
  duplicateOf: null,
  assignedTo: { id: officer.officer.id },
  history: expect.arrayContaining([
    expect.objectContaining({
      kind: 'returned',
      by: null,
      event: { code: 'primary_closed', params: { primary, state } },
    }),
  ]),
});

test('a duplicate comes back to its officer when the reporter of its primary withdraws, and its letter is corrected', async () => {
  const { primary, duplicate } = await pair('withdrawn');
  expect(await withdraw(primary)).toBe(true);
  expect(await agency.report(duplicate.id)).toMatchObject(closedAs(primary, 'withdrawn'));
  expect((await agency.mail.mailTo('second-withdrawn@example.org', 'correction')).parsed.text).toContain(
    duplicate.trackingNumber,
  );
});

test('a duplicate comes back when its primary is rejected for a reason of its own', async () => {
  const { primary, duplicate } = await pair('rejected');
  await does(primary, ELSEWHERE);
  expect(await agency.report(duplicate.id)).toMatchObject(closedAs(primary, 'rejected'));
});

test('a duplicate stays closed when its primary becomes the duplicate of another report that stays', async () => {
  const { primary, duplicate } = await pair('chain');
  const last = await file('third-chain@example.org');
  await does(primary, { kind: 'reject', reasonCode: 'duplicate', duplicateOf: last.trackingNumber, note: '' });
  expect(await agency.report(duplicate.id)).toMatchObject({ state: 'rejected', duplicateOf: last.trackingNumber });
});

test('a duplicate comes back when its primary is closed because no answer came', async () => {
  const { primary, duplicate } = await pair('silent');
  await does(primary, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  await agency.mail.mailTo('first-silent@example.org', 'need');
  await expect
    .poll(() => agency.deps.db.selectFrom('letter').select('id').where('sent_at', 'is', null).execute())
    .toEqual([]);
  const start = now;
  const untilItIs = (after: () => Promise<unknown>, wanted: unknown, days: number) => {
    now = new Date(start.getTime() + days * DAY);
    return expect
      .poll(async () => {
        // The job leaves a report that is being changed, such as by an outgoing mail, to its next run. So this runs it
        // repeatedly.
        await remindAndClose(agency.deps);
        return after();
      })
      .toEqual(wanted);
  };
  await untilItIs(async () => (await agency.report(primary.id)).history.at(-1)?.kind, 'reminded', 40);
  await untilItIs(async () => (await agency.report(primary.id)).state, 'closed_no_answer', 43);
  now = start;
  expect(await agency.report(duplicate.id)).toMatchObject(closedAs(primary, 'closed_no_answer'));
});

test('a second report by the same person stays closed: the letter about the first one told what became of it', async () => {
  const [primary, again] = [await file('same@example.org'), await file('same@example.org')];
  const { trackingNumber: duplicateOf } = primary;
  await does(again, { kind: 'reject', reasonCode: 'duplicate', duplicateOf, note: '' });
  await withdraw(primary);
  expect(await agency.report(again.id)).toMatchObject({ state: 'rejected', duplicateOf });
});

test('a supervisor who decides the appeal of a duplicate reads that its primary was closed', async () => {
  const { primary, duplicate } = await pair('appeal');
  expect(await appealReport(agency.deps, { reportId: duplicate.id, text: 'Mine was red.' }, 'test')).toBe(true);
  await withdraw(primary);
  const { state, history } = await agency.report(duplicate.id);
  // A letter may be sent in the meantime.
  expect([state, history.findLast(({ kind }) => kind !== 'letter_sent')?.event]).toEqual([
    'appealed',
    { code: 'primary_closed', params: { primary: primary.trackingNumber, state: 'withdrawn' } },
  ]);
});

test('a duplicate comes back when the appeal of its primary is turned down', async () => {
  const primary = await file('first-upheld@example.org');
  await does(primary, ELSEWHERE);
  await appealReport(agency.deps, { reportId: primary.id, text: 'It is in Hartford.' }, 'test');
  const duplicate = await file('second-upheld@example.org');
  const { trackingNumber: duplicateOf } = primary;
  await does(duplicate, { kind: 'reject', reasonCode: 'duplicate', duplicateOf, note: '' });
  await does(primary, { kind: 'uphold_appeal', note: 'Outside.' }, supervisor);
  expect(await agency.report(duplicate.id)).toMatchObject(closedAs(primary, 'rejected'));
});

test('the figures count a duplicate that came back as open, and nobody’s decision as reversed', async () => {
  const { primary, duplicate } = await pair('figures');
  await withdraw(primary);
  const [timeline] = await readTimelines(agency.deps.db, [duplicate.id]);
  expect(timeline?.events.map(({ kind, officer: by }) => [kind, by !== null])).toEqual([
    ['reject', true],
    ['reopened', false],
  ]);
});

test('a rejection as a duplicate and the withdrawal of its primary at the same time leave no duplicate of a closed report', async () => {
  for (let round = 0; round < 5; round++) {
    const [primary, other] = [await file(`one-${round}@example.org`), await file(`two-${round}@example.org`)];
    const { trackingNumber: duplicateOf } = primary;
    const reject: Act = { kind: 'reject', reasonCode: 'duplicate', duplicateOf, note: '' };
    const [{ status }] = await Promise.all([agency.act(officer.token, other, reject), withdraw(primary)]);
    const { state } = await agency.report(other.id);
    expect([status, state]).toEqual(status === 200 ? [200, 'returned'] : [409, 'submitted']);
  }
});
