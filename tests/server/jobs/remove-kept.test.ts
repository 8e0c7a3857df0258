import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit, verifyAudit } from '#server/db/audit.ts';
import { liftHolds } from '#server/jobs/lift-holds.ts';
import { dueForRemoval, keptDays, removeKept } from '#server/jobs/remove-kept.ts';
import type { Act } from '#shared/domain/act.ts';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const DAY = 86_400_000;
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const reject: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

test('the longest matching rule applies; open reports and those no rule names are kept forever', () => {
  const rules = [
    { kinds: ['larceny' as const], states: ['rejected' as const, 'submitted' as const], days: 40 },
    { kinds: ['larceny' as const, 'fraud' as const], states: ['rejected' as const], days: 90 },
  ];
  expect(keptDays(rules, 'larceny', 'rejected')).toBe(90);
  expect(keptDays(rules, 'larceny', 'submitted')).toBeNull();
  expect(keptDays(rules, 'larceny', 'approved')).toBeNull();
  expect(keptDays(firstPolicy().retention, 'fraud', 'rejected')).toBeGreaterThan(365);
});

test('only expired reports are deleted; those on hold, open or kept longer stay', async () => {
  const officer = (await agency.signedIn()).token;
  const act = async (report: Report, one: Act) =>
    expect((await agency.act(officer, await agency.report(report.id), one)).status).toBe(200);
  const [gone, held, approved, open] = [
    await agency.file(),
    await agency.file(),
    await agency.file(),
    await agency.file(),
  ];
  await act(gone, { kind: 'follow_up', missing: ['serial_number'], question: 'Is Walter your neighbor?', note: '' });
  await act(gone, { kind: 'note', note: 'Her neighbor Walter called.' });
  await agency.deps.db.updateTable('report').set({ state: 'resubmitted' }).where('id', '=', gone.id).execute();
  const anyway = [{ hint: 'camera', because: 'Walter has no camera.' }];
  await act(gone, { ...approve, anyway });
  await act(gone, { kind: 'return', cause: 'Walter called again.', note: '' });
  await act(gone, reject);
  await act(held, reject);
  await act(approved, approve);
  const records = await agency.signedIn('records');
  const opening = {
    id: '0195706f-0000-7000-8000-0000000000ab',
    reportId: gone.id,
    firstAt: now.toISOString(),
    lastAt: now.toISOString(),
    seconds: 5,
    uses: { opened: 1 },
    offline: false,
  };
  const body = { openings: [opening], undone: [] };
  expect((await agency.call('POST', '/api/v1/trail', { token: officer, body })).status).toBe(204);
  const pair = { reports: [gone.id, held.id], decision: 'related', note: '' };
  const headers = { 'idempotency-key': '0195706f-0000-7000-8000-0000000000aa' };
  expect((await agency.call('POST', '/api/v1/pairs', { token: officer, body: pair, headers })).status).toBe(200);
  const hold = (method: string) =>
    agency.call(method, `/api/v1/reports/${held.id}/hold`, {
      token: records.token,
      ...(method === 'PUT' ? { body: { why: 'Subpoena of 4 March.' } } : {}),
    });
  expect((await hold('PUT')).status).toBe(204);
  const holds = await agency.call('GET', '/api/v1/holds', { token: records.token });
  expect(holds.body.rows).toMatchObject([{ reportId: held.id, why: 'Subpoena of 4 March.' }]);
  const reads = (await readAudit(agency.deps.db, 0, 1_000)).filter(({ action }) => action === 'holds.read');
  expect(reads).toMatchObject([{ actor: records.officer.id, detail: { rows: 1 } }]);
  await expect
    .poll(
      async () =>
        (await agency.deps.db.selectFrom('letter').select('id').where('next_attempt_at', 'is not', null).execute())
          .length,
    )
    .toBe(0);

  now = new Date(now.getTime() + 1095 * DAY);
  expect(await dueForRemoval(agency.deps, await agency.policy())).toEqual([]);
  const { token } = await agency.signedIn();
  const cursor = (await agency.call('GET', '/api/v1/changes', { token })).body.cursor;
  now = new Date(now.getTime() + 2 * DAY);
  expect((await dueForRemoval(agency.deps, await agency.policy())).map((one) => one.id)).toEqual([gone.id]);
  const forgotten: string[] = [];
  const runs = await Promise.all(
    [1, 2].map(() =>
      removeKept(agency.deps, {
        onRemoved: (id) => {
          forgotten.push(id);
          return Promise.resolve();
        },
      }),
    ),
  );
  expect(runs.map((run) => run.removed).sort((a, b) => a - b)).toEqual([0, 1]);
  expect(forgotten).toEqual([gone.id]);

  const later = (await agency.signedIn()).token;
  const page = async () => (await agency.call('GET', `/api/v1/changes?after=${cursor}`, { token: later })).body;
  await expect.poll(async () => (await page()).removed).toEqual([gone.id]);
  for (const report of [held, approved, open]) await agency.report(report.id);
  await expect(agency.report(gone.id)).rejects.toThrow('no report');
  // Only the trail and the tables that record that the report existed still mention it.
  const tables = await sql<{ table: string }>`select table_name as table from information_schema.columns
    where table_schema = 'public' and column_name in ('report_id', 'left_id')`.execute(agency.deps.db);
  const kept = ['removed_report', 'case_number', 'decision', 'opening', 'undone_act', 'hold_record'];
  const trail = await sql<{ row: string }>`select decision::text as row from decision where report_id = ${gone.id}
    union all select opening::text from opening where report_id = ${gone.id}`.execute(agency.deps.db);
  expect(trail.rows).toHaveLength(6);
  expect(JSON.stringify(trail.rows)).not.toMatch(/Walter|Soto|Maria/);
  for (const { table } of tables.rows.filter((one) => !kept.includes(one.table))) {
    const rows = await sql`select 1 from ${sql.table(table)} as t where t::text like ${`%${gone.id}%`}`.execute(
      agency.deps.db,
    );
    expect([table, rows.rows.length]).toEqual([table, 0]);
  }
  const supervisor = await agency.signedIn('supervisor');
  const list = `/api/v1/decisions?text=${gone.trackingNumber}`;
  const { rows: left } = (await agency.call('GET', list, { token: supervisor.token })).body;
  // All decisions were made at the same time, so their order is undefined.
  expect(left.toSorted((a: DecisionRow, b: DecisionRow) => b.kind.localeCompare(a.kind))).toMatchObject([
    { kind: 'return', removed: true, note: '' },
    { kind: 'reject', removed: true, note: '', letter: null, event: { params: { reasonCode: 'outside_hartford' } } },
    { kind: 'note', removed: true, note: '' },
    { kind: 'follow_up', removed: true, note: '' },
    { kind: 'approve', removed: true, note: '' },
  ]);
  const detail = await agency.call('GET', `/api/v1/decisions/${left[0].id}`, { token: supervisor.token });
  expect(detail.body).toMatchObject({ report: null, since: null, seen: null, row: { removed: true } });
  const audits = await agency.deps.db.selectFrom('audit').select('action').where('target', '=', gone.id).execute();
  expect(audits.map((row) => row.action)).toEqual(
    expect.arrayContaining(['report.file', 'report.reject', 'report.remove']),
  );
  expect(await verifyAudit(agency.deps.db)).toMatchObject({ ok: true });

  const lifter = await agency.signedIn('records');
  const lifting = { token: lifter.token, body: { why: 'The case is closed.' } };
  expect((await agency.call('POST', `/api/v1/reports/${held.id}/hold/lifting`, lifting)).status).toBe(204);
  expect(await removeKept(agency.deps)).toEqual({ removed: 0 });
  await liftHolds(agency.deps, null);
  now = new Date(now.getTime() + DAY);
  await liftHolds(agency.deps, null);
  expect(await removeKept(agency.deps)).toEqual({ removed: 1 });

  const clerk = (await agency.signedIn('records')).token;
  const find = async (path: string, text: string) =>
    (await agency.call('GET', `${path}?text=${text}`, { token: clerk })).body;
  const record = '/api/v1/retention/removed';
  const plain = { trackingNumber: gone.trackingNumber, heldUntil: null };
  expect(await find(record, gone.trackingNumber.replaceAll('-', ''))).toMatchObject({ rows: [plain], total: 1 });
  const wasHeld = { trackingNumber: held.trackingNumber, heldUntil: now.toISOString() };
  expect(await find(record, held.trackingNumber)).toMatchObject({ rows: [wasHeld], total: 1 });
  expect(await find(record, 'T99')).toEqual({ rows: [], total: 0 });
  const holdsOf = await find('/api/v1/holds/record', held.trackingNumber);
  expect(holdsOf.rows).toMatchObject([
    { removedAt: now.toISOString(), steps: [{}, {}, { why: 'The case is closed.' }] },
  ]);
});

