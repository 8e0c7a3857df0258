import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeSessions } from '#server/commands/accounts/revoke-sessions.ts';
import { settleEpoch } from '#server/db/epoch.ts';
import { resequenceFeed } from '#server/db/resequence-feed.ts';
import { type ChangePage, changePage } from '#shared/api.ts';
import { MOST_ITEMS } from '#shared/domain/incident.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { anItem, intake } from '../../helpers/builders.ts';

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  token = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

async function changes(query: Record<string, string | number> = {}, signal?: AbortSignal): Promise<ChangePage> {
  const path = `/api/v1/changes?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`;
  const answer = await agency.call('GET', path, { token, ...(signal === undefined ? {} : { signal }) });
  expect(answer.status).toBe(200);
  return changePage.parse(answer.body);
}

async function toTheEnd(after?: string): Promise<string> {
  let cursor = after;
  for (;;) {
    const page = await changes(cursor === undefined ? {} : { after: cursor });
    cursor = page.cursor;
    if (!page.more) return cursor;
  }
}

/** Waits until the letters of everything filed so far have been sent, so that the feed is idle. */
async function atRest(): Promise<string> {
  for (;;) {
    const { n } = await agency.deps.db
      .selectFrom('letter')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('next_attempt_at', 'is not', null)
      .executeTakeFirstOrThrow();
    const cursor = await toTheEnd();
    const { newest } = await agency.deps.db
      .selectFrom('report')
      .select(sql<string | null>`max(changed_txid)::text`.as('newest'))
      .executeTakeFirstOrThrow();
    // A transaction in another test's database may hold back the last reports for a moment.
    if (n === 0 && newest === null) return cursor;
    if (n === 0 && Buffer.from(cursor, 'base64url').toString().split('.')[1] === newest) return cursor;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until this many requests are waiting for changes at the server. */
const waitingAre = (count: number) => expect.poll(agency.waiting).toBe(count);

test('pulling in small pages returns every report exactly as the server has it, and the expected total', async () => {
  const filed = [];
  for (let n = 0; n < 7; n += 1)
    filed.push(await agency.file({ facts: { who: { email: null }, how: `ñ "${n}" 🚲\n\tnext line` } }));
  await atRest();
  const first = await changes({ limit: 3 });
  expect(first.more).toBe(true);
  expect(first.total).toBe(7);
  const pulled = [...first.reports];
  let { cursor, more } = first;
  while (more) {
    const page = await changes({ after: cursor, limit: 3 });
    pulled.push(...page.reports);
    ({ cursor, more } = page);
    expect(page.total).toBeNull();
  }
  expect(pulled.map((one) => one.id)).toEqual(filed.map((one) => one.id));
  for (const report of pulled) expect(report).toEqual(await agency.report(report.id));
});

test('a transaction that commits late is not skipped by a cursor that has moved on in the meantime', async () => {
  const old = await agency.file({ facts: { who: { email: null } } });
  const before = await atRest();
  // This transaction gets its id first and commits last.
  let commit = () => {};
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const open = agency.deps.db.transaction().execute(async (trx) => {
    await sql`update report set changed_at = now(), changed_txid = pg_current_xact_id() where id = ${old.id}`.execute(
      trx,
    );
    await new Promise<void>((resolve) => {
      commit = resolve;
      begin();
    });
  });
  await begun;
  const newer = await agency.file({ facts: { who: { email: null } } });
  const meanwhile = await changes({ after: before });
  expect(meanwhile.reports).toEqual([]);
  // A whole pull must not treat held-back reports as deleted.
  expect(meanwhile.heldBack).toBe(true);
  const whole = await changes();
  expect(whole).toMatchObject({ more: false, heldBack: true });
  expect(whole.reports.map((one) => one.id)).not.toContain(newer.id);
  const waiting = changes({ after: meanwhile.cursor, wait: 20 });
  commit();
  await open;
  const got = (await waiting).reports;
  expect(got[0]?.id).toBe(old.id);
  await expect
    .poll(async () => [old.id, ...(await changes({ after: meanwhile.cursor })).reports.slice(1).map((one) => one.id)])
    .toEqual([old.id, newer.id]);
  await expect.poll(async () => (await changes()).heldBack).toBe(false);
});

test('a waiting workstation gets a new report at once, not at the end of its wait', async () => {
  const after = await atRest();
  const waiting = changes({ after, wait: 20 });
  await waitingAre(1);
  const started = performance.now();
  // The report has no e-mail address, so that sending a letter can't wake the waiting request.
  const body = intake({ facts: { who: { email: null } } });
  const filed = await agency.call('POST', '/api/v1/intake', { body });
  const page = await waiting;
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(page.reports[0]?.trackingNumber).toBe(filed.body.trackingNumber);
});

test('with no news, the wait ends on time with an empty page and the same cursor', async () => {
  const after = await atRest();
  const started = performance.now();
  const page = await changes({ after, wait: 1 });
  expect(performance.now() - started).toBeGreaterThan(950);
  expect(page).toMatchObject({ reports: [], cursor: after, more: false, total: null });
});

test('a waiting client learns within seconds that its session was revoked, even if it was just looked up', async () => {
  const after = await atRest();
  const account = await agency.makeOfficer();
  const { token: theirs } = await agency.signIn(account);
  const wait = (seconds: number) =>
    agency.call('GET', `/api/v1/changes?${new URLSearchParams({ after, wait: String(seconds) })}`, { token: theirs });
  expect((await wait(0)).status).toBe(200);
  await revokeSessions(agency.deps, { name: account.name }, { actor: 'administrator', source: 'test' });
  const started = performance.now();
  expect(await wait(25)).toMatchObject({ status: 401, body: { error: { code: 'session_revoked' } } });
  expect(performance.now() - started).toBeLessThan(25_000);
});

test('a revocation ends the wait at once, and nobody else’s', async () => {
  const after = await atRest();
  const account = await agency.makeOfficer();
  const { token: theirs } = await agency.signIn(account);
  const wait = (whose: string, seconds: number) =>
    agency.call('GET', `/api/v1/changes?${new URLSearchParams({ after, wait: String(seconds) })}`, { token: whose });
  // The other session waits for less than five seconds, so its wait ends before its regular session lookup.
  const [theirWait, other] = [wait(theirs, 25), wait(token, 4)];
  await waitingAre(2);
  const first = Promise.race([theirWait.then(() => 'the revoked one'), other.then(() => 'the other')]);
  await revokeSessions(agency.deps, { name: account.name }, { actor: 'administrator', source: 'test' });
  expect(await theirWait).toMatchObject({ status: 401, body: { error: { code: 'session_revoked' } } });
  expect(await first).toBe('the revoked one');
  // The next request is refused, too, although the session was looked up less than a second ago.
  expect((await wait(theirs, 0)).status).toBe(401);
  expect((await other).status).toBe(200);
});

test('a new policy ends the wait, so workstations learn its version at once', async () => {
  const after = await atRest();
  const waiting = changes({ after, wait: 20 });
  await waitingAre(1);
  const { version } = await agency.publish((policy) => policy);
  expect((await waiting).policyVersion).toBe(version);
});

test('a hundred workstations waiting at one cursor all get the same page', async () => {
  const after = await atRest();
  const waiting = Array.from({ length: 100 }, () => changes({ after, wait: 20 }));
  await waitingAre(100);
  const filed = await agency.file();
  for (const page of await Promise.all(waiting)) expect(page.reports[0]?.id).toBe(filed.id);
});

test('a report that changes twice is delivered once, in its current state', async () => {
  const report = await agency.file({ facts: { who: { email: null } } });
  const after = await toTheEnd();
  const call = { kind: 'log_call', outcome: 'reached', note: '' } as const;
  await agency.act(token, report, call);
  await agency.act(token, await agency.report(report.id), call);
  const versions: number[] = [];
  // A page never goes past a transaction that is still open, such as that of a letter. So this pulls until the report
  // is there.
  for (let cursor = after; versions.length === 0; ) {
    const page = await changes({ after: cursor, wait: 5 });
    versions.push(...page.reports.filter((one) => one.id === report.id).map((one) => one.version));
    ({ cursor } = page);
  }
  expect(versions).toEqual([3]);
});

test('a cursor from another database, from the future or made up is refused with its own code', async () => {
  const after = await toTheEnd();
  const [epoch, txid, id] = Buffer.from(after, 'base64url').toString().split('.');
  const cursor = (parts: unknown[]) => Buffer.from(parts.join('.')).toString('base64url');
  const ask = (text: string) => agency.call('GET', `/api/v1/changes?after=${encodeURIComponent(text)}`, { token });

  const other = await ask(cursor(['00000000-0000-4000-8000-000000000000', txid, id]));
  expect([other.status, other.body.error.code]).toEqual([409, 'cursor_expired']);
  const future = await ask(cursor([epoch, BigInt(txid ?? 0) + 1_000_000n, id]));
  expect([future.status, future.body.error.code]).toEqual([409, 'cursor_expired']);
  for (const text of ['AAAA', cursor([epoch, '99999999999999999999', id]), cursor([epoch, txid, '-'.repeat(36)])]) {
    const none = await ask(text);
    expect([none.status, none.body.error.code]).toEqual([409, 'cursor_expired']);
  }
  for (const text of ['', '%', 'x'.repeat(201), '..', 'a b']) {
    const none = await ask(text);
    expect([none.status, none.body.error.code, none.body.error.fields[0].path]).toEqual([
      400,
      'invalid_request',
      'after',
    ]);
  }
});

const epochOf = (cursor: string) => Buffer.from(cursor, 'base64url').toString().split('.')[0];

test('a process that goes on running after a promotion has the epoch of one that restarted', async () => {
  const { db } = agency.deps;
  const after = await toTheEnd();
  await db.updateTable('agency').set({ incarnation: 'another cluster/1' }).execute();
  const epoch = await settleEpoch(db);
  expect(await settleEpoch(db)).toBe(epoch);
  expect(epoch).not.toBe(epochOf(after));
  const old = await agency.call('GET', `/api/v1/changes?after=${encodeURIComponent(after)}`, { token });
  expect([old.status, old.body.error.code]).toEqual([409, 'cursor_expired']);
  expect(epochOf(await toTheEnd())).toBe(epoch);
});

test('a promotion is noticed with the next page, even if no process restarts', async () => {
  const { db } = agency.deps;
  const after = await toTheEnd();
  await db.updateTable('agency').set({ incarnation: 'another cluster/2' }).execute();
  const old = await agency.call('GET', `/api/v1/changes?after=${encodeURIComponent(after)}`, { token });
  expect(old.body.error.code).toBe('cursor_expired');
  const next = epochOf(await toTheEnd());
  expect(next).not.toBe(epochOf(after));
  expect(next).toBe(await settleEpoch(db));
});

test('reports of a restored database come again in slices, while reports can be changed', async () => {
  const { db } = agency.deps;
  for (let n = 0; n < 5; n += 1) await agency.file();
  await atRest();
  const all = await db.selectFrom('report').select('id').orderBy('id').execute();
  // Another cluster was ahead of this one by a billion transactions.
  await sql`update report set changed_txid = (pg_current_xact_id()::text::bigint + 1000000000)::text::xid8`.execute(db);
  await sql`update agency set incarnation = 'another cluster/3'`.execute(db);
  expect((await changes({ limit: 500 })).reports).toEqual([]);
  // Someone decides about one of them just then.
  const held = await db.startTransaction().execute();
  await sql`select 1 from report where id = ${all[0]?.id ?? ''} for update`.execute(held);
  const running = resequenceFeed(db, undefined, 2);
  const ahead = db.selectFrom('report').select('id').where(sql<boolean>`changed_txid > pg_current_xact_id()`);
  await expect.poll(() => ahead.execute()).toEqual(all.slice(0, 1));
  expect((await changes({ limit: 500 })).heldBack).toBe(true);
  await held.rollback().execute();
  expect(await running).toBe(all.length);
  const again = async () => (await changes({ limit: 500 })).reports.map(({ id }) => id).toSorted();
  await expect.poll(again).toEqual(all.map(({ id }) => id));
  expect(await resequenceFeed(db)).toBe(0);
});

test('a page ends before it gets too large for a workstation, and the next one continues there', async () => {
  const before = await atRest();
  // The maximum size of a report: each of these characters takes three bytes.
  const how = '車'.repeat(LONGEST_NARRATIVE);
  const text = '車'.repeat(80);
  const one = { type: text, brand: text, model: text, serialNumber: text, marks: '車'.repeat(200) };
  const items = Array.from({ length: MOST_ITEMS }, () => anItem(one));
  const ids: string[] = [];
  for (let n = 0; n < 45; n += 1) ids.push((await agency.file({ facts: { who: { email: null }, how, items } })).id);
  await atRest();
  const pulled: string[] = [];
  let page = await changes({ after: before, limit: 500 });
  expect(page.more).toBe(true);
  for (; ; page = await changes({ after: page.cursor, limit: 500 })) {
    pulled.push(...page.reports.map(({ id }) => id));
    if (!page.more) break;
  }
  expect(pulled.toSorted()).toEqual(ids.toSorted());
});
