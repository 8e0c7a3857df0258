import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisionsQuery } from '#server/db/decisions.ts';
import { type DecisionRow, decisionQuery } from '#shared/domain/decision-record.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { CIRCUMSTANCES } from '../../helpers/quiet-trail.ts';

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

type Page = { rows: DecisionRow[]; more: boolean };
async function ask(query: Record<string, string | number> = {}): Promise<Page> {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const answer = await agency.call('GET', `/api/v1/decisions?${search}`, { token: supervisor });
  expect(answer.status).toBe(200);
  return answer.body;
}
const kinds = (found: { rows: DecisionRow[] }) => found.rows.map((row) => row.kind);

test('a supervisor sees who decided what, when and why, and what the reporter was told; newest first', async () => {
  const { rows, more } = await ask();
  expect(more).toBe(false);
  expect(kinds({ rows })).toEqual(['log_call', 'log_call', 'reject', 'approve']);
  const approved = rows[3]!;
  expect(approved).toMatchObject({
    officer: { id: officers[0]!.id, displayName: officers[0]!.displayName },
    trackingNumber: reports[0]!.trackingNumber,
    reportId: reports[0]!.id,
    event: { code: 'approved', params: { offenseCode: 'larceny_other', caseNumber: approved.caseNumber } },
    at: '2026-03-07T14:01:00.000Z',
    removed: false,
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
  expect((await ask({ text: '%' })).rows).toHaveLength(1);
  expect(kinds(await ask({ text: 'all other' }))).toEqual(['approve']);
  expect(kinds(await ask({ text: 'city of hartford' }))).toEqual(['reject']);
  expect(kinds(await ask({ text: 'fuera de la ciudad' }))).toEqual(['reject']);
  expect(kinds(await ask({ text: 'left message' }))).toEqual(['log_call']);
  expect(await ask({ text: "';--" })).toEqual({ rows: [], more: false });
});

test('filters by report and circumstances keep only the rows they describe', async () => {
  const [first, second] = [
    await agency.file({ kind: 'lost_property', offenseCode: 'lost_property', facts: { who: { language: 'es' } } }),
    await agency.file({ kind: 'lost_property', offenseCode: 'lost_property', facts: { who: { language: 'en' } } }),
  ];
  const [hint = ''] = (await agency.policy()).reasons.find(({ code }) => code === 'outside_hartford')?.hints ?? [];
  const seen = { ...CIRCUMSTANCES, hintsShown: [hint], offline: true };
  now = new Date(now.getTime() + 30 * 3_600_000);
  // The earlier sessions have ended, so this signs in again.
  const { token } = await agency.signedIn();
  supervisor = (await agency.signedIn('supervisor')).token;
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  const duplicate = { ...reject, reasonCode: 'duplicate', duplicateOf: first.trackingNumber };
  expect((await agency.act(token, second, duplicate, { circumstances: { ...seen, offline: false } })).status).toBe(200);
  // Decisions made at the same time have no defined order, so the clock advances.
  now = new Date(now.getTime() + 1);
  expect((await agency.act(token, first, reject, { circumstances: seen })).status).toBe(200);
  const numbers = async (query: Record<string, string | number>) =>
    (await ask({ ...query, reportKind: 'lost_property' })).rows.map((row) => row.trackingNumber);
  const [es, en] = [first.trackingNumber, second.trackingNumber];
  expect(await numbers({})).toEqual([es, en]);
  expect(await numbers({ language: 'es' })).toEqual([es]);
  expect(await numbers({ reasonCode: 'duplicate' })).toEqual([en]);
  expect(await numbers({ duplicate: 'yes' })).toEqual([en]);
  expect(await numbers({ duplicate: 'no' })).toEqual([es]);
  expect(await numbers({ offline: 'yes' })).toEqual([es]);
  expect(await numbers({ offline: 'no' })).toEqual([en]);
  expect(await numbers({ hintsFollowed: 'yes' })).toEqual([es]);
  expect(await numbers({ hintsFollowed: 'no' })).toEqual([en]);
  expect(await numbers({ hoursAtLeast: 30 })).toEqual([es, en]);
  expect(await numbers({ hoursAtLeast: 31 })).toEqual([]);
  expect(await numbers({ openSecondsAtMost: CIRCUMSTANCES.openSeconds })).toEqual([es, en]);
  expect(await numbers({ openSecondsAtMost: CIRCUMSTANCES.openSeconds - 1 })).toEqual([]);
  // A report's number, with or without hyphens, finds the decisions on that report and the decisions that name it as
  // the primary.
  expect(await numbers({ text: first.trackingNumber })).toEqual([es, en]);
  expect(await numbers({ text: second.trackingNumber.replaceAll('-', '').toLowerCase() })).toEqual([en]);
  expect((await ask({ offline: 'yes' })).rows[0]).toMatchObject({ circumstances: seen, hintsFollowed: true });
});

test('words that take too long to look for are refused with what to do, and the attempt is in the audit log', async () => {
  const held = await agency.deps.db.startTransaction().execute();
  await sql`lock table decision in access exclusive mode`.execute(held);
  const refused = await agency.call('GET', '/api/v1/decisions?text=zzyzx', { token: supervisor });
  await held.rollback().execute();
  expect(refused.status).toBe(409);
  expect(refused.body.error).toMatchObject({
    code: 'against_rule',
    fields: [{ path: 'text', detail: { code: 'search_too_wide' } }],
  });
  const last = await agency.deps.db
    .selectFrom('audit')
    .select(['outcome', 'detail'])
    .where('action', '=', 'decisions.read')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  expect(last).toMatchObject({ outcome: 'failure', detail: { searched: true } });
});

test('a whole tracking number is looked up by index, not by reading all decisions', async () => {
  const number = reports[0]!.trackingNumber;
  const given = decisionQuery.parse({ text: number });
  const { sql: text, parameters } = decisionsQuery(agency.deps.db, given, await agency.policy(), null, [
    reports[0]!.id,
  ]).compile();
  const plan = await agency.deps.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const { rows } = await trx.executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
    return JSON.stringify(rows);
  });
  expect(plan).toContain('decision_report');
  expect(plan).toContain('decision_names');
});