test('what is removed next is listed to its end, page by page, by kind and by number', async () => {
  const numbers: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const report = await agency.file();
    const officer = (await agency.signedIn()).token;
    expect((await agency.act(officer, await agency.report(report.id), n < 3 ? reject : approve)).status).toBe(200);
    numbers.push(report.trackingNumber);
    now = new Date(now.getTime() + DAY);
  }
  // Approved reports are kept longer, so all of them come after the rejected ones.
  const policy = await agency.policy();
  const days = (state: 'approved' | 'rejected') => keptDays(policy.retention, 'larceny', state) ?? Number.NaN;
  now = new Date(now.getTime() + (Math.min(days('approved'), days('rejected')) - 100) * DAY);
  const again = (await agency.signedIn('records')).token;
  const page = async (query: string) => {
    const { rows, more } = (await agency.call('GET', `/api/v1/retention?days=366&${query}`, { token: again })).body;
    return { numbers: rows.map((row: { trackingNumber: string }) => row.trackingNumber), more };
  };
  const first = await page('limit=2');
  expect(first).toEqual({ numbers: numbers.slice(0, 2), more: true });
  expect((await page('limit=2&offset=2')).numbers[0]).toBe(numbers[2]);
  expect((await page('kind=fraud')).numbers).toEqual([]);
  expect(await page(`text=${numbers[1]?.toLowerCase()}`)).toEqual({ numbers: [numbers[1]], more: false });
  const tooFar = await agency.call('GET', '/api/v1/retention?offset=100001', { token: again });
  expect(tooFar.status).toBe(400);
});

