import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLink } from '#server/auth/letter-link.ts';
import { markBounced } from '#server/commands/letters/mark-bounced.ts';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { readAudit } from '#server/db/audit.ts';
import { onPaper } from '#server/papers/on-paper.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { LetterKind } from '#shared/domain/policy.ts';
import { codeOf, completeLetter } from '#shared/letters/letter.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { createVisitor, hiddenFields, over, summaryOf, unescaped } from '../../portal/visitor.ts';

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  token = (await agency.signedIn('records')).token;
});
afterAll(() => agency.stop());

const WITHOUT_MAIL = {
  facts: { who: { email: null, preferredContact: 'letter', address: '9 Elm St, Hartford, CT 06106' } },
} as const;
const tray = async (query = '') => (await agency.call('GET', `/api/v1/papers${query}`, { token })).body;
const letterOf = async (reportId: string) =>
  agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', reportId).executeTakeFirstOrThrow();

async function fetchPapers(...letterIds: string[]) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ letterIds });
  const answer = await fetch(`${agency.serverUrl}/api/v1/papers/pdf`, { method: 'POST', headers, body });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const printed = (...letterIds: string[]) =>
  agency.call('POST', '/api/v1/papers/printed', { token, body: { letterIds } });

test('a letter to a reporter without email waits in the tray until someone prints it', async () => {
  const report = await agency.file(WITHOUT_MAIL);
  const letter = await letterOf(report.id);
  expect(openLink(agency.deps, letter)).toContain('/status/');
  const before = await tray();
  expect(before.rows).toContainEqual(
    expect.objectContaining({
      id: letter.id,
      trackingNumber: report.trackingNumber,
      kind: 'received',
      why: 'no_email',
      address: '9 Elm St, Hartford, CT 06106',
      printed: null,
    }),
  );
  const paper = await fetchPapers(letter.id);
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(paper.headers.get('content-disposition')).toContain(`${report.trackingNumber} received.pdf`);
  expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const supervisor = (await agency.signedIn('supervisor')).token;
  const seen = await agency.call('GET', `/api/v1/openings?reportId=${report.id}`, { token: supervisor });
  expect(seen.body.rows).toMatchObject([{ uses: { letter_read: 1 }, trackingNumber: report.trackingNumber }]);

  expect((await printed(letter.id)).status).toBe(204);
  expect((await tray()).rows.map((row: { id: string }) => row.id)).not.toContain(letter.id);
  const [last] = (await tray('?printed=true')).rows;
  expect(last).toMatchObject({ id: letter.id, printed: { by: expect.stringContaining('records') } });
  expect((await letterOf(report.id)).private_link).toBeNull();
  const { history, version } = await agency.report(report.id);
  expect(history.at(-1)).toMatchObject({ kind: 'letter_sent', event: { code: 'letter_printed' } });
  // Printing changes nothing that an officer decides about, so the version stays the same.
  expect(version).toBe(report.version);
});

test('reopening a decision withdraws its letter, also if a PDF of it was made before', async () => {
  const report = await agency.file(WITHOUT_MAIL);
  const supervisor = (await agency.signedIn('supervisor')).token;
  const approve = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
  expect((await agency.act(supervisor, report, approve)).status).toBe(200);
  const idOf = async (kind: LetterKind) => {
    const letters = agency.deps.db.selectFrom('letter').select('id').where('report_id', '=', report.id);
    return (await letters.where('kind', '=', kind).executeTakeFirstOrThrow()).id;
  };
  const approval = await idOf('approved');
  expect((await fetchPapers(approval)).status).toBe(200);
  const reopen = { kind: 'return', cause: 'The serial number is of another bicycle.', note: '' } as const;
  expect((await agency.act(supervisor, await agency.report(report.id), reopen)).status).toBe(200);
  const waiting = ((await tray('?limit=200')).rows as { id: string }[]).map(({ id }) => id);
  expect(waiting).not.toContain(approval);
  expect(waiting).toEqual(expect.arrayContaining([await idOf('received'), await idOf('correction')]));
  expect((await fetchPapers(approval)).status).toBe(404);
});

test('printing a letter twice, even at the same time, is recorded once', async () => {
  const report = await agency.file(WITHOUT_MAIL);
  const { id } = await letterOf(report.id);
  const answers = await Promise.all([1, 2, 3].map(() => printed(id)));
  expect(answers.map((one) => one.status)).toEqual([204, 204, 204]);
  expect((await agency.report(report.id)).history.filter((one) => one.kind === 'letter_sent').length).toBe(1);
  expect((await fetchPapers(id)).status).toBe(200);
});

