import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { oldestUnansweredAt } from '#shared/domain/messages.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
let officer: SignInResult;
let colleague: SignInResult;
let supervisor: SignInResult;
let records: SignInResult;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  [officer, colleague] = [await agency.signedIn(), await agency.signedIn()];
  supervisor = await agency.signedIn('supervisor');
  records = await agency.signedIn('records');
});
afterAll(() => agency.stop());

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const reopening: Act = { kind: 'return', cause: 'The wrong report was open.', note: 'We are sorry.' };

/** Carries out an act on the report as it is now. */
async function does(who: SignInResult, report: Report, act: Act): Promise<Report> {
  const answer = await agency.act(who.token, await agency.report(report.id), act);
  expect([act.kind, answer.status, answer.body.error?.message]).toEqual([act.kind, 200, undefined]);
  return answer.body.report;
}
async function refused(who: SignInResult, report: Report, act: Act) {
  const answer = await agency.act(who.token, await agency.report(report.id), act);
  return [answer.status, answer.body.error?.code, answer.body.error?.fields?.[0]?.path];
}
const lastLine = (report: Report) => report.history.at(-1);

describe('inside the agency', () => {
  test('after an officer escalates a report, only a supervisor can decide it', async () => {
    const report = await agency.file();
    const escalated = await does(officer, report, { kind: 'escalate', note: 'Names a neighbor.' });
    expect(escalated.state).toBe('escalated');
    expect(lastLine(escalated)).toMatchObject({ kind: 'escalated', note: 'Names a neighbor.', letter: null });
    expect(await refused(officer, report, approve)).toEqual([409, 'act_not_allowed', undefined]);
    expect((await does(supervisor, report, approve)).state).toBe('approved');
  });

  test('a report can be assigned only to a colleague who reviews', async () => {
    const report = await agency.file();
    const list = await agency.call('GET', '/api/v1/colleagues', { token: officer.token });
    const { id, displayName } = colleague.officer;
    expect(list.body.rows).toContainEqual({ id, displayName, role: 'officer' });
    expect(JSON.stringify(list.body)).not.toContain(records.officer.id);

    const handed = await does(officer, report, { kind: 'assign', to: id, note: '' });
    expect(handed).toMatchObject({ state: 'submitted', assignedTo: { id, displayName } });
    expect(lastLine(handed)?.event).toEqual({ code: 'assigned', params: { name: displayName } });
    for (const to of [records.officer.id, randomUUID()]) {
      expect(await refused(officer, report, { kind: 'assign', to, note: '' })).toEqual([409, 'against_rule', 'act.to']);
    }
    expect((await does(colleague, report, { kind: 'assign', to: null, note: '' })).assignedTo).toBeNull();
  });

  test("a correction is shown beside the reporter's entry, with who made it and why, and letters use it", async () => {
    const report = await agency.file({ facts: { who: { email: 'typo@example.org' } } });
    const email: Act = { kind: 'correct', field: 'who.email', value: 'right@example.org', note: 'By phone.' };
    await does(officer, report, email);
    const corrected = await does(colleague, report, { ...email, field: 'items.0.valueCents', value: 50_000 });
    expect(corrected.facts).toEqual(report.facts);
    expect(corrected.corrections).toMatchObject([
      { field: 'who.email', value: 'right@example.org', why: 'By phone.', by: { id: officer.officer.id } },
      { field: 'items.0.valueCents', value: 50_000, by: { id: colleague.officer.id } },
    ]);
    await does(officer, report, approve);
    expect((await agency.mail.mailTo('right@example.org', 'approved')).parsed.text).toContain('case number');
    // Letters may be sent in any order, so this waits for the earlier one.
    await agency.mail.mailTo('typo@example.org');
    expect(agency.mail.mails.filter((one) => one.to.includes('typo@example.org'))).toHaveLength(1);
    // Corrections still work after an approval, but not after a reopening and a rejection.
    const later = await does(officer, report, { ...email, field: 'items.0.valueCents', value: 60_000 });
    expect([later.state, later.corrections.length]).toEqual(['approved', 3]);
    await does(supervisor, report, reopening);
    await does(officer, report, reject);
    expect(await refused(officer, report, email)).toEqual([409, 'act_not_allowed', undefined]);
  });

  test('an internal note leaves a message unanswered, and one that says why no answer is needed settles it', async () => {
    const report = await agency.file();
    const message: NewEntry = {
      at: now.toISOString(),
      kind: 'message',
      by: null,
      event: { code: 'message_received', params: { files: 0 } },
      note: 'My ex boyfriend Tony threatened me.',
      letter: null,
    };
    const history = JSON.stringify([...(await agency.report(report.id)).history, message]);
    await agency.deps.db.updateTable('report').set({ history }).where('id', '=', report.id).execute();
    const noted = await does(officer, report, { kind: 'note', note: 'Seen.' });
    expect(oldestUnansweredAt(noted)).toBe(message.at);
    const danger = { way: 'dispatch' } as const;
    expect(await refused(officer, report, { kind: 'note', noAnswerNeeded: true, note: '', danger })).toEqual([
      409,
      'against_rule',
      'act.note',
    ]);
    const told = { kind: 'note', noAnswerNeeded: true, note: 'Answered at the desk.' } as const;
    expect(await refused(officer, report, told)).toEqual([409, 'against_rule', 'act.danger.way']);
    const settled = await does(officer, report, { ...told, danger });
    expect(oldestUnansweredAt(settled)).toBeNull();
    expect(lastLine(settled)).toMatchObject({
      by: officer.officer.displayName,
      event: { code: 'no_answer_needed' },
      note: 'Answered at the desk.',
    });
  });

  test("every act is in the audit log and in the supervisor's list", async () => {
    const report = await agency.file();
    await does(officer, report, { kind: 'note', note: 'Seen with the store.' });
    await refused(officer, report, reopening);
    const rows = await agency.deps.db
      .selectFrom('audit')
      .selectAll()
      .where('target', '=', report.id)
      .orderBy('seq')
      .execute();
    expect(rows.map((row) => [row.action, row.outcome])).toEqual([
      ['report.file', 'success'],
      ['report.note', 'success'],
      ['report.return', 'failure'],
    ]);
    const found = await agency.call('GET', `/api/v1/decisions?text=${report.trackingNumber}`, {
      token: supervisor.token,
    });
    expect(found.body.rows).toMatchObject([
      { kind: 'note', event: { code: 'noted' }, note: 'Seen with the store.', letter: null },
    ]);
  });
});

