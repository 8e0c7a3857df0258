import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { trackingNumber } from '#shared/domain/ids.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };
const logCall: Act = { kind: 'log_call', outcome: 'no_answer', note: '' };

let agency: Agency;
let session: SignInResult;
let desk: TestWorkstation;
let folder: Folder;

beforeAll(async () => {
  agency = await startAgency();
  await publishHold(0);
});
afterAll(() => agency.stop());
beforeEach(async () => {
  folder = temporaryFolder();
  session = await agency.signedIn();
  desk = startWorkstation(agency.url, session);
});
afterEach(async () => {
  agency.mend();
  await agency.online();
  await desk.close();
  folder.remove();
});

const online = () => until(desk.sync, (state) => state.phase === 'online');
const arrived = async (id: string) => {
  await until(desk.queue, (ids) => ids.includes(id));
};
const emptied = () => until(desk.outbox, (rows) => rows.length === 0);
const actsOn = async (reportId: string) =>
  (
    await sql<{
      id: string;
      kind: string;
    }>`select id, kind from act where report_id = ${reportId} order by decided_at`.execute(agency.deps.db)
  ).rows;
const publishHold = (seconds: number) =>
  agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: seconds } }));
/** Sets the undo time for one test. */
async function hold(seconds: number): Promise<void> {
  onTestFinished(async () => void (await publishHold(0)));
  await publishHold(seconds);
}
/** Files without e-mail, so that sending a letter does not change the report. */
const fileAlone = () => agency.file({ facts: { who: { email: null } } });
/** Files more reports than fit on one page. */
async function fileMoreThanAPage(): Promise<void> {
  const { n } = await agency.deps.db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  // Files in batches, because a request that waits too long for a database connection is rejected.
  for (let filed = Number(n); filed < 110; filed += 10) await Promise.all(Array.from({ length: 10 }, fileAlone));
  // Open transactions in other tests' databases briefly hold back the newest reports. A first page would end before
  // them, so this waits.
  const page = () => agency.call('GET', '/api/v1/changes?limit=500', { token: session.token });
  await until(page, ({ body }) => body.heldBack === false);
}
const isNextPage = (url: string) => url.startsWith('/api/v1/changes?') && url.includes('after=');

