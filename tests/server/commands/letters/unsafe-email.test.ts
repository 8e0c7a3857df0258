import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailLink } from '#server/commands/letters/mail-link.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { unsentLetter } from '#server/db/unsent-letter.ts';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import { tellLate } from '#server/jobs/tell-late.ts';
import { statusView } from '#server/portal/status/status-view.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const DAY = 86_400_000;
const START = new Date('2026-03-09T15:00:00.000Z');
let now = START;
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const passDays = (days: number) => {
  now = new Date(now.getTime() + days * DAY);
};
const act = async (id: string, what: Act) => {
  const { token } = await agency.signedIn('supervisor');
  const answer = await agency.act(token, await agency.report(id), what);
  expect([what.kind, answer.status, answer.body]).toEqual([what.kind, 200, expect.anything()]);
};
const lettersOf = (id: string) =>
  agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', id).orderBy('queued_at').execute();
const papersOf = async (id: string) => {
  const { token } = await agency.signedIn('records');
  const { body } = await agency.call('GET', '/api/v1/papers?limit=100', { token });
  return body.rows.filter(({ reportId }: { reportId: string }) => reportId === id).length;
};
/** Files a report by someone else and waits for its letter. By then, all mail that was queued earlier has been sent. */
const afterAllMail = async (name: string) => {
  await agency.file({ facts: { who: { email: `${name}@example.org` } } });
  await agency.mail.mailTo(`${name}@example.org`);
};
const mailedTo = (email: string) => agency.mail.mails.filter(({ to }) => to.includes(email));

const REJECT: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };

test('who says that neither e-mail nor mail is safe gets nothing by either, and reads every letter on the report’s page', async () => {
  const email = 'watched@example.org';
  const who = { email, address: '9 Elm St, Hartford, CT 06106', safeContact: 'no_mail no_email' };
  const { id, trackingNumber } = await agency.file({ facts: { who } });
  await act(id, { kind: 'log_call', outcome: 'no_answer', note: '' });
  await act(id, { kind: 'message', note: 'We looked at the pictures.' });
  await act(id, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  passDays(6);
  await remindAndClose(agency.deps);
  passDays(20);
  await remindAndClose(agency.deps);
  passDays(3);
  await remindAndClose(agency.deps);
  await tellLate(agency.deps, new AbortController().signal);
  const closed = await agency.report(id);
  expect(closed.state).toBe('closed_no_answer');
  expect(await mailLink(agency.deps, { trackingNumber, email }, '127.0.0.1')).toBe(false);

  const kinds = (await lettersOf(id)).map(({ kind }) => kind);
  expect(kinds).toEqual([
    'received',
    'missed_call',
    'message',
    'follow_up',
    'reminder',
    'reminder',
    'closed_no_answer',
  ]);
  const shown = statusView(closed, await agency.policy(), now, false).letters;
  expect(shown.map(({ kind }) => kind)).toEqual(kinds);
  expect(await papersOf(id)).toBe(0);
  await afterAllMail('later-than-watched');
  expect(mailedTo(email)).toEqual([]);
});

test('a decision, its reversal and an answer to an appeal are not e-mailed to such a person either', async () => {
  const email = 'decided-for@example.org';
  const { id } = await agency.file({ facts: { who: { email, address: null, safeContact: 'no_email' } } });
  await act(id, REJECT);
  // The reporter may already have read the letter on the report's page, so it can't be withdrawn as if nobody had seen
  // it.
  expect(await unsentLetter(agency.deps.db, id, { lock: false })).toBeNull();
  await appealReport(agency.deps, { reportId: id, text: 'It was in Hartford.' }, '127.0.0.1');
  await act(id, { kind: 'uphold_appeal', note: 'The map is right.' });
  await act(id, { kind: 'return', cause: 'New map.', note: 'We looked again.' });
  const letters = await lettersOf(id);
  expect(letters.map(({ to_address: to, on_page: onPage }) => [to, onPage])).toEqual(letters.map(() => [null, true]));
  expect(letters.map(({ private_link: link }) => link)).toEqual(letters.map(() => null));
  expect(letters).toHaveLength(5);
  await afterAllMail('later-than-decided');
  expect(mailedTo(email)).toEqual([]);
  const { token } = await agency.signedIn('supervisor');
  const { body } = await agency.call('GET', '/api/v1/decisions?limit=100', { token });
  const rows = body.rows.filter(({ reportId }: { reportId: string }) => reportId === id);
  expect(rows.map((row: { letter: { state: string } }) => row.letter.state)).toEqual(rows.map(() => 'on_page'));
});

test('who may only not be e-mailed gets the letters on paper', async () => {
  const email = 'paper-please@example.org';
  const who = { email, address: '9 Elm St, Hartford, CT 06106', safeContact: 'no_email' };
  const { id } = await agency.file({ facts: { who } });
  await act(id, REJECT);
  expect(await papersOf(id)).toBe(2);
  await afterAllMail('later-than-paper');
  expect(mailedTo(email)).toEqual([]);
});

test('a letter that waits to be e-mailed again stays when an officer learns that e-mail is not safe', async () => {
  const email = 'learned@example.org';
  agency.mail.refuse(email, 451, 1);
  const { id } = await agency.file({ facts: { who: { email, address: '9 Elm St' } } });
  await expect.poll(async () => (await lettersOf(id))[0]?.last_error).not.toBeNull();
  await act(id, { kind: 'correct', field: 'who.safeContact', value: 'no_mail no_email', note: 'She called.' });
  passDays(1);
  await afterAllMail('later-than-learned');
  expect(mailedTo(email)).toEqual([]);
  expect(await lettersOf(id)).toMatchObject([{ to_address: null, next_attempt_at: null, on_page: true }]);
});
