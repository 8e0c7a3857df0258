import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { liftHolds } from '#server/jobs/lift-holds.ts';
import { smtpTransport } from '#server/mail/transport.ts';
import type { HoldRecordRow, HoldRow } from '#shared/holds-api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const HOUR = 3_600_000;
const TO = 'supervisors@agency.example';
let agency: Agency;
let transport: ReturnType<typeof smtpTransport>;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_PROOF_MINUTES: '10', P2C_SUPERVISORS_TO: TO } });
  transport = smtpTransport(agency.mail.url);
});
afterAll(async () => {
  transport.close();
  await agency.stop();
});

const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const runJob = () => liftHolds(agency.deps, { transport, from: 'p2c@agency.example', to: TO });

/** Sessions end after twelve hours, so each call signs in first. */
async function holdOf(id: string): Promise<HoldRow | undefined> {
  const { token } = await agency.signedIn('supervisor');
  const { rows } = (await agency.call('GET', '/api/v1/holds?limit=200', { token })).body as { rows: HoldRow[] };
  return rows.find(({ reportId }) => reportId === id);
}

/** Puts a report under a hold, and returns the calls that a records clerk can make. The clerk has just signed in. */
async function held() {
  // Without a letter: while one is being sent, the job leaves its report for the next run.
  const { id, trackingNumber } = await agency.file({ facts: { who: { email: null } } });
  const { token, officer } = await agency.signedIn('records');
  const call = (method: string, path: string, body?: object) =>
    agency.call(method, `/api/v1/reports/${id}/hold${path}`, { token, ...(body === undefined ? {} : { body }) });
  expect((await call('PUT', '', { why: 'Subpoena of March 6.', until: '2027-03-01' })).status).toBe(204);
  return {
    id,
    trackingNumber,
    officer,
    lift: () => call('POST', '/lifting', { why: 'The case is closed.' }),
    keep: () => call('DELETE', '/lifting'),
    row: () => holdOf(id),
    audited: async () =>
      (await readAudit(agency.deps.db, 0, 100_000)).filter(({ target }) => target === id).map(({ action }) => action),
  };
}

test('a hold shows who placed it, why and until when', async () => {
  const { row, officer } = await held();
  const by = { id: officer.id, displayName: officer.displayName };
  expect(await row()).toMatchObject({ by, why: 'Subpoena of March 6.', until: '2027-03-01', lifting: null });
});

test('lifting ends the hold after 24 hours, and supervisors get a mail before', async () => {
  const { lift, row, trackingNumber, officer, audited } = await held();
  expect((await lift()).status).toBe(204);
  expect(await runJob()).toEqual({ told: 1, lifted: 0 });
  const { parsed } = await agency.mail.mailTo(TO, trackingNumber);
  expect(parsed.text).toContain(officer.displayName);
  expect(parsed.text).toContain('Sunday, March 8, 2026 at 10:00');
  expect(parsed.text).not.toContain('Soto');
  later(23 * HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 0 });
  expect((await row())?.lifting).toMatchObject({ why: 'The case is closed.', by: { id: officer.id } });
  later(HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 1 });
  expect(await audited()).toEqual(expect.arrayContaining(['report.hold', 'report.release_ask', 'report.release']));
  expect(await row()).toBeUndefined();
});