test('pages follow one another without gaps and without overlaps, in both directions', async () => {
  for (const direction of ['asc', 'desc']) {
    const whole = (await ask({ direction, limit: 200 })).rows.map((row) => row.id);
    const paged: string[] = [];
    let after: Record<string, string> = {};
    for (let more = true; more; ) {
      const page = await ask({ direction, limit: 2, ...after });
      paged.push(...page.rows.map((row) => row.id));
      const last = page.rows.at(-1)!;
      after = { afterAt: last.at, afterId: last.id };
      ({ more } = page);
    }
    expect(paged).toEqual(whole);
  }
});

test('a page in the middle of many is read from the index, without sorting', async () => {
  const { sql: text, parameters } = decisionsQuery(
    agency.deps.db,
    decisionQuery.parse({ afterAt: '2026-03-07T14:02:00.000Z', afterId: officers[0]!.id }),
    await agency.policy(),
    null,
  ).compile();
  const plan = await agency.deps.db.transaction().execute(async (trx) => {
    // In a small table, PostgreSQL would rather read every row than use an index, so sequential scans are disabled.
    await sql`set local enable_seqscan = off`.execute(trx);
    await sql`set local enable_sort = off`.execute(trx);
    const { rows } = await trx.executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
    return JSON.stringify(rows);
  });
  expect(plan).toMatch(/Index (?:Only )?Scan Backward using decision_decided/);
  expect(plan).not.toMatch(/Sort/);
});

test.each([
  [{ language: 'es' }, 'decision_language'],
  [{ reportKind: 'fraud' }, 'decision_report_kind'],
  [{ hoursAtLeast: '240' }, 'decision_slow'],
  [{ openSecondsAtMost: '30' }, 'decision_quick'],
])('a page of %o can be read from an index of its own', async (filter, index) => {
  const given = decisionQuery.parse(filter);
  const { sql: text, parameters } = decisionsQuery(agency.deps.db, given, await agency.policy(), null).compile();
  const trx = await agency.deps.db.startTransaction().execute();
  // In a small table, PostgreSQL might use any index, so the index over all rows is dropped.
  await sql`drop index decision_decided`.execute(trx);
  await sql`set local enable_seqscan = off`.execute(trx);
  await sql`set local enable_sort = off`.execute(trx);
  const { rows } = await trx.executeQuery(CompiledQuery.raw(`explain ${text}`, [...parameters]));
  await trx.rollback().execute();
  expect(JSON.stringify(rows)).toContain(index);
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

test('an export has what the list has, without letters, and is audited as one', async () => {
  const filter = { kind: 'reject', text: 'outside' };
  const listed = await ask(filter);
  const { status, body } = await agency.call('POST', '/api/v1/decision-exports', { token: supervisor, body: filter });
  expect(status).toBe(200);
  expect(body.rows.length).toBeGreaterThan(0);
  expect(body.rows.map(({ id }: { id: string }) => id)).toEqual(listed.rows.map(({ id }) => id));
  expect(JSON.stringify(body)).not.toContain('subject');
  const row = await agency.deps.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'decisions.export')
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ outcome: 'success', detail: { rows: body.rows.length, searched: true, kind: 'reject' } });
  expect(JSON.stringify(row)).not.toContain('outside');
  const { token } = await agency.signedIn('officer');
  expect((await agency.call('POST', '/api/v1/decision-exports', { token, body: {} })).status).toBe(403);
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
