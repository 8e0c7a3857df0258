import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { writeMessage } from '#server/commands/reports/add-information.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { foundIt } from '#server/commands/reports/found.ts';
import { checkAudit } from '#server/jobs/check-audit.ts';
import { type DigestPost, lastWeeksDigest, sendDigest } from '#server/jobs/send-digest.ts';
import { smtpTransport } from '#server/mail/transport.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { APPROVE, ON_PAPER, REJECT, startReviewWeek } from '../../helpers/review-week.ts';

const DAY = 86_400_000;
/** A Wednesday; the next Monday is March 16. */
const WEDNESDAY = new Date('2026-03-11T14:00:00.000Z');
const TO = ['chief@agency.example', 'sergeant@agency.example'];
let now = WEDNESDAY;
let agency: Agency;
let post: DigestPost;
beforeEach(async () => {
  now = WEDNESDAY;
  agency = await startAgency({ now: () => now });
  post = { transport: smtpTransport(agency.mail.url), from: 'p2c@agency.example', to: TO };
});
afterEach(async () => {
  post.transport.close();
  await agency.stop();
});
const APPROVE_TOO = { kind: 'approve', code: 'larceny_other' };
const digestsTo = (address: string) => agency.mail.mails.filter(({ to }) => to.includes(address));
const textTo = async (address: string) => (await agency.mail.mailTo(address)).parsed.text ?? '';

test('the digest of a week says what came in, what is late, who could not sign in and whether the log is whole', async () => {
  const { token } = await agency.signedIn();
  const decided = await agency.file({ facts: { who: { email: null } } });
  await agency.file({ facts: { who: { email: null, familyName: 'Unmistakable' } } });
  const done = await agency.act(token, decided, {
    kind: 'reject',
    reasonCode: 'outside_hartford',
    duplicateOf: null,
    note: '',
  });
  expect(done.status).toBe(200);
  const account = await agency.makeOfficer();
  const wrong = { name: account.name, password: 'not the password', workstation: 'test' };
  await agency.call('POST', '/api/v1/sessions', { body: wrong });
  now = new Date(WEDNESDAY.getTime() + 7 * DAY);
  await buildFigures(agency.deps, { boundary: null });
  await checkAudit(agency.deps, { notes: null });
  expect(await sendDigest(agency.deps, post)).toEqual({ sent: 2 });
  const text = await textTo('chief@agency.example');
  expect(text).toContain('March 9, 2026 to March 15, 2026');
  expect(text).toContain('Received: 2. Decided: 1.');
  expect(text).toContain('Overdue now: 1.');
  expect(text).toContain('is late: 0.');
  expect(text).toContain('Failed sign-ins: 1.');
  expect(text).toContain('Letters waiting to be printed now: 3.');
  expect(text).toContain('Audit log: intact');
  // No decision was ever drawn for a second review here, so the digest doesn't mention it.
  expect(text).not.toContain('second review');
  expect(text).not.toContain('Unmistakable');
});

test('each address gets a week once; one that the mail server refuses is tried again alone', async () => {
  agency.mail.refuse('sergeant@agency.example', 451);
  await expect(sendDigest(agency.deps, post)).rejects.toThrow('could not be sent');
  expect(await sendDigest(agency.deps, post)).toEqual({ sent: 1 });
  expect(await sendDigest(agency.deps, post)).toEqual({ sent: 0 });
  expect(TO.map((address) => digestsTo(address).length)).toEqual([1, 1]);
  now = new Date(WEDNESDAY.getTime() + 5 * DAY);
  expect(await sendDigest(agency.deps, post)).toEqual({ sent: 2 });
});

test('a digest can be read before it is sent, and reading it sends nothing', async () => {
  await agency.file({ facts: { who: { email: null } } });
  now = new Date(WEDNESDAY.getTime() + 7 * DAY);
  const { subject, text } = await lastWeeksDigest(agency.deps);
  expect(TO.flatMap(digestsTo)).toEqual([]);
  await sendDigest(agency.deps, post);
  const { parsed } = await agency.mail.mailTo('chief@agency.example');
  expect([parsed.subject, parsed.text?.trim()]).toEqual([subject, text.trim()]);
});