describe('pull', () => {
  test('brings every report and shows progress; a new one arrives automatically, well before the long poll ends', async () => {
    await fileAlone();
    const first = await online();
    expect(first.lastPullAt).not.toBeNull();
    // The change must arrive with the pending request, because no other request reaches the server. If an earlier
    // change ends that request, the next one is held, so this is retried.
    let report: Report | null = null;
    for (let tries = 0; tries < 3 && report === null; tries += 1) {
      await until(agency.waiting, (requests) => requests > 0);
      const letGo = agency.hold((url) => url.startsWith('/api/v1/changes'));
      const filed = await fileAlone();
      const came = await until(desk.queue, (ids) => ids.includes(filed.id), 10_000).then(
        () => true,
        () => false,
      );
      if (came) report = filed;
      letGo();
    }
    if (report === null) throw new Error('no change arrived with the request that waited');
    const view = await desk.calls['report.get']({ id: report.id });
    expect(view.report).toEqual(await agency.report(report.id));
    expect(desk.news).toContain('reports');
  });

  test('of more than one page shows how many reports of the total have arrived, until the end', async () => {
    await fileMoreThanAPage();
    await online();
    // The second page is held until the state has been checked.
    const letGo = agency.hold(isNextPage);
    const other = startWorkstation(agency.url, await agency.signedIn());
    const state = await until(other.sync, ({ total }) => total !== null);
    expect(state).toMatchObject({ phase: 'pulling', done: 100 });
    expect(state.total).toBeGreaterThanOrEqual(110);
    letGo();
    await pulledWhole(other);
    const all = await other.queue();
    expect(all.length).toBeGreaterThanOrEqual(110);
    await until(desk.queue, (ids) => ids.length === all.length);
    await other.close();
  });

  test('after a server restore pulls everything again in place: nothing disappears and nothing stale stays', async () => {
    const kept = await agency.file();
    const lost = await agency.file();
    await arrived(lost.id);
    await agency.offline();
    await sql`delete from letter where report_id = ${lost.id}`.execute(agency.deps.db);
    await sql`delete from private_link where report_id = ${lost.id}`.execute(agency.deps.db);
    await sql`delete from report where id = ${lost.id}`.execute(agency.deps.db);
    const lengths: number[] = [];
    await agency.online();
    agency.expireCursors();
    await desk.calls['sync.now'](undefined);
    await until(
      async () => {
        const ids = await desk.queue();
        lengths.push(ids.length);
        return ids;
      },
      (ids) => !ids.includes(lost.id),
    );
    expect(await desk.queue()).toContain(kept.id);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
  });

  test('of everything again sends a decision although the server still holds another report back', async () => {
    const report = await agency.file();
    await pulledWhole(desk);
    await arrived(report.id);
    let commit = (): void => undefined;
    const over = new Promise<void>((resolve) => (commit = resolve));
    onTestFinished(() => commit());
    let begun = (): void => undefined;
    const isOpen = new Promise<void>((resolve) => (begun = resolve));
    const open = agency.deps.db.transaction().execute(async (trx) => {
      await sql`select pg_current_xact_id()`.execute(trx);
      begun();
      await over;
    });
    await isOpen;
    // A commit becomes visible only after older transactions end.
    const late = await agency.file();
    agency.expireCursors();
    await desk.calls['sync.now'](undefined);
    await until(desk.sync, ({ phase, done }) => phase === 'online' && done > 0);
    const { length } = agency.seen;
    await desk.act(report.id, logCall);
    await desk.calls['outbox.send-now'](undefined);
    await until(
      () => actsOn(report.id),
      (acts) => acts.length === 1,
    );
    // The server is not polled repeatedly, either.
    expect(agency.seen.length - length).toBeLessThan(10);
    commit();
    await open;
    await emptied();
    await arrived(late.id);
    expect(await actsOn(report.id)).toHaveLength(1);
  });

  test('that cannot continue says since when the server is unreachable, and stays offline until it answers', async () => {
    await fileMoreThanAPage();
    await online();
    const letGo = agency.hold(isNextPage);
    const other = startWorkstation(agency.url, await agency.signedIn());
    expect((await other.sync()).phase).toBe('connecting');
    await until(other.sync, ({ total }) => total !== null);
    await agency.offline();
    letGo();
    const { offlineSince } = await until(other.sync, ({ phase }) => phase === 'offline');
    other.news.length = 0;
    const failed = () => other.logged.filter((event) => event === 'sync.failed').length;
    for (let tries = 0; tries < 3; tries += 1) {
      const before = failed();
      await other.calls['sync.now'](undefined);
      await until(failed, (times) => times > before);
      expect(await other.sync()).toMatchObject({ phase: 'offline', offlineSince });
    }
    // Each intermediate state would have sent a notification.
    expect(other.news).not.toContain('sync');
    await agency.online();
    await other.calls['sync.now'](undefined);
    await pulledWhole(other);
    await other.close();
  });

  test('resumes where it was after the workstation was closed', async () => {
    const cache = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const report = await agency.file();
    const first = startWorkstation(agency.url, session, cache);
    await until(first.queue, (ids) => ids.includes(report.id));
    await first.close();
    await agency.offline();
    const again = startWorkstation(agency.url, session, cache);
    // Offline, the queue opens from the cache and shows how old it is.
    expect(await again.queue()).toContain(report.id);
    const state = await until(again.sync, (one) => one.phase === 'offline');
    expect(state.problem?.code).toBe('offline');
    expect(state.offlineSince).not.toBeNull();
    expect(state.lastPullAt).not.toBeNull();
    await again.close();
    await agency.online();
  });
});

