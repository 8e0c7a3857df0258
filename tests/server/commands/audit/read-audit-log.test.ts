import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { readAuditEntries } from '#server/db/audit-log.ts';
import { checkAudit } from '#server/jobs/check-audit.ts';
import { startScheduler } from '#server/jobs/scheduler.ts';
import type { SignInResult } from '#shared/api.ts';
import type { AuditChain, AuditEntryPage } from '#shared/audit-api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

const get = (path: string) => agency.call('GET', `/api/v1/audit/${path}`, { token: supervisor.token });
const entries = async (query: Record<string, string> = {}) => {
  const { status, body } = await get(`entries?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body as AuditEntryPage;
};

test('entries have the names of people and the numbers of reports', async () => {
  const report = await agency.file();
  const { token, officer } = await agency.signedIn();
  expect((await agency.act(token, report, { kind: 'note', note: 'x' })).status).toBe(200);
  const { rows } = await entries({ group: 'reports' });
  expect(rows[0]).toMatchObject({ action: 'report.note', by: officer.displayName, about: report.trackingNumber });
  const { rows: ins } = await entries({ group: 'sign_ins' });
  expect(ins[0]).toMatchObject({ action: 'session.open', by: officer.displayName });
});

test('a page after rows that the log does not have is empty, and has no end to sign', async () => {
  const { token } = supervisor;
  const { status, body } = await agency.call('GET', '/api/v1/audit?after=900000000&begun=900000000', { token });
  expect([status, body]).toEqual([200, { rows: [], more: false }]);
});

test('ids in the details have names, and what has no name shows the report that it is about', async () => {
  const [first, second] = [await agency.file({ facts: { who: { email: null } } }), await agency.file()];
  const { token, officer } = await agency.signedIn('records');
  const find = await agency.call('POST', '/api/v1/find', {
    token,
    body: { reason: 'Records request', fields: { number: second.trackingNumber } },
  });
  expect(find.body.rows).toHaveLength(1);
  const { rows, names } = await entries({ person: officer.displayName });
  expect(rows[0]).toMatchObject({ action: 'search.run', about: null, detail: { shown: [second.id] } });
  expect(names[second.id]).toBe(second.trackingNumber);
  const letter = await agency.deps.db
    .selectFrom('letter')
    .select('id')
    .where('report_id', '=', first.id)
    .executeTakeFirstOrThrow();
  const printed = await agency.call('POST', '/api/v1/papers/pdf', { token, body: { letterIds: [letter.id] } });
  expect(printed.status).toBe(200);
  const [read] = (await entries({ person: officer.displayName })).rows;
  expect(read).toMatchObject({ action: 'letter.read', about: first.trackingNumber });
  const [session] = (await entries({ person: officer.displayName, group: 'sign_ins' })).rows;
  expect(session).toMatchObject({ action: 'session.open', about: null });
});

test('thousands of hidden reports make no page slow, and one is left out of it however it is named', async () => {
  const [hidden, shown] = [await agency.file(), await agency.file()];
  const { token } = await agency.signedIn();
  const note = { kind: 'note', note: 'x' } as const;
  for (const { id } of [hidden, shown]) await agency.act(token, await agency.report(id), note);
  await agency.call('POST', '/api/v1/find', {
    token: supervisor.token,
    body: { reason: 'Records request', fields: { number: hidden.trackingNumber } },
  });
  const others = Array.from({ length: 20_000 }, () => randomUUID());
  const read = (ids: readonly string[]) => readAuditEntries(agency.deps.db, { limit: 200 }, new Set(ids));
  const [all, started] = [await read([]), performance.now()];
  const left = await read([...others, hidden.id]);
  expect(performance.now() - started).toBeLessThan(20_000);
  const named = (page: typeof all) => page.rows.filter((row) => JSON.stringify(row).includes(hidden.trackingNumber));
  expect(named(all).length).toBeGreaterThan(1);
  expect(named(left)).toEqual([]);
  const isGone = all.rows.filter(({ seq }) => !left.rows.some((row) => row.seq === seq)).map(({ action }) => action);
  expect(isGone).toEqual(expect.arrayContaining(['search.run', 'report.note', 'report.file']));
  expect(left.rows.map(({ about }) => about)).toContain(shown.trackingNumber);
});

test('a page without hidden entries is as long as any other, and goes on where it ends', async () => {
  const hidden = await agency.file();
  const { token, officer } = await agency.signedIn();
  for (let n = 0; n < 9; n += 1) {
    const note = { kind: 'note', note: 'x' } as const;
    await agency.act(token, n === 8 ? await agency.file() : await agency.report(hidden.id), note);
  }
  const query = { person: officer.displayName, group: 'reports', limit: 1 } as const;
  const page = await readAuditEntries(agency.deps.db, query, new Set([hidden.id]));
  expect([page.rows.length, page.more]).toEqual([1, false]);
  const whole = await readAuditEntries(agency.deps.db, { ...query, limit: 4 }, new Set());
  expect([whole.rows.length, whole.more]).toEqual([4, true]);
});

test('a group, a person and dates narrow the list', async () => {
  const { officer, token } = await agency.signedIn();
  const report = await agency.file();
  await agency.act(token, report, { kind: 'note', note: 'x' });
  const own = await entries({ person: officer.displayName.toUpperCase() });
  // The list includes what was done to the account itself.
  expect(own.rows.map(({ action }) => action)).toEqual(['report.note', 'session.open', 'officer.create']);
  expect((await entries({ person: officer.name, group: 'reports' })).rows).toHaveLength(1);
  expect((await entries({ person: 'nobody of that name' })).rows).toEqual([]);
  const [newest] = own.rows;
  const at = newest?.at ?? '';
  const after = new Date(Date.parse(at) + 1).toISOString();
  expect((await entries({ person: officer.name, from: at, to: after })).rows).toHaveLength(1);
  expect((await entries({ person: officer.name, from: after })).rows).toEqual([]);
});

test('everything that was logged about one report is found by its tracking or case number', async () => {
  const onPaper = { facts: { who: { email: null } } };
  const [report, other] = [await agency.file(onPaper), await agency.file(onPaper)];
  const { token, officer } = await agency.signedIn();
  const approve = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
  const { body } = await agency.act(token, report, approve);
  await agency.act(token, other, { kind: 'note', note: 'x' });
  const { rows: decisions } = (await agency.call('GET', '/api/v1/decisions', { token: supervisor.token })).body;
  const decision = decisions.find(({ reportId, kind }: { reportId: string; kind: string }) => {
    return reportId === report.id && kind === 'approve';
  });
  await agency.call('GET', `/api/v1/decisions/${decision.id}`, { token: supervisor.token });
  await agency.call('POST', '/api/v1/find', {
    token: supervisor.token,
    body: { reason: 'Request', fields: { number: report.trackingNumber } },
  });
  for (const typed of [report.trackingNumber, report.trackingNumber.toLowerCase(), body.report.caseNumber]) {
    const { rows } = await entries({ report: typed });
    // The server's own work on an approved report may add entries in between.
    const byPeople = rows.map(({ action }) => action).filter((action) => !/^(rms|letter)\./.test(action));
    expect(byPeople.slice(0, 4)).toEqual(['search.run', 'decision.open', 'decisions.read', 'report.approve']);
    expect(rows.filter(({ about }) => about === other.trackingNumber)).toEqual([]);
  }
  const { rows: own } = await entries({ report: report.trackingNumber, person: officer.displayName });
  expect(own.map(({ action }) => action)).toEqual(['report.approve']);
  expect((await entries({ report: 'T26-999999-0' })).rows).toEqual([]);
  const last = (await readAudit(agency.deps.db, 0, 100_000)).at(-1);
  expect(last?.detail).toMatchObject({ byReport: true, searched: false });
});

test('pages follow each other without a gap and without a repetition, whatever the filter', async () => {
  for (let n = 0; n < 5; n += 1) await agency.file();
  const { trackingNumber } = await agency.file();
  for (const filter of [{}, { group: 'reports' }, { person: 'person' }, { report: trackingNumber }]) {
    const whole = (await entries({ ...filter, limit: '7' })).rows.map(({ seq }) => seq);
    // Each read adds a newer entry, which doesn't affect older pages.
    const seen = whole.slice(0, 1);
    for (let page = 0; page < 3; page += 1) {
      const next = await entries({ ...filter, limit: '2', before: String(seen.at(-1)) });
      seen.push(...next.rows.map(({ seq }) => seq));
    }
    expect(seen).toEqual(whole);
  }
});

test('reading the log is itself logged, without the name that was typed', async () => {
  await entries({ person: 'somebody in particular' });
  const last = (await readAudit(agency.deps.db, 0, 100_000)).at(-1);
  expect(last).toMatchObject({ action: 'audit.read', actor: supervisor.officer.id, detail: { searched: true } });
  expect(JSON.stringify(last)).not.toContain('particular');
});

test('a check can be asked for, runs once, and its result is shown', async () => {
  const check = () => agency.call('POST', '/api/v1/audit/checks', { token: supervisor.token });
  // A check can be requested even before any process has registered the job.
  expect((await check()).body).toMatchObject({ check: 'asked', last: null });
  expect((await check()).body.check).toBe('asked');
  const asked = (await readAudit(agency.deps.db, 0, 100_000)).filter(({ action }) => action === 'audit.ask_check');
  expect(asked).toHaveLength(1);
  let runs = 0;
  const scheduler = startScheduler(agency.deps, { onFailure: () => {}, pollMs: 50 });
  scheduler.schedule('audit-check', { dailyAt: '02:30' }, async (stopped) => {
    runs += 1;
    await checkAudit(agency.deps, { notes: null, stopped });
    return {};
  });
  try {
    await expect.poll(async () => ((await get('chain')).body as AuditChain).last?.ok).toBe(true);
    await expect.poll(async () => ((await get('chain')).body as AuditChain).check).toBe('none');
  } finally {
    await scheduler.stop();
  }
  expect(runs).toBe(1);
});
