import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { ChangePage, SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { createVisitor, hiddenFields, over, unescaped } from '../portal/visitor.ts';

let agency: Agency;
let officer: SignInResult;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

const file = (email: string) => agency.file({ facts: { who: { email, birthDate: null } } });
const duplicates = (of: Report, more: Partial<Extract<Act, { kind: 'reject' }>> = {}): Act => ({
  kind: 'reject',
  reasonCode: 'duplicate',
  duplicateOf: of.trackingNumber,
  note: '',
  ...more,
});
const act = async (report: Report, one: Act, who = officer) =>
  agency.act(who.token, await agency.report(report.id), one);
const does = async (report: Report, one: Act, who = officer): Promise<Report> => {
  const { status, body } = await act(report, one, who);
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body.report;
};
const feed = async () => (await agency.call('GET', '/api/v1/changes', { token: officer.token })).body as ChangePage;
/** Transactions in other databases of the cluster hold back the feed for a while. */
const POLL = { timeout: 30_000 };

test('rejecting a report as a duplicate tells every workstation that both reports are the same incident', async () => {
  const [first, second] = [await file('one@example.org'), await file('one@example.org')];
  expect(await does(second, duplicates(first))).toMatchObject({ state: 'rejected', duplicateOf: first.trackingNumber });
  const both = [first.id, second.id].sort();
  await expect
    .poll(async () => (await feed()).pairs, POLL)
    .toContainEqual(expect.objectContaining({ reports: both, decision: 'same' }));
  // Recording that a letter was sent holds back its report for a moment.
  await expect
    .poll(async () => (await feed()).reports.find(({ id }) => id === second.id)?.duplicateOf)
    .toBe(first.trackingNumber);
});

test('chains of duplicates, linked in any order, point to the report at the end and never form a circle', async () => {
  const [a, b, c] = [await file('a@example.org'), await file('b@example.org'), await file('c@example.org')];
  await does(c, duplicates(b));
  await does(b, duplicates(a));
  expect((await agency.report(c.id)).duplicateOf).toBe(a.trackingNumber);
  const d = await file('d@example.org');
  expect((await does(d, duplicates(c))).duplicateOf).toBe(a.trackingNumber);
  const circle = await act(a, duplicates(d));
  expect([circle.status, circle.body.error.fields[0].path]).toEqual([409, 'act.duplicateOf']);
});

test('a report is a duplicate only of one that is open or approved, so that one of the two always stays on file', async () => {
  const [closed, again] = [await file('closed@example.org'), await file('closed@example.org')];
  await does(closed, { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' });
  const refused = await act(again, duplicates(closed));
  expect([refused.status, refused.body.error.fields]).toMatchObject([
    409,
    [{ path: 'act.duplicateOf', detail: { code: 'duplicate_closed', params: { primary: closed.trackingNumber } } }],
  ]);
  const last = await file('closed@example.org');
  await does(again, duplicates(last));
  await does(last, { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' });
  // In a chain of duplicates, the report at the end decides. It was rejected, so a further duplicate is refused.
  const third = await act(await file('closed@example.org'), duplicates(again));
  expect(third.body.error.fields).toMatchObject([{ detail: { params: { primary: last.trackingNumber } } }]);
  await does(last, { kind: 'return', cause: 'It is in the city.', note: '' });
  await does(last, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  await does(await file('closed@example.org'), duplicates(last));
});

test('two reports are never made duplicates of each other, even at the same time', async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await file('left@example.org'), await file('right@example.org')];
    const answers = await Promise.all([act(a, duplicates(b)), act(b, duplicates(a), supervisor)]);
    expect(answers.map(({ status }) => status).sort((x, y) => x - y)).toEqual([200, 409]);
  }
});

test('reopening a duplicate unlinks it from the other report and sends a correction', async () => {
  const [first, second] = [await file('back@example.org'), await file('back@example.org')];
  await does(second, duplicates(first));
  const back = await does(second, { kind: 'return', cause: 'Two bicycles after all.', note: 'We are sorry.' });
  expect(back).toMatchObject({ state: 'returned', duplicateOf: null });
  expect((await agency.mail.mailTo('back@example.org', 'correction')).parsed.text).toContain(second.trackingNumber);
});

/** Returns the current decision about two reports, as every workstation receives it. */
const standing = async (...pair: [Report, Report]) => {
  const both = pair.map(({ id }) => id).sort();
  return (await feed()).pairs.find(({ reports }) => reports.join() === both.join())?.decision;
};

test('a reopened duplicate still counts as the same incident unless its officer says otherwise', async () => {
  const [first, second] = [await file('swap@example.org'), await file('swap@example.org')];
  await does(second, duplicates(first));
  // The wrong report of the two was rejected, so an officer reopens it.
  await does(second, { kind: 'return', cause: 'This one has the photos.', note: '' });
  await does(first, duplicates(second));
  expect((await agency.report(first.id)).duplicateOf).toBe(second.trackingNumber);
  await expect.poll(() => standing(first, second), POLL).toBe('same');
});

test('it counts as a different incident if the officer says so, or if an appeal reopened it', async () => {
  const [first, second, third] = [await file('two@example.org'), await file('two@example.org'), await file('a@b.org')];
  await does(second, duplicates(first));
  await does(second, { kind: 'return', cause: 'Two bicycles after all.', notDuplicate: true, note: '' });
  await expect.poll(() => standing(first, second), POLL).toBe('not_same');

  await does(third, duplicates(first));
  expect(await appealReport(agency.deps, { reportId: third.id, text: 'Mine was red.' }, 'test')).toBe(true);
  await does(third, { kind: 'grant_appeal', note: '' }, supervisor);
  await expect.poll(() => standing(first, third), POLL).toBe('not_same');
});

test("an officer's decision about the pair made after the rejection is kept when the report is reopened", async () => {
  const [first, second] = [await file('keep@example.org'), await file('keep@example.org')];
  await does(second, duplicates(first));
  const body = { reports: [first.id, second.id], decision: 'same', note: '' };
  const headers = { 'idempotency-key': randomUUID() };
  expect((await agency.call('POST', '/api/v1/pairs', { token: officer.token, body, headers })).status).toBe(200);
  await does(second, { kind: 'return', cause: 'Both are kept.', note: '' });
  await expect.poll(() => standing(first, second), POLL).toBe('same');
});

test('a reopened report gets back its own duplicates, and only those', async () => {
  const [a, b, behind, other, c] = [
    await file('middle@example.org'),
    await file('first@example.org'),
    await file('behind@example.org'),
    await file('other@example.org'),
    await file('end@example.org'),
  ];
  await does(b, duplicates(a));
  await does(behind, duplicates(b));
  await does(a, duplicates(c));
  await does(other, duplicates(c));
  const ends = () => Promise.all([b, behind, other].map(async ({ id }) => (await agency.report(id)).duplicateOf));
  expect(await ends()).toEqual([c.trackingNumber, c.trackingNumber, c.trackingNumber]);
  await does(a, { kind: 'return', cause: 'Another day.', note: '' });
  expect(await ends()).toEqual([a.trackingNumber, a.trackingNumber, c.trackingNumber]);

  // After a report is taken out of the middle of a chain, it also counts as a different incident from the report at the
  // end.
  await does(a, duplicates(c));
  await does(b, { kind: 'return', cause: 'Another bicycle.', notDuplicate: true, note: '' });
  expect(await ends()).toEqual([null, b.trackingNumber, c.trackingNumber]);
  await expect.poll(() => Promise.all([standing(a, b), standing(b, c)]), POLL).toEqual(['not_same', 'not_same']);
});

test('the letter names the other report only if both have the same reporter', async () => {
  const [mine, again] = [await file('same@example.org'), await file('same@example.org')];
  await does(again, duplicates(mine, { namesDuplicate: true }));
  const letter = await agency.mail.mailTo('same@example.org', 'we closed it');
  expect(letter.parsed.text).toContain(
    `The report that we are keeping is ${mine.trackingNumber}, which you also sent us.`,
  );

  const [theirs, witness] = [await file('victim@example.org'), await file('witness@example.org')];
  const refused = await act(witness, duplicates(theirs, { namesDuplicate: true }));
  expect([refused.status, refused.body.error.fields[0].path]).toEqual([409, 'act.duplicateOf']);
  await does(witness, duplicates(theirs));
  const quiet = await agency.mail.mailTo('witness@example.org', 'we closed it');
  expect(quiet.parsed.text).not.toContain(theirs.trackingNumber);
});

test('a letter never names a report that was itself rejected: the officer learns which one stays on file', async () => {
  const email = 'thrice@example.org';
  const [first, second, third] = [await file(email), await file(email), await file(email)];
  await does(second, duplicates(first));
  const refused = await act(third, duplicates(second, { namesDuplicate: true }));
  expect([refused.status, refused.body.error.fields]).toEqual([
    409,
    [
      {
        path: 'act.duplicateOf',
        detail: { code: 'duplicate_of_other', params: { primary: first.trackingNumber } },
        message: `That report was rejected as a duplicate of ${first.trackingNumber}. Use ${first.trackingNumber} instead.`,
      },
    ],
  ]);
  expect((await does(third, duplicates(first, { namesDuplicate: true }))).duplicateOf).toBe(first.trackingNumber);
});

/**
 * Sends a follow-up on a report, then makes the report a duplicate while the follow-up is open; returns the follow-up's
 * link.
 */
async function askThenReject(report: Report, primary: Report, email: string): Promise<string> {
  await does(report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  const letter = await agency.mail.mailTo(email, 'need');
  await does(report, { kind: 'escalate', note: 'Two reports.' });
  await does(report, duplicates(primary), supervisor);
  return /\/reply\/([\w-]+)/.exec(letter.parsed.text ?? '')?.[1] ?? '';
}

test('a reply to a duplicate goes to the primary report', async () => {
  const email = 'answers@example.org';
  const primary = await file(email);
  await does(primary, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  await agency.mail.mailTo(email, 'need');
  agency.mail.mails.length = 0;
  const duplicate = await file(email);
  const token = await askThenReject(duplicate, primary, email);
  expect(
    await answerFollowUp(agency.deps, { by: { link: token }, text: 'It is WTU 998.', uploadId: null }, 'test'),
  ).toBe(true);
  const now = await agency.report(primary.id);
  expect(now.state).toBe('resubmitted');
  expect(now.history.at(-1)).toMatchObject({ kind: 'answered', note: 'It is WTU 998.' });
  expect(now.history.at(-1)?.event).toEqual({
    code: 'duplicate_answered',
    params: { duplicate: duplicate.trackingNumber, files: 0 },
  });
  expect((await agency.report(duplicate.id)).state).toBe('rejected');
  expect(await answerFollowUp(agency.deps, { by: { link: token }, text: 'Again.', uploadId: null }, 'test')).toBe(
    false,
  );
});

test("a different reporter's reply reaches the officers as a note, not as a reply from the primary's reporter", async () => {
  const primary = await file('reporter@example.org');
  const duplicate = await file('bystander@example.org');
  const token = await askThenReject(duplicate, primary, 'bystander@example.org');
  expect(
    await answerFollowUp(agency.deps, { by: { link: token }, text: 'I saw a blue van.', uploadId: null }, 'test'),
  ).toBe(true);
  const now = await agency.report(primary.id);
  expect([now.state, now.history.at(-1)?.kind, now.history.at(-1)?.note]).toEqual([
    'submitted',
    'noted',
    'I saw a blue van.',
  ]);
  expect((await agency.report(duplicate.id)).history.at(-1)?.note).toBeNull();
});

test('a reply to a duplicate is given back once its primary is decided, because nobody would read it', async () => {
  const primary = await file('decided@example.org');
  const token = await askThenReject(await file('late@example.org'), primary, 'late@example.org');
  const person = createVisitor(over(agency.serverUrl));
  const form = await person.get(`/reply/${token}`);
  expect(form.status).toBe(200);
  await does(primary, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  const by = { link: token };
  expect(await answerFollowUp(agency.deps, { by, text: 'I saw a van.', uploadId: null }, 'test')).toBe(false);
  const late = await person.post(`/reply/${token}`, {
    ...hiddenFields(form.html),
    'answer.serial_number': 'It was blue.',
  });
  expect([late.status, unescaped(late.html)]).toEqual([410, expect.stringContaining('It was blue.')]);
  const again = await person.get(`/reply/${token}`);
  expect(again.status).toBe(410);
  expect(unescaped(again.html)).toContain(textIn('en').t('portal-status.reply.ended.moved'));
  const { history } = await agency.report(primary.id);
  expect(history.map(({ event }) => event.code)).not.toContain('duplicate_answered');
});

test('a reply to a duplicate reopens its primary that was closed because no answer came', async () => {
  const email = 'closed-twice@example.org';
  const [primary, duplicate] = [await file(email), await file(email)];
  const token = await askThenReject(duplicate, primary, email);
  const set = { state: 'closed_no_answer' } as const;
  await agency.deps.db.updateTable('report').set(set).where('id', '=', primary.id).execute();
  expect((await createVisitor(over(agency.serverUrl)).get(`/reply/${token}`)).status).toBe(200);
  const answer = { by: { link: token }, text: 'It is WTU 998.', uploadId: null };
  expect(await answerFollowUp(agency.deps, answer, 'test')).toBe(true);
  expect((await agency.report(primary.id)).state).toBe('resubmitted');
});