test('selected letters come as one PDF and leave the tray together: all of them or none', async () => {
  const reports = await Promise.all([1, 2, 3].map(() => agency.file(WITHOUT_MAIL)));
  const letters = await Promise.all(reports.map((one) => letterOf(one.id)));
  const ids = letters.map((one) => one.id);
  const pdf = await fetchPapers(...ids);
  expect(pdf.headers.get('content-disposition')).toContain('3 letters.pdf');
  expect(Number(/\/Count (\d+)/.exec(pdf.bytes.toString('latin1'))?.[1])).toBe(3);

  const waiting = async () => ((await tray('?limit=200')).rows as { id: string }[]).map((row) => row.id);
  expect((await printed(...ids, randomUUID())).status).toBe(404);
  expect(await waiting()).toEqual(expect.arrayContaining(ids));
  // Two desks print the same letters at once, in different orders: each is recorded once.
  const answers = await Promise.all([printed(...ids), printed(...ids.toReversed())]);
  expect(answers.map((one) => one.status)).toEqual([204, 204]);
  expect((await waiting()).filter((id) => ids.includes(id))).toEqual([]);
  for (const { id } of reports) {
    expect((await agency.report(id)).history.filter((one) => one.kind === 'letter_sent').length).toBe(1);
  }
});

test("a letter is found by the reporter's original or corrected name or its tracking number, however it is typed", async () => {
  const who = { ...WITHOUT_MAIL.facts.who, givenName: 'José María', familyName: 'Núñez-O’Farrill' };
  const report = await agency.file({ facts: { who } });
  const other = await agency.file({ facts: { who: { ...WITHOUT_MAIL.facts.who, familyName: 'Nun' } } });
  const found = async (text: string, printed = false) => {
    const { rows, total } = await tray(`?text=${encodeURIComponent(text)}&printed=${printed}`);
    expect(rows.length).toBe(total);
    return (rows as { reportId: string }[]).map((row) => row.reportId);
  };
  const serial = report.trackingNumber.slice(4, 10);
  const ways = [
    'núñez',
    'NUNEZ jose',
    "nunez-o'fa",
    'farr',
    'jose nun',
    report.trackingNumber,
    report.trackingNumber.toLowerCase(),
    serial,
    String(Number(serial)),
    ` nunez  ${serial} `,
  ];
  for (const text of ways) expect([text, await found(text)]).toEqual([text, [report.id]]);
  expect(new Set(await found('nun'))).toEqual(new Set([report.id, other.id]));
  // A single letter matches only a whole word, and punctuation alone matches no one.
  for (const text of ['n', 'nunez nun perez', 'unez', '%', "' & !", '\\', `x ${report.trackingNumber}`]) {
    expect([text, await found(text)]).toEqual([text, []]);
  }
  const officer = (await agency.signedIn()).token;
  const act = { kind: 'correct', field: 'who.familyName', value: 'Ibáñez', note: 'Called and spelled it.' } as const;
  expect((await agency.act(officer, report, act)).status).toBe(200);
  expect([await found('ibanez'), await found('nunez')]).toEqual([[report.id], [report.id]]);
  await printed((await letterOf(report.id)).id);
  expect([await found('ibanez'), await found('ibanez', true)]).toEqual([[], [report.id]]);
});

test('a letter that a mail server rejects permanently goes to the tray, and the report shows it', async () => {
  agency.mail.refuse('nobody@refused.example', 550);
  const report = await agency.file({ facts: { who: { email: 'nobody@refused.example' } } });
  await expect
    .poll(async () => (await agency.report(report.id)).history.at(-1)?.kind, { timeout: 30_000 })
    .toBe('letter_failed');
  const rows = (await tray('?limit=200')).rows as { reportId: string; why: string }[];
  expect(rows.find((row) => row.reportId === report.id)?.why).toBe('undelivered');
});