describe('push', () => {
  test('sends a decision, and the report then shows what the server made of it', async () => {
    const report = await agency.file();
    await arrived(report.id);
    await desk.act(report.id, approve);
    await emptied();
    const { report: mine, outbox } = await desk.calls['report.get']({ id: report.id });
    expect(mine).toMatchObject({ state: 'approved', caseNumber: expect.any(String) });
    expect(outbox).toEqual([]);
    expect(await desk.queue()).not.toContain(report.id);
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['approve']);
  });

  test('holds a decision for its undo time; an undone decision is never sent', async () => {
    await hold(60);
    const report = await agency.file();
    await until(
      () => desk.calls['policy.current'](undefined),
      (policy) => policy?.limits.holdSeconds === 60,
    );
    await arrived(report.id);
    const undone = await desk.act(report.id, reject);
    expect((await desk.sync()).held).toBe(1);
    await desk.calls['review.undo']({ id: undone.id });
    await desk.act(report.id, approve);
    expect(await actsOn(report.id)).toEqual([]);
    await desk.calls['outbox.send-now'](undefined);
    await emptied();
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['approve']);
  });

  test('sends actions on one report in order, without conflicts among them', async () => {
    const report = await agency.file();
    await arrived(report.id);
    await agency.offline();
    await desk.act(report.id, logCall);
    await desk.act(report.id, logCall);
    await desk.act(report.id, approve);
    expect(await until(desk.sync, (state) => state.phase === 'offline')).toMatchObject({ needsYou: 0 });
    await agency.online();
    await desk.calls['sync.now'](undefined);
    await emptied();
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['log_call', 'log_call', 'approve']);
  });

  test('resends a decision whose response was lost under the same key, so that it is carried out once', async () => {
    const report = await agency.file();
    await arrived(report.id);
    agency.loseNextAnswer();
    let sent = 0;
    const letGo = agency.hold((url) => url.endsWith('/acts') && ++sent > 1);
    const row = await desk.act(report.id, approve);
    const [failed] = await until(desk.outbox, ([one]) => one?.problem !== null);
    expect(failed).toMatchObject({ id: row.id, state: 'waiting' });
    await until(
      () => sent,
      (times) => times > 1,
    );
    letGo();
    await emptied();
    expect(await actsOn(report.id)).toEqual([{ id: row.id, kind: 'approve' }]);
    expect((await desk.calls['report.get']({ id: report.id })).report.state).toBe('approved');
  });

  test('offline, keeps the decision across a restart and sends it when the server is reachable', async () => {
    const cache = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const report = await agency.file();
    const first = startWorkstation(agency.url, session, cache);
    await until(first.queue, (ids) => ids.includes(report.id));
    await agency.offline();
    const row = await first.act(report.id, approve);
    await until(first.sync, (state) => state.phase === 'offline');
    await first.close();
    const again = startWorkstation(agency.url, session, cache);
    expect((await again.outbox()).map((one) => one.id)).toEqual([row.id]);
    expect(await again.queue()).not.toContain(report.id);
    await agency.online();
    await until(again.outbox, (rows) => rows.length === 0);
    expect((await actsOn(report.id)).map((one) => one.id)).toEqual([row.id]);
    await again.close();
  });

  test('keeps a decision that temporarily failed on the server, and honors Retry-After', async () => {
    const report = await agency.file();
    await arrived(report.id);
    await desk.close();
    const cache = { path: join(folder.path, 'b.db'), keyHex: aKey() };
    desk = startWorkstation(agency.url, session, cache);
    await arrived(report.id);
    await agency.offline();
    await desk.act(report.id, approve);
    // Fails the decision itself, not the other requests made once the connection is back.
    const path = `/api/v1/reports/${report.id}/acts`;
    agency.failNext(503, { code: 'unavailable', retryAfter: 1, path });
    const started = Date.now();
    await agency.online();
    await emptied();
    expect(Date.now() - started).toBeGreaterThanOrEqual(900);
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['approve']);
  });

  test("shows a conflict with the server's version, returns the report to the queue, and the officer decides again", async () => {
    const report = await agency.file();
    await arrived(report.id);
    await agency.offline();
    await desk.act(report.id, approve);
    await until(desk.sync, (state) => state.phase === 'offline');
    const other = await agency.deps.db.selectFrom('officer').select('id').executeTakeFirst();
    expect(other).toBeDefined();
    // The colleague is faster: this workstation pulls first, but its earlier decision keeps the version it was based on.
    const colleague = await agency.signedIn();
    await agency.act(colleague.token, report, logCall);
    await agency.online();
    const [row] = await until(desk.outbox, (rows) => rows[0]?.state === 'conflict');
    expect(row?.problem?.code).toBe('stale_version');
    expect(await desk.sync()).toMatchObject({ needsYou: 1, waiting: 0 });
    await arrived(report.id);
    await until(
      () => desk.calls['report.get']({ id: report.id }),
      (view) => view.report.version === 2,
    );
    await desk.act(report.id, approve);
    await emptied();
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['log_call', 'approve']);
  });

  test('shows what the server refuses, and removes it only when the officer withdraws it', async () => {
    const report = await agency.file();
    await arrived(report.id);
    const unknown: Act = {
      kind: 'reject',
      reasonCode: 'duplicate',
      duplicateOf: trackingNumber(2026, 999_999),
      note: '',
    };
    await expect(desk.act(report.id, { ...unknown, duplicateOf: report.trackingNumber })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await desk.act(report.id, unknown);
    const [row] = await until(desk.outbox, (rows) => rows[0]?.state === 'refused');
    expect(row?.problem).toMatchObject({ code: 'against_rule' });
    await desk.calls['outbox.cancel']({ id: row?.id ?? randomUUID() });
    expect(await desk.outbox()).toEqual([]);
    expect(await desk.queue()).toContain(report.id);
    expect(await actsOn(report.id)).toEqual([]);
  });

  test('pauses when the session has ended, keeps pending decisions, and resumes with a new sign-in', async () => {
    const report = await agency.file();
    await arrived(report.id);
    await agency.call('DELETE', '/api/v1/sessions/current', { token: session.token });
    await desk.act(report.id, approve);
    const paused = await until(desk.sync, ({ phase, waiting }) => phase === 'paused' && waiting === 1);
    expect(paused).toMatchObject({ problem: { code: 'unauthenticated' } });
    expect(desk.signInNeeded).toEqual([true]);
    expect(await desk.queue()).not.toContain(report.id);
    await agency.whileOthersAsk();
    expect(await desk.outbox()).toHaveLength(1);
    const again = await agency.signedIn();
    desk.useToken(again.token);
    await emptied();
    expect(desk.signInNeeded).toEqual([true, false]);
    expect((await actsOn(report.id)).map((one) => one.kind)).toEqual(['approve']);
  });
});

