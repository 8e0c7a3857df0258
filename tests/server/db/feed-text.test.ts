import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { type Cursor, readChanges } from '#server/db/changes.ts';
import { JsonList } from '#server/db/json-list.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { wrongFeedTexts } from '../../helpers/feed-texts.ts';
import { until } from '../../helpers/workstation.ts';

let agency: Agency;
let officer: SignInResult;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

const ODD = 'ñ "quoted" \\ 🚲\n\tnext line </script> null';
const START: Cursor = { epoch: randomUUID(), txid: '0', id: '00000000-0000-0000-0000-000000000000' };
const checked = () => wrongFeedTexts(agency.deps.db, { deeply: true });

/** Waits until nothing changes any report anymore. */
async function allSent(): Promise<void> {
  const ids = await agency.deps.db.selectFrom('report').select('id').execute();
  for (const { id } of ids) await agency.lettersSent(id);
}

async function pull(limit: number, from = START) {
  const { db } = agency.deps;
  const got = { reports: [] as Report[], pairs: [] as { id: string }[], removed: [] as string[], pages: 0, end: from };
  for (let after = from, more = true; more; ) {
    const page = await readChanges(db, after, limit, new JsonList());
    got.reports.push(...JSON.parse(`[${page.reports.bytes.toString()}]`));
    got.pairs.push(...JSON.parse(`[${page.pairs.bytes.toString()}]`));
    got.removed.push(...page.removed);
    got.pages += 1;
    ({ cursor: after, more } = page);
    got.end = after;
  }
  return got;
}

