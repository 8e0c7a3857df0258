import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropDecisions } from '#server/commands/agency/drop-decisions.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { waitForLocks } from '../../../helpers/lock-waits.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const DROPPED = 'You discarded this decision on another workstation.';

let agency: Agency;
let officer: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
});
afterAll(() => agency.stop());

const drop = (decisions: readonly object[], token = officer.token) =>
  agency.call('POST', '/api/v1/journal/dropped', { token, body: { decisions } });
const act = (report: Report, key: string, token = officer.token) => agency.act(token, report, approve, { key });
const decide = (reports: readonly Report[], key: string) =>
  agency.call('POST', '/api/v1/pairs', {
    token: officer.token,
    headers: { 'idempotency-key': key },
    body: { reports: reports.map(({ id }) => id), decision: 'same', note: '' },
  });
/** Returns the parts that distinguish one response from another. */
const said = ({ status, body }: Awaited<ReturnType<typeof drop>>) => [status, body.error?.code, body.error?.message];
const audited = (action: string) =>
  agency.deps.db
    .selectFrom('audit')
    .select(['outcome', 'detail'])
    .where('action', '=', action)
    .orderBy('seq')
    .execute();
const kept = (key: string) => agency.deps.db.selectFrom('dropped_decision').selectAll().where('id', '=', key).execute();

test('a dropped decision is refused forever, even after its report has changed, and the audit log says so', async () => {
  const report = await agency.file();
  const key = randomUUID();
  for (const _ of [1, 2]) expect(await drop([{ id: key, reportId: report.id }])).toMatchObject({ body: { done: [] } });
  expect(said(await act(report, key))).toEqual([409, 'idempotency_mismatch', DROPPED]);
  expect((await agency.report(report.id)).state).toBe('submitted');
  expect((await act(report, randomUUID())).status).toBe(200);
  expect(said(await act(report, key))).toEqual([409, 'idempotency_mismatch', DROPPED]);
  expect((await audited('journal.drop')).at(-1)).toEqual({ outcome: 'success', detail: { dropped: [key], done: [] } });
  const tries = (await audited('report.approve')).filter(({ detail }) => detail['act'] === key);
  expect(tries.map(({ outcome }) => outcome)).toEqual(['failure', 'failure']);
});

test('a dropped decision about two reports is refused, whichever of the two reports named it', async () => {
  const reports = [await agency.file(), await agency.file()];
  for (const { id: reportId } of reports) {
    const key = randomUUID();
    expect((await drop([{ id: key, reportId }])).body).toEqual({ done: [] });
    expect(said(await decide(reports, key))).toEqual([409, 'idempotency_mismatch', DROPPED]);
  }
  expect((await decide(reports, randomUUID())).status).toBe(200);
});

test('a decision that was already carried out stays, and the drop request names it', async () => {
  const [one, two, three] = [await agency.file(), await agency.file(), await agency.file()];
  const [acted, paired, open] = [randomUUID(), randomUUID(), randomUUID()];
  await act(one, acted);
  await decide([one, two], paired);
  const all = [
    { id: acted, reportId: one.id },
    { id: paired, reportId: two.id },
    { id: open, reportId: three.id },
  ];
  const answer = await drop(all);
  expect(answer.body.done.toSorted()).toEqual([acted, paired].toSorted());
  // A decision that is sent again because its response was lost gets the same response as before.
  expect((await act(one, acted)).status).toBe(200);
  expect((await decide([one, two], paired)).status).toBe(200);
  expect((await act(three, open)).status).toBe(409);
});

test("no one can drop another officer's decision or learn about it", async () => {
  const [one, two] = [await agency.file(), await agency.file()];
  const [waiting, done] = [randomUUID(), randomUUID()];
  await act(two, done);
  const other = await agency.signedIn();
  const wanted = [
    { id: waiting, reportId: one.id },
    { id: done, reportId: two.id },
  ];
  expect((await drop(wanted, other.token)).body).toEqual({ done: [] });
  expect((await act(one, waiting)).status).toBe(200);
  expect((await act(two, done)).status).toBe(200);
});

test.each(['an act', 'a decision about two reports'])(
  'when %s is sent and dropped at the same time, exactly one of the two wins, and the responses say which',
  async (what) => {
    const session = { id: randomUUID(), officer: officer.officer } as Parameters<typeof dropDecisions>[2];
    for (let round = 0; round < 24; round += 1) {
      const [report, other] = [await agency.file(), await agency.file()];
      const key = randomUUID();
      const decisions = [{ id: key, reportId: report.id }];
      const [answer, { done }] = await Promise.all([
        what === 'an act' ? act(report, key) : decide([report, other], key),
        // Drops the decisions before the act has locked its reports, while the act waits for them, or after it is done.
        sleep(round % 8).then(() => dropDecisions(agency.deps, { decisions }, session, 'test')),
      ]);
      const table = what === 'an act' ? 'act' : 'pair_decision';
      const carriedOut = await agency.deps.db.selectFrom(table).select('id').where('id', '=', key).execute();
      const held = [answer.status, done, carriedOut.length, (await kept(key)).length];
      expect(held).toEqual(done.length > 0 ? [200, [key], 1, 0] : [409, [], 0, 1]);
    }
  },
);

test('an act that is dropped while it waits for its report is refused, even though it checked before waiting', async () => {
  // Without an e-mail address, no letter is sent, so nothing else waits for the report.
  const report = await agency.file({ facts: { who: { email: null } } });
  const key = randomUUID();
  let answer: ReturnType<typeof act> | undefined;
  await agency.deps.db.transaction().execute(async (trx) => {
    await trx.selectFrom('report').select('id').where('id', '=', report.id).forNoKeyUpdate().execute();
    answer = act(report, key);
    await waitForLocks(agency.deps.db, 1);
    await trx
      .insertInto('dropped_decision')
      .values({ id: key, officer_id: officer.officer.id, report_id: report.id, dropped_at: new Date() })
      .execute();
  });
  expect(answer && said(await answer)).toEqual([409, 'idempotency_mismatch', DROPPED]);
  expect((await agency.report(report.id)).state).toBe('submitted');
});

test('a dropped key is deleted with its report, and a drop for a deleted report still succeeds', async () => {
  const report = await agency.file();
  const [key, later] = [randomUUID(), randomUUID()];
  await drop([{ id: key, reportId: report.id }]);
  expect(await kept(key)).toHaveLength(1);
  await agency.deps.db.deleteFrom('report').where('id', '=', report.id).execute();
  expect(await kept(key)).toEqual([]);
  expect((await drop([{ id: later, reportId: report.id }])).body).toEqual({ done: [] });
});

test('a list is refused if it is empty or too long, or if the caller does not review reports', async () => {
  const one = () => ({ id: randomUUID(), reportId: randomUUID() });
  expect((await drop([])).status).toBe(400);
  expect((await drop(Array.from({ length: 101 }, one))).status).toBe(400);
  expect((await drop(Array.from({ length: 100 }, one))).status).toBe(200);
  expect((await drop([one()], (await agency.signedIn('records')).token)).status).toBe(403);
});