test('emailed letters and unknown ones cannot be printed, and attempts to print them are audited', async () => {
  const mailed = await agency.file();
  const { id } = await letterOf(mailed.id);
  await expect.poll(async () => (await letterOf(mailed.id)).sent_at).not.toBeNull();
  for (const one of [id, randomUUID()]) {
    expect((await fetchPapers(one)).status).toBe(404);
    expect((await printed(one)).status).toBe(404);
  }
  const administrator = (await agency.signedIn('administrator')).token;
  expect((await agency.call('GET', '/api/v1/papers', { token: administrator })).status).toBe(403);
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select(['action', 'outcome'])
    .where('target', '=', id)
    .execute();
  expect(rows).toContainEqual({ action: 'letter.read', outcome: 'failure' });
});

test('a reporter who prefers letters gets them on paper even if there is an email address', async () => {
  const who = {
    email: 'lupe@example.org',
    preferredContact: 'letter',
    address: '9 Elm St, Hartford, CT 06106',
  } as const;
  const wants = await letterOf((await agency.file({ facts: { who } })).id);
  expect([wants.to_address, wants.next_attempt_at]).toEqual([null, null]);
  expect((await tray()).rows.map((row: { id: string }) => row.id)).toContain(wants.id);
  // Without a postal address, e-mail is better than nothing.
  const nowhere = await letterOf((await agency.file({ facts: { who: { ...who, address: null } } })).id);
  expect(nowhere.to_address).toBe('lupe@example.org');
});