describe('a wrong decision whose letter was already sent', () => {
  test('is reversed by its officer or a supervisor, with a letter that corrects the first one', async () => {
    const email = 'wrong@example.org';
    const report = await agency.file({ facts: { who: { email } } });
    const { caseNumber } = await does(officer, report, approve);
    expect(await refused(colleague, report, reopening)).toEqual([409, 'act_not_allowed', undefined]);
    const back = await does(officer, report, reopening);
    expect(back).toMatchObject({ state: 'returned', caseNumber, decidedBy: null });
    expect(back.history.map((one) => one.kind)).toContain('returned');
    const mail = await agency.mail.mailTo(email, 'A correction');
    expect(mail.parsed.text).toContain('We are sorry.');
    expect(mail.parsed.text).not.toContain('wrong report was open');

    const list = async (query: string) =>
      (await agency.call('GET', `/api/v1/case-numbers?${query}`, { token: records.token })).body;
    const voided = async () =>
      (await list('voided=true')).rows.filter(({ reportId }: { reportId: string }) => reportId === report.id);
    expect(await voided()).toMatchObject([{ number: caseNumber }]);
    // When the report is approved again, it keeps its case number, which is then valid again.
    expect((await does(colleague, report, approve)).caseNumber).toBe(caseNumber);
    expect(await voided()).toEqual([]);
    expect((await list('year=2026')).rows.filter((one: { number: string }) => one.number === caseNumber)).toHaveLength(
      1,
    );
    expect((await does(supervisor, report, reopening)).state).toBe('returned');
  });

  test("case numbers follow the agency's pattern without gaps, and ones already assigned do not change", async () => {
    const first = await does(officer, await agency.file(), approve);
    await agency.publish((policy) => ({ ...policy, caseNumbers: { pattern: 'HPD{yyyy}-{serial:5}' } }));
    const second = await does(officer, await agency.file(), approve);
    const serial = Number(first.caseNumber?.slice(3));
    expect(second.caseNumber).toBe(`HPD2026-${String(serial + 1).padStart(5, '0')}`);
    await agency.publish((policy) => ({ ...policy, caseNumbers: { pattern: '{yy}-{serial:6}' } }));
    const list = await agency.call('GET', '/api/v1/case-numbers?limit=200', { token: records.token });
    const serials = list.body.rows.map((row: { serial: number }) => row.serial);
    expect(serials).toEqual(Array.from({ length: serials.length }, (_, n) => serials.length - n));
    expect((await agency.call('GET', '/api/v1/case-numbers', { token: officer.token })).status).toBe(403);
  });
});