test('the digest counts the messages that nobody has answered by their due date, and an answer ends that', async () => {
  const { deps, file, signedIn, act, report } = agency;
  const [late, later, found] = [await file(), await file(), await file()];
  const write = { text: 'Any news?', uploadId: null };
  expect(await writeMessage(deps, late.id, write, 'test')).toBe(true);
  expect(await foundIt(deps, found.id, 'It was in the garage.', 'test')).toBe(true);
  now = new Date(WEDNESDAY.getTime() + DAY);
  expect(await writeMessage(deps, later.id, write, 'test')).toBe(true);
  const overdue = async () => /Overdue messages now: (\d+)\./.exec((await lastWeeksDigest(deps)).text)?.[1];
  // Three business days after Wednesday is Monday. The first message is due at the end of that day.
  now = new Date(WEDNESDAY.getTime() + 5 * DAY);
  expect(await overdue()).toBe('0');
  now = new Date(WEDNESDAY.getTime() + 6 * DAY);
  expect(await overdue()).toBe('2');
  now = new Date(WEDNESDAY.getTime() + 7 * DAY);
  expect(await overdue()).toBe('3');
  const { token } = await signedIn();
  expect((await act(token, await report(late.id), { kind: 'message', note: 'Not yet.' })).status).toBe(200);
  expect(await overdue()).toBe('2');
});

test('the digest says how many policy drafts wait to be published, and nothing while none does', async () => {
  const { deps, call, policy } = agency;
  const { token } = await agency.signedIn('supervisor');
  const { body: draft } = await call('POST', '/api/v1/policy-drafts', {
    token,
    body: { from: (await policy()).version },
  });
  const save = async (ready: boolean, revision: number) => {
    const document = JSON.stringify(documentOf({ ...(await policy()), holidays: [] }));
    const body = { draftId: draft.id, revision, document, why: 'Because.', ready };
    return (await call('PUT', '/api/v1/policy-drafts/own', { token, body })).body.revision;
  };
  const revision = await save(false, draft.revision);
  expect((await lastWeeksDigest(deps)).text).not.toContain('Policy drafts');
  await save(true, revision);
  expect((await lastWeeksDigest(deps)).text).toContain('Policy drafts waiting to be reviewed and published: 1.');
});

test('a broken audit log is named in the digest', async () => {
  await agency.file({ facts: { who: { email: null } } });
  const { db } = agency.deps;
  await sql.raw('alter table audit disable trigger all').execute(db);
  await sql.raw(`update audit set actor = 'somebody' where seq = 1`).execute(db);
  await sql.raw('alter table audit enable trigger all').execute(db);
  await checkAudit(agency.deps, { notes: null });
  await sendDigest(agency.deps, post);
  expect(await textTo('chief@agency.example')).toContain('Audit log: BROKEN');
});

test('an appeal of a decision that waits for a blind review is not counted, since it tells how it was decided', async () => {
  const week = await startReviewWeek();
  try {
    const { agency, officer } = week;
    const rejected = await agency.file();
    await week.does(officer, rejected, REJECT);
    expect(await appealReport(agency.deps, { reportId: rejected.id, text: 'It is.' }, 'test')).toBe(true);
    const text = async () => (await lastWeeksDigest(agency.deps)).text;
    expect(await text()).toContain('Appeals waiting for a decision: 1.');
    await week.draw();
    expect(await text()).toContain('Appeals waiting for a decision: 0.');
    expect(await text()).toContain('appeals of them are not counted yet');
    const supervisor = await agency.signedIn('supervisor');
    await week.post(supervisor, await week.sampleOf(supervisor, rejected), 'decision', APPROVE_TOO);
    expect(await text()).toContain('Appeals waiting for a decision: 1.');
  } finally {
    await week.agency.stop();
  }
});

test('drawn decisions wait in the digest until their review is finished, and withdrawn letters do not wait', async () => {
  const week = await startReviewWeek();
  const transport = smtpTransport(week.agency.mail.url);
  try {
    const { deps, mail, signedIn, file } = week.agency;
    const [first, second, third] = [await file(ON_PAPER), await file(ON_PAPER), await file(ON_PAPER)];
    await week.does(week.officer, first, APPROVE);
    await week.does(week.officer, second, REJECT);
    await week.does(week.officer, third, APPROVE);
    await week.draw();
    const supervisor = await signedIn('supervisor');
    // One review is finished, one has only the reviewer's decision, and one has not been opened.
    const done = await week.sampleOf(supervisor, second);
    const { body: sheet } = await week.post(supervisor, done, 'decision', APPROVE_TOO);
    const verdict = {
      outcome: 'sent_back',
      category: 'wrong_outcome',
      note: 'Inside the city.',
      seen: sheet.sendBack.seen,
    };
    expect((await week.post(supervisor, done, 'verdict', verdict)).status).toBe(200);
    await week.post(supervisor, await week.sampleOf(supervisor, first), 'decision', APPROVE_TOO);
    await sendDigest(deps, { transport, from: 'p2c@agency.example', to: ['chief@agency.example'] });
    const text = (await mail.mailTo('chief@agency.example')).parsed.text ?? '';
    expect(text).toContain('Decisions waiting for a second review: 2.');
    // Three confirmations and two approvals; the letter about the rejection was withdrawn.
    expect(text).toContain('Letters waiting to be printed now: 5.');
  } finally {
    transport.close();
    await week.agency.stop();
  }
});