test('who held a report and let it go, when and why, stays on record after the hold ended', async () => {
  const { id, trackingNumber, officer, lift, keep } = await held();
  const { token, officer: supervisor } = await agency.signedIn('supervisor');
  const body = { why: 'Subpoena of March 6, extended.', until: '2028-03-01', change: true };
  expect((await agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body })).status).toBe(204);
  await lift();
  await keep();
  await lift();
  await runJob();
  later(25 * HOUR);
  await runJob();
  const again = await agency.signedIn('records');
  const record = async (text: string) =>
    (await agency.call('GET', `/api/v1/holds/record?text=${text}`, { token: again.token })).body
      .rows as HoldRecordRow[];
  const rows = await record(trackingNumber.replaceAll('-', '').toLowerCase());
  expect(rows).toMatchObject([{ reportId: id, trackingNumber, endedAt: now.toISOString(), removedAt: null }]);
  const clerk = { id: officer.id, displayName: officer.displayName };
  const closed = { by: clerk, why: 'The case is closed.' };
  expect(rows[0]?.steps).toMatchObject([
    { did: 'placed', by: clerk, why: 'Subpoena of March 6.', until: '2027-03-01' },
    { did: 'changed', by: { id: supervisor.id }, why: 'Subpoena of March 6, extended.', until: '2028-03-01' },
    { did: 'asked', ...closed },
    { did: 'kept', by: clerk, why: null },
    { did: 'asked', ...closed },
    { did: 'ended', ...closed },
  ]);
  expect(await record('T26-999999')).toEqual([]);
  const list = await agency.call('GET', `/api/v1/holds?text=${trackingNumber}`, { token: again.token });
  expect(list.body.rows).toEqual([]);
});

test('lifting can be stopped, and then the hold stays', async () => {
  const { lift, keep, row, audited } = await held();
  await lift();
  expect((await lift()).body.error.detail.code).toBe('hold_being_lifted');
  expect((await keep()).status).toBe(204);
  expect((await keep()).body.error.detail.code).toBe('hold_not_being_lifted');
  await runJob();
  later(25 * HOUR);
  await runJob();
  expect(await audited()).toContain('report.keep_hold');
  expect(await audited()).not.toContain('report.release');
  expect(await row()).toMatchObject({ lifting: null });
});

test('if no server ran to tell the supervisors, the 24 hours begin when they are told', async () => {
  const { lift, audited } = await held();
  await lift();
  later(30 * HOUR);
  expect(await runJob()).toEqual({ told: 1, lifted: 0 });
  later(23 * HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 0 });
  later(HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 1 });
  expect(await audited()).toContain('report.release');
});

test('nobody was told by a mail that the mail server refused: the hold stays until 24 hours after one it took', async () => {
  const { lift, keep, row, audited } = await held();
  await lift();
  agency.mail.refuse(TO, 451, 3);
  await expect(runJob()).rejects.toThrow('could not be notified');
  expect((await row())?.lifting?.told).toBeNull();
  later(5 * 60_000);
  // Within the hour, the release of the hold is canceled and requested again. Nobody is notified of either, because the
  // e-mail is refused.
  await keep();
  await lift();
  await expect(runJob()).rejects.toThrow('could not be notified');
  later(26 * HOUR);
  await expect(runJob()).rejects.toThrow('could not be notified');
  expect(await audited()).not.toContain('report.release');
  expect(await runJob()).toEqual({ told: 1, lifted: 0 });
  expect((await row())?.lifting?.told).toBe('mail');
  later(23 * HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 0 });
  later(HOUR);
  expect(await runJob()).toEqual({ told: 0, lifted: 1 });
});

test('a server that sends supervisors no mail says so on the hold at once, and counts it on their screens', async () => {
  const silent = await startAgency({ now: () => now });
  try {
    const { token } = await silent.signedIn('supervisor');
    const ask = (method: string, path: string, body?: object) =>
      silent.call(method, path, { token, ...(body === undefined ? {} : { body }) });
    const { id } = await silent.file();
    await ask('PUT', `/api/v1/reports/${id}/hold`, { why: 'Subpoena of March 6.', until: null });
    const { status } = await ask('POST', `/api/v1/reports/${id}/hold/lifting`, { why: 'The case is closed.' });
    expect(status).toBe(204);
    expect((await ask('GET', '/api/v1/holds')).body.rows).toMatchObject([{ lifting: { told: 'screen' } }]);
    expect((await ask('GET', '/api/v1/reviews/hidden')).body.holdsLifting).toBe(1);
    expect(await liftHolds(silent.deps, null)).toEqual({ told: 0, lifted: 0 });
    later(25 * HOUR);
    // A report that something else is writing at that moment is left for the job's next run.
    await expect.poll(() => liftHolds(silent.deps, null)).toEqual({ told: 0, lifted: 1 });
  } finally {
    await silent.stop();
  }
});

