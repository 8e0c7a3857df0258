import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteJobEnd } from '#server/db/jobs.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_METRICS_PORT: '0', P2C_JOBS: '1' } });
});
afterAll(() => agency.stop());

const metrics = async () => (await fetch(agency.metricsUrl ?? '')).text();
/** Returns the value of one line of the metrics' text format. */
const valueOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? Number.NaN,
  );
const soon = { timeout: 30_000, interval: 50 };

test('a working server reports that it is ready, and its jobs run automatically', async () => {
  await expect.poll(async () => (await agency.call('GET', '/readyz')).status, soon).toBe(200);
  expect((await agency.call('GET', '/readyz')).body).toEqual({
    ready: true,
    checks: { database: 'ok', migrations: 'ok', audit: 'ok', disk: 'ok', jobs: 'ok', process: 'ok' },
    failingJobs: [],
  });
  const followUps = 'p2c_job_last_success_timestamp_seconds{job_name="follow-ups"}';
  await expect.poll(async () => valueOf(await metrics(), followUps), soon).toBeGreaterThan(Date.now() / 1000 - 60);
});

test('a job that keeps failing shows in both places, and does not take the server out of service', async () => {
  const end = { at: new Date(), durationMs: 12, nextRunAt: new Date(Date.now() + 3_600_000) };
  for (let n = 0; n < 2; n += 1) await noteJobEnd(agency.deps.db, 'retention', { ...end, error: '57014' });
  await expect.poll(async () => (await agency.call('GET', '/readyz')).body.failingJobs, soon).toEqual(['retention']);
  expect((await agency.call('GET', '/readyz')).status).toBe(200);
  expect(valueOf(await metrics(), 'p2c_job_failures{job_name="retention"}')).toBe(2);
  await noteJobEnd(agency.deps.db, 'retention', { ...end, error: null });
  await expect.poll(async () => (await agency.call('GET', '/readyz')).body.failingJobs, soon).toEqual([]);
});

test("a database missing one of this version's migrations is not ready, and the response names the failed check", async () => {
  const { db } = agency.deps;
  await sql`update kysely_migration set name = 'x' || name where name = '0001-baseline'`.execute(db);
  try {
    await expect.poll(async () => (await agency.call('GET', '/readyz')).status, soon).toBe(503);
    const { error } = (await agency.call('GET', '/readyz')).body;
    expect(error).toMatchObject({ code: 'unavailable', current: { ready: false, checks: { migrations: 'failing' } } });
  } finally {
    await sql`update kysely_migration set name = '0001-baseline' where name = 'x0001-baseline'`.execute(db);
  }
});

test('metrics contain counts and durations, and nothing about a report or a person', async () => {
  const report = await agency.file({ facts: { who: { familyName: 'Quetzalcoatl', email: 'metric@example.org' } } });
  const { token, officer } = await agency.signedIn();
  await agency.call('GET', `/api/v1/reports/${report.id}`, { token });
  const text = await metrics();
  const route = 'p2c_request_duration_seconds_count{method="GET",route="/api/v1/reports/:reportId",status="200"}';
  expect(valueOf(text, route)).toBe(1);
  expect(valueOf(text, 'p2c_database_up')).toBe(1);
  expect(valueOf(text, 'p2c_audit_writable')).toBe(1);
  expect(valueOf(text, 'p2c_audit_rows')).toBeGreaterThan(2);
  for (const word of [report.id, report.trackingNumber, 'Quetzalcoatl', 'metric@example.org', token, officer.id]) {
    expect(text).not.toContain(word);
  }
});

test('before the first check of the audit log, its time is when the log began, so that no alert fires at once', async () => {
  expect(await agency.deps.db.selectFrom('audit_checkpoint').selectAll().execute()).toEqual([]);
  const checked = valueOf(await metrics(), 'p2c_audit_checked_timestamp_seconds');
  expect(Date.now() / 1000 - checked).toBeLessThan(3_600);
});

test('metrics are not served on the public address', async () => {
  expect((await agency.call('GET', '/metrics')).status).toBe(404);
  expect(new URL(agency.metricsUrl ?? '').hostname).toBe('127.0.0.1');
  expect(new URL(agency.metricsUrl ?? '').port).not.toBe(new URL(agency.serverUrl).port);
  expect((await fetch((agency.metricsUrl ?? '').replace('/metrics', '/healthz'))).status).toBe(404);
});