describe('an appeal', () => {
  async function appealed(email: string, by: SignInResult = officer) {
    const report = await agency.file({ facts: { who: { email } } });
    await does(by, report, reject);
    expect(await appealReport(agency.deps, { reportId: report.id, text: 'It is in Hartford.' }, 'test')).toBe(true);
    return report;
  }

  test('is confirmed to the reporter, and can be made once, only against a rejection', async () => {
    const report = await appealed('appeal@example.org');
    await agency.mail.mailTo('appeal@example.org', 'look at report');
    expect((await agency.report(report.id)).state).toBe('appealed');
    const again = () => appealReport(agency.deps, { reportId: report.id, text: '' }, 'test');
    expect(await again()).toBe(false);
    await does(supervisor, report, { kind: 'uphold_appeal', note: 'The street lies in Wethersfield.' });
    expect((await agency.mail.mailTo('appeal@example.org', 'we are keeping our decision')).parsed.text).toContain(
      'Wethersfield',
    );
    expect(await again()).toBe(false);
    expect(await appealReport(agency.deps, { reportId: (await agency.file()).id, text: '' }, 'test')).toBe(false);
  });

  test('is decided by a supervisor other than the one who made the decision', async () => {
    const report = await appealed('granted@example.org', supervisor);
    const grant: Act = { kind: 'grant_appeal', note: '' };
    const other = await agency.signedIn('supervisor');
    expect(await refused(officer, report, grant)).toEqual([409, 'act_not_allowed', undefined]);
    expect(await refused(supervisor, report, grant)).toEqual([409, 'act_not_allowed', undefined]);
    expect((await does(other, report, grant)).state).toBe('returned');
    await agency.mail.mailTo('granted@example.org', 'we are reading your report again');
  });
});

describe('a claim', () => {
  const claim = async (who: SignInResult, report: Report, take = false) =>
    (await agency.call('POST', `/api/v1/reports/${report.id}/claim`, { token: who.token, body: { take } })).body.claim;

  test("is visible to colleagues, expires, locks nothing and does not change the report's version", async () => {
    const report = await agency.file();
    const mine = await claim(officer, report);
    expect(mine.by.id).toBe(officer.officer.id);
    expect(await agency.report(report.id)).toMatchObject({ version: report.version, claim: mine });
    expect(await claim(colleague, report)).toEqual(mine);
    expect((await claim(colleague, report, true)).by.id).toBe(colleague.officer.id);
    await agency.call('DELETE', `/api/v1/reports/${report.id}/claim`, { token: officer.token });
    expect((await agency.report(report.id)).claim?.by.id).toBe(colleague.officer.id);
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await claim(officer, report)).by.id).toBe(officer.officer.id);
    await agency.call('DELETE', `/api/v1/reports/${report.id}/claim`, { token: officer.token });
    expect((await agency.report(report.id)).claim).toBeNull();
    await claim(officer, report);
    expect((await does(colleague, report, approve)).claim).toBeNull();
  });

  test('wakes waiting clients, but renewing it in the first half of its time does not', async () => {
    const report = await agency.file({ facts: { who: { email: null } } });
    const txid = async () =>
      (
        await agency.deps.db
          .selectFrom('report')
          .select('changed_txid')
          .where('id', '=', report.id)
          .executeTakeFirstOrThrow()
      ).changed_txid;
    const before = await txid();
    const first = await claim(officer, report);
    const shown = await txid();
    expect(shown).not.toBe(before);
    now = new Date(now.getTime() + 4 * 60_000);
    expect(await claim(officer, report)).toEqual(first);
    expect(await txid()).toBe(shown);
    now = new Date(now.getTime() + 2 * 60_000);
    const longer = await claim(officer, report);
    expect([longer.since, longer.expiresAt > first.expiresAt]).toEqual([first.since, true]);
  });
});

describe('a decision about two reports', () => {
  const decide = (key: string, body: unknown, who = officer) =>
    agency.call('POST', '/api/v1/pairs', { token: who.token, body, headers: { 'idempotency-key': key } });

  test('is stored once, arrives through the change feed, and is replaced by a newer one', async () => {
    const filed = [await agency.file(), await agency.file()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const [one, other] = filed as [Report, Report];
    const key = randomUUID();
    const body = { reports: [other.id, one.id], decision: 'same', note: 'Same bicycle.' };
    const answers = await Promise.all([decide(key, body), decide(key, body)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers[0]?.body).toMatchObject({ reports: [one.id, other.id], by: { id: officer.officer.id } });
    expect((await decide(key, { ...body, decision: 'related' })).body.error.code).toBe('idempotency_mismatch');

    const newest = await decide(
      randomUUID(),
      { ...body, reports: [one.id, other.id], decision: 'not_same' },
      colleague,
    );
    const standing = async () =>
      (await agency.call('GET', '/api/v1/changes', { token: officer.token })).body.pairs.filter(
        (pair: { reports: string[] }) => pair.reports.includes(one.id),
      );
    await expect.poll(standing, { timeout: 30_000 }).toEqual([newest.body]);
    // A client that repeats its request because the first response was lost gets the newest decision about the pair,
    // not an older one.
    expect((await decide(key, body)).body).toEqual(newest.body);
    expect((await decide(key, body)).body).toMatchObject({ decision: 'not_same', by: { id: colleague.officer.id } });
    const rows = await agency.deps.db.selectFrom('pair_decision').select('id').where('left_id', '=', one.id).execute();
    expect(rows).toHaveLength(2);
  });

  test('requires two existing reports', async () => {
    const { id } = await agency.file();
    expect((await decide(randomUUID(), { reports: [id, id], decision: 'same', note: '' })).status).toBe(400);
    expect((await decide(randomUUID(), { reports: [id, randomUUID()], decision: 'same', note: '' })).status).toBe(404);
  });
});
