import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailer } from '#server/mail/mailer.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

const letterOf = (email: string) =>
  agency.deps.db.selectFrom('letter').selectAll().where('to_address', '=', email).executeTakeFirstOrThrow();

test('a letter the mail server defers is retried with the same Message-ID and arrives once', async () => {
  const email = 'later@example.org';
  agency.mail.refuse(email, 451, 2);
  const report = await agency.file({ facts: { who: { email } } });
  const mail = await agency.mail.mailTo(email);
  await expect.poll(async () => (await letterOf(email)).sent_at).not.toBeNull();
  const letter = await letterOf(email);
  expect(letter.attempts).toBe(3);
  expect(mail.parsed.messageId).toBe(letter.message_id);
  expect(agency.mail.mails.filter((one) => one.to.includes(email))).toHaveLength(1);
  const { history, version } = await agency.report(report.id);
  expect(history.map((one) => one.kind)).toEqual(['submitted', 'letter_sent']);
  // The text appears only once in the history, because every workstation pulls and stores the history.
  expect(history.map((one) => one.letter?.text)).toEqual([letter.text, null]);
  expect(history.map((one) => one.letter?.id)).toEqual([letter.id, letter.id]);
  // A sent letter must not invalidate the decision that an officer is making.
  expect(version).toBe(report.version);
});

test('a letter that can never be delivered is marked, and officers see it in the history', async () => {
  const email = 'nobody@example.org';
  agency.mail.refuse(email, 550);
  const report = await agency.file({ facts: { who: { email } } });
  const letterNow = () =>
    agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', report.id).executeTakeFirstOrThrow();
  await expect.poll(async () => (await letterNow()).failed_at).not.toBeNull();
  const letter = await letterNow();
  expect(letter).toMatchObject({ sent_at: null, next_attempt_at: null, attempts: 1 });
  // From now on, the letter waits to be printed, like a letter to someone without an e-mail address.
  expect(letter).toMatchObject({ to_address: null, failed_address: email });
  expect(letter.last_error).not.toContain(email);
  const { history } = await agency.report(report.id);
  expect(history.at(-1)).toMatchObject({ kind: 'letter_failed', letter: { id: letter.id } });
});

test('a letter whose sender was killed midway is sent again when its lease expires', async () => {
  const email = 'twice@example.org';
  await agency.file({ facts: { who: { email } } });
  await agency.mail.mailTo(email);
  await expect.poll(async () => (await letterOf(email)).sent_at).not.toBeNull();
  // Makes the row look as if the process had died between the mail server's 250 response and our mark.
  const { id } = await letterOf(email);
  await agency.deps.db
    .updateTable('letter')
    .set({ sent_at: null, handed_over_at: null, next_attempt_at: new Date() })
    .where('id', '=', id)
    .execute();
  await agency.file();
  await expect.poll(() => agency.mail.mails.filter((one) => one.to.includes(email)).length).toBe(2);
  const ids = agency.mail.mails.filter((one) => one.to.includes(email)).map((one) => one.parsed.messageId);
  expect(new Set(ids).size).toBe(1);
});

test('a letter the mail server has accepted is never sent again, whenever its sender was killed', async () => {
  const email = 'once@example.org';
  const report = await agency.file({ facts: { who: { email } } });
  await agency.mail.mailTo(email);
  await expect.poll(async () => (await letterOf(email)).sent_at).not.toBeNull();
  // Makes the row look as if the process had died between our first mark and the second.
  const { id } = await letterOf(email);
  await agency.deps.db
    .updateTable('letter')
    .set({ sent_at: null, next_attempt_at: new Date() })
    .where('id', '=', id)
    .execute();
  await agency.file();
  await expect.poll(async () => (await letterOf(email)).sent_at).not.toBeNull();
  expect(agency.mail.mails.filter((one) => one.to.includes(email))).toHaveLength(1);
  expect((await agency.report(report.id)).history.at(-1)).toMatchObject({ kind: 'letter_sent', letter: { id } });
});

test('a database failure while mail is being delivered loses no status, and no one gets that mail twice', async () => {
  // This server sends no mail itself, so only the mailer below sends the letter.
  const silent = await startAgency({ env: { SMTP_URL: '' } });
  try {
    const sent: string[] = [];
    const errors: unknown[] = [];
    await silent.file();
    const mailer = startMailer(silent.deps, {
      from: 'p2c@agency.example',
      onError: (error) => errors.push(error),
      transport: {
        send: async ({ messageId }) => {
          sent.push(messageId);
          await silent.cutDatabase();
          return { ok: true };
        },
        close: () => {},
      },
    });
    const letter = () => silent.deps.db.selectFrom('letter').selectAll().executeTakeFirstOrThrow();
    await expect.poll(async () => (await letter().catch(() => null))?.sent_at ?? null).not.toBeNull();
    await mailer.stop();
    expect(sent).toEqual([(await letter()).message_id]);
    expect((await letter()).attempts).toBe(1);
  } finally {
    await silent.stop();
  }
});

test('names in a letter cannot inject headers or markup', async () => {
  const email = 'eve@example.org';
  await agency.file({ facts: { who: { email, givenName: '<b>Eve</b> & {tracking}', familyName: 'O’Neil "x"' } } });
  const { parsed } = await agency.mail.mailTo(email);
  expect(parsed.text).toContain('<b>Eve</b> & {tracking} O’Neil "x"');
  expect(parsed.html).not.toContain('<b>Eve');
});
