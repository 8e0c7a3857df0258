import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
let supervisor: string;
let reports: Report[];
let officers: { id: string; displayName: string }[];
let now = new Date('2026-03-07T14:00:00.000Z');

beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  supervisor = (await agency.signedIn('supervisor')).token;
  const [first, second] = [await agency.signedIn(), await agency.signedIn()];
  officers = [first.officer, second.officer];
  reports = [];
  for (let n = 0; n < 4; n += 1) {
    reports.push(await agency.file({ facts: { who: { email: n === 3 ? null : `p${n}@example.org` } } }));
  }
  const acts = [
    { token: first.token, act: { kind: 'approve', offenseCode: 'larceny_other', note: '' } },
    {
      token: second.token,
      act: { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '100%_sure' },
    },
    { token: first.token, act: { kind: 'log_call', outcome: 'reached', note: 'Will call back.' } },
    { token: second.token, act: { kind: 'log_call', outcome: 'left_message', note: '' } },
  ] as const;
  for (const [n, { token, act }] of acts.entries()) {
    now = new Date(now.getTime() + 60_000);
    const done = await agency.act(token, reports[n]!, act);
    expect(done.status).toBe(200);
  }
  await agency.mail.mailTo('p0@example.org', 'approved');
});
afterAll(() => agency.stop());

async function ask(query: Record<string, string | number> = {}): Promise<{ rows: DecisionRow[]; total: number }> {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const answer = await agency.call('GET', `/api/v1/decisions?${search}`, { token: supervisor });
  expect(answer.status).toBe(200);
  return answer.body;
}
const kinds = (found: { rows: DecisionRow[] }) => found.rows.map((row) => row.kind);

test('a supervisor sees who decided what, when and why, and what the reporter was told; newest first', async () => {
  const { rows, total } = await ask();
  expect(total).toBe(4);
  expect(kinds({ rows })).toEqual(['log_call', 'log_call', 'reject', 'approve']);
  const approved = rows[3]!;
  expect(approved).toMatchObject({
    officer: { id: officers[0]!.id, displayName: officers[0]!.displayName },
    trackingNumber: reports[0]!.trackingNumber,
    reportId: reports[0]!.id,
    event: { code: 'approved', params: { offenseCode: 'larceny_other', caseNumber: approved.caseNumber } },
    at: '2026-03-07T14:01:00.000Z',
  });
  expect(approved.caseNumber).toMatch(/^26-\d{6}$/);
  expect(approved.letter?.text).toContain(approved.caseNumber);
  expect(rows[1]).toMatchObject({
    event: { code: 'called', params: { outcome: 'reached' } },
    note: 'Will call back.',
    letter: null,
  });
  expect(rows[0]?.letter).toMatchObject({ state: 'no_address', sentAt: null });
});

test('each filter keeps only the rows it describes', async () => {
  expect(kinds(await ask({ officerId: officers[1]!.id }))).toEqual(['log_call', 'reject']);
  expect(kinds(await ask({ kind: 'approve' }))).toEqual(['approve']);
  expect(kinds(await ask({ from: '2026-03-07T14:02:00.000Z', to: '2026-03-07T14:03:00.000Z' }))).toEqual([
    'log_call',
    'reject',
  ]);
  expect(kinds(await ask({ text: reports[0]!.trackingNumber }))).toEqual(['approve']);
  expect(kinds(await ask({ text: 'CALL BACK' }))).toEqual(['log_call']);
  expect(kinds(await ask({ text: officers[0]!.displayName.slice(2) }))).toEqual(['log_call', 'approve']);
  expect(kinds(await ask({ text: '100%_' }))).toEqual(['reject']);
  expect(await ask({ text: '%' })).toMatchObject({ total: 1 });
  expect(kinds(await ask({ text: 'all other' }))).toEqual(['approve']);
  expect(kinds(await ask({ text: 'city of hartford' }))).toEqual(['reject']);
  expect(kinds(await ask({ text: 'fuera de la ciudad' }))).toEqual(['reject']);
  expect(kinds(await ask({ text: 'left message' }))).toEqual(['log_call']);
  expect(await ask({ text: "';--" })).toEqual({ rows: [], total: 0 });
});

test('every column sorts in both directions, and pages do not overlap', async () => {
  for (const sort of ['at', 'officer', 'trackingNumber', 'kind', 'why', 'letter']) {
    const up = (await ask({ sort, direction: 'asc' })).rows.map((row) => row.id);
    const down = (await ask({ sort, direction: 'desc' })).rows.map((row) => row.id);
    expect(down).toEqual([...up].reverse());
    const pages = [...(await ask({ sort, limit: 3 })).rows, ...(await ask({ sort, limit: 3, offset: 3 })).rows];
    expect(pages.map((row) => row.id)).toEqual(down);
  }
});

test('only supervisors have access, and their use is audited without their search words', async () => {
  await ask({ text: 'soto' });
  const row = await agency.deps.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'decisions.read')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ outcome: 'success', detail: { searched: true } });
  expect(JSON.stringify(row)).not.toContain('soto');
  const { token } = await agency.signedIn('officer');
  expect((await agency.call('GET', '/api/v1/decisions', { token })).status).toBe(403);
});

test('reading reports is audited once an hour per session', async () => {
  const reads = async () =>
    (await agency.deps.db.selectFrom('audit').select('seq').where('action', '=', 'reports.read').execute()).length;
  const before = await reads();
  const { token } = await agency.signedIn();
  for (let n = 0; n < 3; n += 1) await agency.call('GET', '/api/v1/changes', { token });
  await agency.call('GET', `/api/v1/reports/${reports[0]!.id}`, { token });
  expect(await reads()).toBe(before + 1);
  now = new Date(now.getTime() + 3_600_000);
  await agency.call('GET', '/api/v1/changes', { token });
  expect(await reads()).toBe(before + 2);
});

test('what acts name sorts by the title that is read, not by its code', async () => {
  const { token } = await agency.signedIn();
  const act = { kind: 'approve', offenseCode: 'larceny_coin_machine', note: '' } as const;
  await agency.act(token, await agency.file(), act);
  const { rows } = await ask({ sort: 'why', direction: 'asc', kind: 'approve' });
  // In this order: “Larceny – all other”, “Larceny – from a coin-operated machine”.
  expect(rows.map(({ event }) => event.params)).toMatchObject([
    { offenseCode: 'larceny_other' },
    { offenseCode: 'larceny_coin_machine' },
  ]);
});
