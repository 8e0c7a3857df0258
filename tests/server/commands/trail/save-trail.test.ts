import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { Opening, UndoneAct } from '#shared/domain/trail.ts';
import type { OpeningRow, UndoneRow } from '#shared/trail-api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let officer: SignInResult;
let other: SignInResult;
let supervisor: SignInResult;
let reportId: string;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
  other = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
  reportId = (await agency.file()).id;
});
afterAll(() => agency.stop());

const AT = '2026-03-07T14:02:10.000Z';
const opening = (more: Partial<Opening> = {}): Opening => ({
  id: randomUUID(),
  reportId,
  firstAt: AT,
  lastAt: AT,
  seconds: 0,
  uses: { opened: 1 },
  offline: false,
  ...more,
});
const send = async (
  by: SignInResult,
  { openings = [], undone = [] }: { openings?: unknown[]; undone?: unknown[] },
): Promise<number> =>
  (await agency.call('POST', '/api/v1/trail', { token: by.token, body: { openings, undone } })).status;
async function read(query: Record<string, string | number>) {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const answer = await agency.call('GET', `/api/v1/openings?${search}`, { token: supervisor.token });
  expect(answer.status).toBe(200);
  return answer.body as { rows: OpeningRow[]; undone: UndoneRow[]; more: boolean };
}

test('the latest state of an opening counts, in whichever order they arrive', async () => {
  const first = opening();
  const later = { ...first, lastAt: '2026-03-07T14:06:00.000Z', seconds: 200, uses: { opened: 2, printed: 1 } };
  expect(await send(officer, { openings: [first] })).toBe(204);
  expect(await send(officer, { openings: [later] })).toBe(204);
  expect(await send(officer, { openings: [first, later, first] })).toBe(204);
  const { rows } = await read({ reportId });
  expect(rows).toMatchObject([{ officer: { id: officer.officer.id }, seconds: 200, uses: { opened: 2, printed: 1 } }]);
});

test('two workstations and the server are one row for an officer, report and ten minutes, also at the same moment', async () => {
  const { id } = await agency.file();
  const sergeant = await agency.signedIn('supervisor');
  const at = new Date().toISOString();
  const one = opening({ reportId: id, firstAt: at, lastAt: at, seconds: 30, uses: { opened: 1 } });
  const two = opening({
    reportId: id,
    firstAt: at,
    lastAt: at,
    seconds: 12,
    uses: { opened: 1, printed: 1 },
    offline: true,
  });
  const find = () => agency.call('GET', `/api/v1/find/reports/${id}`, { token: sergeant.token });
  const sent = [send(sergeant, { openings: [one] }), send(sergeant, { openings: [two] })];
  const answers = await Promise.all([find(), ...sent, find(), send(sergeant, { openings: [one, two] }), find()]);
  expect(answers.map((answer) => (typeof answer === 'number' ? answer : answer.status))).toEqual([
    200, 204, 204, 200, 204, 200,
  ]);
  // What the workstation sends later replaces what it sent before, but not what the server recorded.
  const later = {
    ...one,
    lastAt: new Date(Date.parse(at) + 1000).toISOString(),
    seconds: 40,
    uses: { opened: 2, found: 1 },
  };
  expect(await send(sergeant, { openings: [later as Opening] })).toBe(204);
  const { rows } = await read({ reportId: id });
  expect(rows).toMatchObject([{ seconds: 52, uses: { opened: 3, printed: 1, found: 3 }, offline: true }]);
});

test('nobody changes what another officer did', async () => {
  const mine = opening({ seconds: 7 });
  const about = (await agency.file()).id;
  expect(await send(officer, { openings: [{ ...mine, reportId: about }] })).toBe(204);
  const theirs = { ...mine, reportId: about, seconds: 0, lastAt: '2026-03-07T15:00:00.000Z' };
  expect(await send(other, { openings: [theirs] })).toBe(204);
  const { rows } = await read({ reportId: about, officerId: officer.officer.id });
  expect(rows).toMatchObject([{ seconds: 7 }]);
});

test('rows about reports that never existed are ignored, and the others are kept', async () => {
  const real = opening();
  const unknown = opening({ reportId: randomUUID() });
  expect(await send(other, { openings: [unknown, real] })).toBe(204);
  const { rows } = await read({ officerId: other.officer.id, reportId });
  expect(rows).toHaveLength(1);
  expect((await read({ reportId: unknown.reportId })).rows).toEqual([]);
});

test('an undone act reaches the trail once', async () => {
  const undone: UndoneAct = {
    id: randomUUID(),
    reportId,
    kind: 'reject',
    pressedAt: AT,
    undoneAt: '2026-03-07T14:02:19.000Z',
  };
  expect(await send(officer, { undone: [undone] })).toBe(204);
  expect(await send(officer, { undone: [{ ...undone, undoneAt: '2026-03-08T14:02:19.000Z' }] })).toBe(204);
  const { undone: rows } = await read({ reportId });
  expect(rows).toMatchObject([{ ...undone, officer: { id: officer.officer.id } }]);
});