test('a held decision gets its full undo time again after a restart', async () => {
  await hold(60);
  const cache = { path: join(folder.path, 'c.db'), keyHex: aKey() };
  const report = await agency.file();
  const first = startWorkstation(agency.url, session, cache);
  await until(first.queue, (ids) => ids.includes(report.id));
  const row = await first.act(report.id, approve);
  await first.close();
  const later = { now: () => new Date(Date.now() + 30_000) };
  const again = startWorkstation(agency.url, session, cache, () => 0, later);
  const [held] = await again.outbox();
  expect(held?.state).toBe('held');
  expect(Date.parse(held?.holdUntil ?? '') - Date.parse(row.holdUntil)).toBeGreaterThanOrEqual(30_000);
  await again.calls['review.undo']({ id: row.id });
  await again.close();
});

test.each([
  ['two days behind', -2],
  ['two days ahead of', 2],
])("a workstation whose clock is %s the server's pulls, holds and sends like any other", async (_, days) => {
  await hold(1);
  const clock = () => new Date(Date.now() + days * 86_400_000);
  const cache = { path: join(folder.path, 'd.db'), keyHex: aKey() };
  const wrong = startWorkstation(agency.url, session, cache, () => 0, { now: clock });
  await until(wrong.sync, ({ phase }) => phase === 'online');
  const report = await agency.file();
  await until(wrong.queue, (ids) => ids.includes(report.id));
  const row = await wrong.act(report.id, approve);
  expect(row.state).toBe('held');
  await until(wrong.outbox, (rows) => rows.length === 0);
  expect((await actsOn(report.id)).map(({ id }) => id)).toEqual([row.id]);
  // The letter may be sent between two checks, and that changes its report.
  await until(
    async () => [(await wrong.calls['report.get']({ id: report.id })).report, await agency.report(report.id)],
    ([here, there]) => isDeepStrictEqual(here, there),
  );
  await wrong.close();
});