test.each(['en', 'es'] as const)(
  'paper has no private link, but its code beside the page to type (%s)',
  async (language) => {
    const { who } = WITHOUT_MAIL.facts;
    const report = await agency.file({ facts: { who: { ...who, language } } });
    const officer = (await agency.signedIn()).token;
    await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
    const letters = await agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', report.id).execute();
    expect(letters.map((one) => one.kind).sort()).toEqual(['follow_up', 'received']);
    for (const letter of letters) {
      const key = openLink(agency.deps, letter)?.replace(/^.*\//, '') ?? '';
      expect(key).toMatch(/^[0-9A-Z]{26}$/);
      const known = { trackingNumber: report.trackingNumber, failedAddress: null, hasLink: true };
      const accessCode = codeOf(openLink(agency.deps, letter));
      const { text } = completeLetter(onPaper(letter, known), {
        privateLink: 'https://p2c.example/status',
        accessCode,
      });
      expect(text).not.toMatch(/\/(?:status|reply)\//);
      expect(text.replace(/\s/g, '')).toContain(key);
      expect(text).not.toMatch(/[{[]/);
      expect(text).toMatch(/https:\/\/p2c\.example\/status$/m);
    }
  },
);

test('a link mailed uses the access code alphabet and works however it is typed', async () => {
  const report = await agency.file(WITHOUT_MAIL);
  const officer = (await agency.signedIn()).token;
  await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  const asked = await agency.deps.db
    .selectFrom('letter')
    .selectAll()
    .where('report_id', '=', report.id)
    .where('kind', '=', 'follow_up')
    .executeTakeFirstOrThrow();
  // The database stores the link only in encrypted form, so the stored value alone opens nothing.
  expect(asked.private_link).not.toMatch(/reply|http/);
  const { pathname } = new URL(openLink(agency.deps, asked) ?? '');
  expect(pathname).toMatch(/^\/reply\/[0-9A-HJKMNP-TV-Z]{26}$/);
  const [, , key = ''] = pathname.split('/');
  const typed = key.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
  expect((await fetch(`${agency.serverUrl}/reply/${typed}`)).status).toBe(200);
  // On a printed letter, the link also serves as a code, which is typed together with the tracking number.
  const person = createVisitor(over(agency.serverUrl));
  const form = hiddenFields((await person.get('/status')).html);
  const opened = await person.post('/status', { ...form, number: report.trackingNumber, code: ` ${typed} ` });
  const address = String(opened.headers.location);
  expect([opened.status, address.includes(key)]).toEqual([303, false]);
  const page = await person.get(address);
  expect([page.status, page.html.includes(report.trackingNumber)]).toEqual([200, true]);
  expect((await createVisitor(over(agency.serverUrl)).get(address)).status).toBe(404);
  expect((await person.post('/status', { ...form, number: 'T26-999999-0', code: typed })).status).toBe(400);
});

test('the code of a printed question that has ended opens the page that says so; with another number, it is wrong', async () => {
  const [report, other] = [await agency.file(WITHOUT_MAIL), await agency.file(WITHOUT_MAIL)];
  const officer = (await agency.signedIn()).token;
  await agency.act(officer, report, { kind: 'follow_up', missing: ['serial_number'], note: '' });
  const asked = await agency.deps.db
    .selectFrom('letter')
    .selectAll()
    .where('report_id', '=', report.id)
    .where('kind', '=', 'follow_up')
    .executeTakeFirstOrThrow();
  const code = new URL(openLink(agency.deps, asked) ?? '').pathname.split('/').at(-1) ?? '';
  const answer = { by: { link: code }, text: 'It is WTU 998.', uploadId: null };
  expect(await answerFollowUp(agency.deps, answer, 'test')).toBe(true);

  const person = createVisitor(over(agency.serverUrl));
  const form = hiddenFields((await person.get('/status')).html);
  const opened = await person.post('/status', { ...form, number: report.trackingNumber, code });
  expect(opened.status).toBe(303);
  const ended = await person.get(String(opened.headers.location));
  expect([ended.status, unescaped(ended.html)]).toEqual([
    410,
    expect.stringContaining(textIn('en').t('portal-status.reply.endedTitle')),
  ]);
  const wrong = await person.post('/status', { ...form, number: other.trackingNumber, code });
  const guessed = await person.post('/status', { ...form, number: other.trackingNumber, code: 'A'.repeat(26) });
  expect([wrong.status, summaryOf(wrong.html)]).toEqual([400, summaryOf(guessed.html)]);
});

test('the letters that wait are counted without a row in the audit log, and the oldest tells since when', async () => {
  const count = async () => (await agency.call('GET', '/api/v1/papers/waiting', { token })).body;
  for (const { id } of (await tray('?limit=100')).rows) await printed(id);
  expect(await count()).toEqual({ waiting: 0, oldestAt: null });
  const [first, second] = [await agency.file(WITHOUT_MAIL), await agency.file(WITHOUT_MAIL)];
  // Sending this one's letter is audited, so it comes first.
  await agency.lettersSent((await agency.file()).id);
  const audited = async () => (await readAudit(agency.deps.db, 0, 100_000)).length;
  const before = await audited();
  expect(await count()).toEqual({ waiting: 2, oldestAt: (await letterOf(first.id)).queued_at.toISOString() });
  expect(await audited()).toBe(before);
  await printed((await letterOf(first.id)).id);
  expect(await count()).toEqual({ waiting: 1, oldestAt: (await letterOf(second.id)).queued_at.toISOString() });
});

test('a letter to someone without an address is not recorded as mailed', async () => {
  const who = { email: null, preferredContact: 'phone', phone: '860 555 0100', address: null } as const;
  const nowhere = { facts: { who } };
  const report = await agency.file(nowhere);
  expect((await printed((await letterOf(report.id)).id)).status).toBe(204);
  const { history } = await agency.report(report.id);
  expect(history.at(-1)).toMatchObject({ kind: 'letter_sent', event: { code: 'letter_without_address' } });
});

test('a letter that bounced is not mailed to a home where mail is not safe', async () => {
  const who = {
    email: 'full@example.org',
    address: '9 Elm St, Hartford, CT 06106',
    preferredContact: 'email',
    safeContact: 'no_mail',
  } as const;
  const report = await agency.file({ facts: { who } });
  await expect
    .poll(() => agency.deps.db.selectFrom('letter').select('sent_at').where('report_id', '=', report.id).execute())
    .toEqual([{ sent_at: expect.any(Date) }]);
  const { message_id: messageId } = await agency.deps.db
    .selectFrom('letter')
    .select('message_id')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow();
  expect(await markBounced(agency.deps, { messageId: messageId ?? '', status: '5.2.2' })).toBe(true);
  const { rows } = await tray();
  const row = rows.find(({ reportId }: { reportId: string }) => reportId === report.id);
  expect(row).toMatchObject({ address: null, isSafe: false, why: 'undelivered' });
});

test('a letter that nobody has printed never says that its code is on an earlier copy, even if its link is gone', async () => {
  const { id } = await agency.file(WITHOUT_MAIL);
  const letter = await letterOf(id);
  await agency.deps.db.updateTable('letter').set({ private_link: null }).where('id', '=', letter.id).execute();
  expect((await fetchPapers(letter.id)).status).toBe(200);
  const link = openLink(agency.deps, await letterOf(id));
  expect(codeOf(link)).toMatch(/^(\w{4} ){6}\w{2}$/);
  expect((await printed(letter.id)).status).toBe(204);
  expect((await fetchPapers(letter.id)).status).toBe(200);
  expect(openLink(agency.deps, await letterOf(id))).toBeNull();
});