test('pages of openings follow one another without gaps', async () => {
  const { officer: busy, token } = await agency.signedIn();
  const rows = Array.from({ length: 5 }, (_, n) => opening({ firstAt: `2026-03-0${1 + (n % 2)}T14:${n}0:00.000Z` }));
  const sent = await agency.call('POST', '/api/v1/trail', { token, body: { openings: rows, undone: [] } });
  expect(sent.status).toBe(204);
  const found: string[] = [];
  let after: Record<string, string> = {};
  for (let more = true; more; ) {
    const page = await read({ officerId: busy.id, limit: 2, ...after });
    found.push(...page.rows.map(({ id }) => id));
    const last = page.rows.at(-1)!;
    after = { afterAt: last.firstAt, afterId: last.id };
    ({ more } = page);
  }
  expect(found).toHaveLength(5);
  expect(new Set(found).size).toBe(5);
});

test('sending and reading are audited, by number only', async () => {
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select(['action', 'actor', 'target', 'detail'])
    .where('action', 'in', ['report.open', 'openings.read'])
    .orderBy('seq')
    .execute();
  expect(rows[0]).toEqual({
    action: 'report.open',
    actor: officer.officer.id,
    target: expect.any(String),
    detail: { openings: 1, undone: 0 },
  });
  expect(rows.find(({ action }) => action === 'openings.read')).toMatchObject({
    actor: supervisor.officer.id,
    target: reportId,
    detail: { rows: 1 },
  });
});

test('more than a hundred rows, or uses that nobody knows, are refused', async () => {
  expect(await send(officer, { openings: Array.from({ length: 101 }, () => opening()) })).toBe(400);
  expect(await send(officer, { openings: [{ ...opening(), uses: { shredded: 1 } }] })).toBe(400);
});

test('the filter lists everyone who reviews, including who is disabled by now', async () => {
  const gone = await agency.makeOfficer();
  await agency.deps.db
    .updateTable('officer')
    .set({ disabled_at: new Date() })
    .where('id', '=', gone.officer.id)
    .execute();
  const { rows } = (await agency.call('GET', '/api/v1/trail/officers', { token: supervisor.token })).body;
  expect(rows).toContainEqual({
    id: gone.officer.id,
    // Two officers may have the same name.
    name: gone.officer.name,
    displayName: gone.officer.displayName,
    role: 'officer',
    disabled: true,
  });
});

test('a report that a records clerk opens from a search is in the trail, with the attachment viewed', async () => {
  const clerk = await agency.signedIn('records');
  const open = () => agency.call('GET', `/api/v1/find/reports/${reportId}`, { token: clerk.token });
  expect([(await open()).status, (await open()).status]).toEqual([200, 200]);
  const at = new Date().toISOString();
  const viewed = opening({ firstAt: at, lastAt: at, uses: { attachment_viewed: 1 } });
  expect(await send(clerk, { openings: [viewed] })).toBe(204);
  const { rows } = await read({ officerId: clerk.officer.id });
  expect(rows.map(({ uses }) => uses)).toEqual([{ found: 2, attachment_viewed: 1 }]);
});

test('a report that a records clerk reads by its id is in the trail, too', async () => {
  const clerk = await agency.signedIn('records');
  expect((await agency.call('GET', `/api/v1/reports/${reportId}`, { token: clerk.token })).status).toBe(200);
  const { rows } = await read({ officerId: clerk.officer.id });
  expect(rows.map(({ uses }) => uses)).toEqual([{ found: 1 }]);
});

test('who opened a report is found by its number and by dates, also after retention removed it', async () => {
  const report = await agency.file();
  const [early, late] = ['2026-03-03T10:00:00.000Z', '2026-03-05T10:00:00.000Z'];
  const rows = [early, late].map((at) => opening({ reportId: report.id, firstAt: at, lastAt: at }));
  expect(await send(officer, { openings: rows })).toBe(204);
  await agency.deps.db.deleteFrom('report').where('id', '=', report.id).execute();
  const { trackingNumber } = report;
  const days = async (query: Record<string, string>) =>
    (await read({ trackingNumber, ...query })).rows.map(({ firstAt }) => firstAt);
  expect(await days({})).toEqual([late, early]);
  expect(await days({ from: '2026-03-04T00:00:00.000Z' })).toEqual([late]);
  expect(await days({ to: '2026-03-04T00:00:00.000Z' })).toEqual([early]);
});

test('the reason filter also offers what past rejections were made for, by the title it had last', async () => {
  const { reasons } = await agency.policy();
  const gone = reasons.find(({ code }) => code === 'outside_hartford');
  const reject = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  expect((await agency.act(officer.token, await agency.file(), reject)).status).toBe(200);
  const past = async () =>
    (await agency.call('GET', '/api/v1/trail/officers', { token: supervisor.token })).body.pastReasons;
  expect(await past()).toEqual([]);
  await agency.publish((policy) => ({
    ...policy,
    reasons: policy.reasons.filter(({ code }) => code !== 'outside_hartford'),
    notices: policy.notices.filter(({ reasons: of }) => !of.includes('outside_hartford')),
    mustAccept: policy.mustAccept.map((rule) => ({
      ...rule,
      reasons: rule.reasons.filter((code) => code !== 'outside_hartford'),
    })),
  }));
  expect(await past()).toEqual([{ code: 'outside_hartford', title: gone?.title }]);
});