test('a workstation whose clock is far ahead keeps closed reports as long as any other', async () => {
  const report = await agency.file();
  await arrived(report.id);
  await desk.act(report.id, approve);
  await emptied();
  const clock = () => new Date(Date.now() + 200 * 86_400_000);
  const wrong = startWorkstation(agency.url, await agency.signedIn(), null, () => 0, { now: clock });
  await pulledWhole(wrong);
  const filter = { states: ['approved' as const], kinds: [], text: '', likelyDuplicate: false };
  expect(await wrong.queue({ filter })).toContain(report.id);
  await wrong.close();
});

test.each(['records', 'administrator'] as const)(
  'the workstation of %s asks for nothing that the role may not have, so the log has no false alarms',
  async (role) => {
    const clerk = await agency.signedIn(role);
    const cache = { path: join(folder.path, 'clerk.db'), keyHex: aKey() };
    const journalPath = join(folder.path, 'clerk.journal');
    const office = startWorkstation(agency.url, clerk, cache, () => 0, { journalPath });
    await until(office.sync, ({ phase }) => phase === 'idle');
    if (role === 'administrator') await office.calls['linkage.state'](undefined);
    await until(
      () => office.calls['policy.current'](undefined),
      (one) => one !== null,
    );
    // Settings and diagnostics show that the server answered, though there was nothing to pull.
    expect((await office.sync()).lastPullAt).not.toBeNull();
    await office.close();
    expect(office.logged.filter((event) => event === 'sync.failed')).toEqual([]);
    const refused = (await readAudit(agency.deps.db, 0, 100_000)).filter(
      ({ action, actor }) => action === 'access.refuse' && actor === clerk.officer.id,
    );
    expect(refused.map(({ target }) => target)).toEqual([]);
  },
);

test('an administrator pulls no reports, and still gets the policy that sets the lock time', async () => {
  const office = startWorkstation(agency.url, await agency.signedIn('administrator'));
  const policy = await until(
    () => office.calls['policy.current'](undefined),
    (one) => one !== null,
  );
  expect(policy?.version).toBe((await agency.policy()).version);
  expect((await office.calls['cache.state'](undefined)).lockMinutes).toBe((await agency.policy()).limits.lockMinutes);
  expect(await office.queue()).toEqual([]);
  await office.close();
});

test('a records clerk pulls no reports, but what was done with them there reaches the trail', async () => {
  const report = await agency.file();
  const clerk = await agency.signedIn('records');
  const office = startWorkstation(agency.url, clerk);
  await office.calls['trail.note']({ reportId: report.id, use: 'attachment_viewed' });
  const kept = () =>
    agency.deps.db.selectFrom('opening').select('uses').where('officer_id', '=', clerk.officer.id).execute();
  await until(kept, (rows) => rows.length > 0);
  expect(await kept()).toEqual([{ uses: { attachment_viewed: 1 } }]);
  await office.close();
});
