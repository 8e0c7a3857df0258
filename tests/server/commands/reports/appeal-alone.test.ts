import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const ALERT_TO = 'it@agency.example';
const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const uphold: Act = { kind: 'uphold_appeal', note: 'The address is in Wethersfield.' };

let agency: Agency;
let chief: SignInResult;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_ALERT_TO: ALERT_TO }, now: () => now });
  chief = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

async function appealed(): Promise<Report> {
  const report = await agency.file();
  expect((await agency.act(chief.token, report, reject)).status).toBe(200);
  expect(await appealReport(agency.deps, { reportId: report.id, text: 'It is inside the city.' }, 'test')).toBe(true);
  return agency.report(report.id);
}
const appeals = async (who: SignInResult) => (await agency.call('GET', '/api/v1/appeals', { token: who.token })).body;

test('an appeal is listed with its reason, the first decision and the promised day, which passes', async () => {
  const report = await appealed();
  expect(await appeals(chief)).toMatchObject({
    total: 1,
    rows: [
      {
        reportId: report.id,
        text: 'It is inside the city.',
        first: { by: chief.officer.displayName, reasonCode: 'outside_hartford' },
        dueDay: '2026-03-11',
        isOverdue: false,
        isOwn: true,
        mayDecide: true,
      },
    ],
  });
  const before = now;
  now = new Date('2026-03-13T15:00:00.000Z');
  expect((await appeals(await agency.signedIn('supervisor'))).rows).toMatchObject([
    { isOverdue: true, isOwn: false, mayDecide: true },
  ]);
  now = before;
});

test('who decided first may not judge the appeal while there is another supervisor', async () => {
  const report = await appealed();
  const refused = await agency.act(chief.token, report, uphold);
  expect([refused.status, refused.body.error.detail.code]).toEqual([409, 'own_decision']);
  expect((await appeals(chief)).rows.map((row: { mayDecide: boolean }) => row.mayDecide)).toEqual([false, false]);
});

test('the only supervisor may: it is marked in the history and the audit log, and somebody is told by mail', async () => {
  await agency.deps.db.updateTable('officer').set({ disabled_at: now }).where('id', '<>', chief.officer.id).execute();
  const report = await appealed();
  const answer = await agency.act(chief.token, report, uphold);
  expect([answer.status, answer.body.report.state]).toEqual([200, 'rejected']);
  expect(answer.body.report.history.at(-1).event).toEqual({ code: 'appeal_upheld_alone', params: {} });
  const row = (await readAudit(agency.deps.db, 0, 1_000)).findLast(({ action }) => action === 'report.uphold_appeal');
  expect(row?.detail).toMatchObject({ alone: true });
  const mail = await agency.mail.mailTo(ALERT_TO, `appeal of ${report.trackingNumber}`);
  expect(mail.parsed.text).toContain('no other');
});

test('a supervisor whose account waits for a second person, or never came in by the directory, does not count', async () => {
  const { db } = agency.deps;
  const report = await appealed();
  const isAlone = async () =>
    (await appeals(chief)).rows.find((row: { reportId: string }) => row.reportId === report.id);
  expect(await isAlone()).toMatchObject({ mayDecide: true });
  const { officer: waiting } = await agency.makeOfficer('supervisor');
  expect(await isAlone()).toMatchObject({ mayDecide: false });
  await db
    .insertInto('account_confirmation')
    .values({ id: randomUUID(), officer_id: waiting.id, asked_by: chief.officer.id, asked_at: now, why: 'created' })
    .execute();
  expect(await isAlone()).toMatchObject({ mayDecide: true });
  await db.updateTable('account_confirmation').set({ decided_at: now }).where('officer_id', '=', waiting.id).execute();
  expect(await isAlone()).toMatchObject({ mayDecide: false });
  await db
    .insertInto('officer_identity')
    .values({ officer_id: waiting.id, issuer: 'https://directory.example', subject: 'waiting', linked_at: now })
    .execute();
  expect(await isAlone()).toMatchObject({ mayDecide: true });
});