describe('the feed text of a report matches its columns', () => {
  test('after every kind of act', async () => {
    const does = async (who: SignInResult, report: Report, act: Act) => {
      const answer = await agency.act(who.token, await agency.report(report.id), act);
      expect([act.kind, answer.status, answer.body.error]).toEqual([act.kind, 200, undefined]);
      expect([act.kind, await checked()]).toEqual([act.kind, []]);
    };
    const claim = (method: string, report: Report) =>
      agency.call(method, `/api/v1/reports/${report.id}/claim`, {
        token: officer.token,
        ...(method === 'POST' ? { body: { take: true } } : {}),
      });
    const one = await agency.file({ facts: { how: ODD, who: { familyName: 'O\\"Ñ' } } });
    expect(await checked()).toEqual([]);
    await claim('POST', one);
    expect([(await agency.report(one.id)).claim?.by.id, await checked()]).toEqual([officer.officer.id, []]);
    await claim('DELETE', one);
    expect(await checked()).toEqual([]);
    await does(officer, one, { kind: 'note', note: ODD });
    await does(officer, one, { kind: 'log_call', outcome: 'reached', note: ODD });
    await does(officer, one, { kind: 'correct', field: 'items.0.valueCents', value: 50_000, note: ODD });
    await does(officer, one, { kind: 'assign', to: supervisor.officer.id, note: '' });
    await does(officer, one, { kind: 'escalate', note: ODD });
    await does(supervisor, one, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
    await does(supervisor, one, { kind: 'return', cause: 'The wrong one.', note: '' });
    await does(supervisor, one, { kind: 'follow_up', missing: ['serial_number'], note: ODD });

    // A chain of three: a duplicate of a duplicate points to the end of the chain.
    const [first, second, third] = [await agency.file(), await agency.file(), await agency.file()];
    const duplicates = (of: Report): Act => ({
      kind: 'reject',
      reasonCode: 'duplicate',
      duplicateOf: of.trackingNumber,
      note: '',
    });
    await does(officer, third, duplicates(second));
    await does(officer, second, duplicates(first));
    expect((await agency.report(third.id)).duplicateOf).toBe(first.trackingNumber);
    expect(await appealReport(agency.deps, { reportId: second.id, text: ODD }, 'test')).toBe(true);
    expect(await checked()).toEqual([]);
    await does(supervisor, second, { kind: 'grant_appeal', note: '' });
  });

  test('whichever columns are written, alone or together, and by any statement', async () => {
    const { db } = agency.deps;
    const { id } = await agency.file({ facts: { who: { email: null } } });
    const { rows } = await sql<{ column: string; type: string }>`
      select column_name as "column", data_type as type from information_schema.columns
      where table_name = 'report' and table_schema = 'public'`.execute(db);
    expect(rows.length).toBeGreaterThan(20);
    const another: Record<string, string> = {
      text: `'other ' || gen_random_uuid()`,
      uuid: `case when $ is null then (select id from officer limit 1) else null end`,
      integer: `7`,
      xid8: `pg_current_xact_id()`,
      jsonb: `'[{"ñ": 1.50}]'`,
      'timestamp with time zone': `'2001-02-03 04:05:06.789-05'`,
    };
    for (const { column, type } of rows) {
      // The ID is needed to find the row, so it has its own test below.
      if (column === 'id') continue;
      const value = another[type]?.replaceAll('$', column);
      await sql`update report set ${sql.ref(column)} = ${sql.raw(value ?? 'null')} where id = ${id}`.execute(db);
      expect([column, await wrongFeedTexts(db)]).toEqual([column, []]);
    }
    await sql`update report set feed_text = 'a lie' where id = ${id}`.execute(db);
    await sql`insert into report (id, tracking_number, kind, state, received_at, changed_at, facts, history, notice, feed_text)
      select gen_random_uuid(), 'copy', kind, state, received_at, changed_at, facts, history, notice, 'a lie' from report
      where id = ${id}`.execute(db);
    expect(await wrongFeedTexts(db)).toEqual([]);
    await sql`delete from report where id = ${id} or tracking_number = 'copy'`.execute(db);
  });

  test('in a row from before feed texts existed, which is still delivered', async () => {
    const { db } = agency.deps;
    await allSent();
    const ids = await db.selectFrom('report').select('id').execute();
    const before = await until(
      () => pull(500),
      ({ reports }) => reports.length === ids.length,
    );
    await db.transaction().execute(async (trx) => {
      await sql`alter table report disable trigger keep_feed_text`.execute(trx);
      await sql`update report set feed_text = null`.execute(trx);
      await sql`alter table report enable trigger keep_feed_text`.execute(trx);
    });
    const after = await until(
      () => pull(500),
      ({ reports }) => reports.length === ids.length,
    );
    expect(after.reports).toEqual(before.reports);
    const old = before.reports.find((one) => one.state === 'submitted') as Report;
    await agency.act(officer.token, await agency.report(old.id), { kind: 'note', note: ODD });
    const { rows } = await sql<{ id: string }>`select id from report where feed_text is not null`.execute(db);
    expect(rows).toEqual([{ id: old.id }]);
    expect(await checked()).toEqual([]);
  });
});

test('what a pull brings of a report is what is answered when it is asked for alone', async () => {
  const { id } = await agency.file({ facts: { how: ODD, who: { familyName: 'O\\"Ñ' } } });
  await agency.act(officer.token, await agency.report(id), { kind: 'note', note: ODD });
  // A letter sent between the two requests appears only in the second response.
  const differing = async () => {
    const { reports } = await pull(500);
    expect(reports.length).toBeGreaterThan(1);
    const alone = await Promise.all(
      reports.map((one) => agency.call('GET', `/api/v1/reports/${one.id}`, { token: officer.token })),
    );
    return reports.filter((one, at) => !isDeepStrictEqual(alone[at]?.body, one)).map((one) => one.id);
  };
  expect(await until(differing, (ids) => ids.length === 0)).toEqual([]);
  // A page never goes past a transaction that is still open, so this pulls until the report is there.
  const ids = await until(
    async () => (await pull(500)).reports.map((one) => one.id),
    (pulled) => pulled.includes(id),
  );
  expect(ids).toContain(id);
});

test('pages of any size deliver the same reports, pairs and removals, large and small', async () => {
  const { db } = agency.deps;
  await allSent();
  const { end } = await pull(500);
  const filed: Report[] = [];
  for (const length of [1, 40_000, 100_000, 30_000, 30_000, 1, 1, 90_000, 1]) {
    filed.push(await agency.file({ facts: { who: { email: null }, how: '🚲'.repeat(length) } }));
    await sql`insert into removed_report (report_id, tracking_number, kind, state, received_at, removed_at)
      values (gen_random_uuid(), 'x', 'lost', 'approved', now(), now())`.execute(db);
    const [left, right] = [filed.at(-2)?.id, filed.at(-1)?.id];
    const body = { reports: [left, right], decision: 'related', note: ODD };
    const headers = { 'idempotency-key': randomUUID() };
    if (left === undefined) continue;
    expect((await agency.call('POST', '/api/v1/pairs', { token: officer.token, body, headers })).status).toBe(200);
  }
  // A page never goes past a transaction that is still open, such as those of these reports' letters. So this pulls
  // repeatedly.
  const whole = await until(
    () => pull(500, end),
    ({ reports, pairs, removed }) =>
      filed.every(({ id }) => reports.some((one) => one.id === id)) && pairs.length === 8 && removed.length === 9,
  );
  expect([whole.pages, whole.pairs.length, whole.removed.length]).toEqual([1, 8, 9]);
  for (const one of whole.reports) expect(one).toEqual(await agency.report(one.id));
  for (const limit of [1, 2, 5, 7]) {
    const { pages, ...same } = await pull(limit, end);
    expect({ ...same, pages: 1 }).toEqual(whole);
    const rows = whole.reports.length + whole.pairs.length + whole.removed.length;
    expect(pages).toBe(Math.ceil(rows / limit));
  }
});