test('a duplicate stays, with its files, messages and letters, until its primary is removed, whatever holds that one', async () => {
  const { token } = await agency.signedIn();
  const [primary, duplicate] = [await agency.file(), await agency.file()];
  const act = async (report: Report, one: Act) =>
    expect((await agency.act(token, await agency.report(report.id), one)).status).toBe(200);
  const { trackingNumber: duplicateOf } = primary;
  await act(duplicate, { kind: 'reject', reasonCode: 'duplicate', duplicateOf, note: '' });
  await act(primary, reject);
  await agency.lettersSent(primary.id);
  await agency.lettersSent(duplicate.id);
  const records = await agency.signedIn('records');
  const hold = { token: records.token, body: { why: 'Subpoena of 4 March.' } };
  expect((await agency.call('PUT', `/api/v1/reports/${primary.id}/hold`, hold)).status).toBe(204);
  const due = async () => (await dueForRemoval(agency.deps, await agency.policy())).map(({ id }) => id);
  now = new Date(now.getTime() + 4_000 * DAY);
  expect(await due()).not.toContain(duplicate.id);
  await removeKept(agency.deps);
  await agency.report(duplicate.id);
  await agency.deps.db.updateTable('report').set({ hold: null }).where('id', '=', primary.id).execute();
  for (let n = 0; n < 2; n += 1) await removeKept(agency.deps);
  for (const { id } of [primary, duplicate]) await expect(agency.report(id)).rejects.toThrow('no report');
});