test('a hold whose lifting no mail told of, because the server has stopped sending any, counts as shown on screen', async () => {
  const { lift, keep, row } = await held();
  await lift();
  expect((await row())?.lifting?.told).toBeNull();
  expect(await liftHolds(agency.deps, null)).toEqual({ told: 1, lifted: 0 });
  expect((await row())?.lifting?.told).toBe('screen');
  await keep();
});

test('lifting a hold takes a fresh proof, placing one does not', async () => {
  const { lift, id } = await held();
  later(11 * 60_000);
  const refused = await lift();
  expect([refused.status, refused.body.error.code]).toEqual([403, 'proof_needed']);
  const { token } = await agency.signedIn('supervisor');
  later(11 * 60_000);
  const body = { why: 'Again', change: true };
  expect((await agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body })).status).toBe(204);
});

test('another reason or day changes a hold without hiding who placed it and when, and stops its lifting', async () => {
  const { id, lift, row, officer, audited } = await held();
  const before = await row();
  await lift();
  later(HOUR);
  const { token } = await agency.signedIn('supervisor');
  const extended = { why: 'Subpoena of March 6, extended.', until: '2028-03-01' };
  const body = { ...extended, change: true };
  expect((await agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body })).status).toBe(204);
  const by = { id: officer.id, displayName: officer.displayName };
  expect(await row()).toMatchObject({ ...extended, by, at: before?.at, lifting: null });
  expect(await audited()).toEqual(['report.file', 'report.hold', 'report.release_ask', 'report.hold_change']);
});

test('a second hold is refused with who placed the first, whose reason and day stay', async () => {
  const { id, row, officer, audited } = await held();
  const before = await row();
  const { token } = await agency.signedIn('supervisor');
  const body = { why: 'Another subpoena.', until: null };
  const answer = await agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body });
  expect([answer.status, answer.body.error.code]).toEqual([409, 'act_not_allowed']);
  expect(answer.body.error.detail).toEqual({ code: 'held_by', params: { name: officer.displayName } });
  expect(await row()).toEqual(before);
  expect(await audited()).toEqual(['report.file', 'report.hold']);
});

test('a report that is opened to be read shows its hold', async () => {
  const { id, officer } = await held();
  const { token } = await agency.signedIn('supervisor');
  const opened = async (reportId: string) =>
    (await agency.call('GET', `/api/v1/find/reports/${reportId}`, { token })).body.hold;
  const by = { id: officer.id, displayName: officer.displayName };
  expect(await opened(id)).toMatchObject({ by, why: 'Subpoena of March 6.', until: '2027-03-01' });
  expect(await opened((await agency.file()).id)).toBeNull();
});

test('a report without a hold has none to change', async () => {
  const { id } = await agency.file();
  const { token } = await agency.signedIn('records');
  const body = { why: 'Extended.', change: true };
  const answer = await agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body });
  expect([answer.status, answer.body.error.detail.code]).toEqual([409, 'no_hold']);
});

test('a report without a hold has none to lift', async () => {
  const { id } = await agency.file();
  const { token } = await agency.signedIn('records');
  const answer = await agency.call('POST', `/api/v1/reports/${id}/hold/lifting`, { token, body: { why: 'x' } });
  expect([answer.status, answer.body.error.detail.code]).toEqual([409, 'no_hold']);
});

test('a hold is not expected to end on a day that is over, but keeps the one that it has', async () => {
  const { id } = await agency.file();
  const put = async (body: object) => {
    const { token } = await agency.signedIn('records');
    return agency.call('PUT', `/api/v1/reports/${id}/hold`, { token, body: { why: 'Subpoena.', ...body } });
  };
  const today = now.toISOString().slice(0, 10);
  const refused = await put({ until: '2026-02-01' });
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { fields: [{ path: 'until', detail: { code: 'in_past' } }] } },
  });
  expect((await put({ until: today })).status).toBe(204);
  later(48 * HOUR);
  expect((await put({ until: today, why: 'Longer.', change: true })).status).toBe(204);
  expect((await put({ until: '2026-02-02', change: true })).status).toBe(409);
});
