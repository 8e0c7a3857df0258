import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
let officer: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
});
afterAll(() => agency.stop());

const decide = (reports: readonly string[], key: string = randomUUID()) =>
  agency.call('POST', '/api/v1/pairs', {
    token: officer.token,
    body: { reports, decision: 'same', note: '' },
    headers: { 'idempotency-key': key },
  });
const duplicates = ({ trackingNumber }: Report): Act => ({
  kind: 'reject',
  reasonCode: 'duplicate',
  duplicateOf: trackingNumber,
  note: '',
});
/** Returns the parts that distinguish one response from another. */
const said = ({ status, body }: Awaited<ReturnType<typeof decide>>) => [status, body.error?.code];

test('uppercase ids name the same reports, whichever of the two is uppercase', async () => {
  const ids = [(await agency.file()).id, (await agency.file()).id] as const;
  const key = randomUUID();
  const inOrder = ids.toSorted();
  for (const [one, other] of [
    [ids[0].toUpperCase(), ids[1]],
    [ids[0], ids[1].toUpperCase()],
    [ids[1].toUpperCase(), ids[0].toUpperCase()],
  ] as const) {
    const answer = await decide([one, other], key);
    expect([answer.status, answer.body.reports]).toEqual([200, inOrder]);
  }
  expect(said(await decide([ids[0], ids[1]], key.toUpperCase()))).toEqual([200, undefined]);
  expect(said(await decide([ids[0], ids[0].toUpperCase()]))).toEqual([400, 'invalid_request']);
  const read = await agency.call('GET', `/api/v1/reports/${ids[0].toUpperCase()}`, { token: officer.token });
  expect([read.status, read.body.id]).toEqual([200, ids[0]]);
});

test('a key that was used for a pair cannot be used for anything else, and the refusal is audited', async () => {
  const [first, second] = [await agency.file(), await agency.file()];
  const key = randomUUID();
  expect(said(await decide([first.id, second.id], key))).toEqual([200, undefined]);
  const again = () => agency.act(officer.token, second, duplicates(first), { key });
  expect(said(await again())).toEqual([409, 'idempotency_mismatch']);
  expect((await agency.report(second.id)).state).toBe('submitted');
  const refusals = await agency.deps.db
    .selectFrom('audit')
    .select('outcome')
    .where('action', '=', 'report.reject')
    .where('target', '=', second.id)
    .execute();
  expect(refusals).toEqual([{ outcome: 'failure' }]);
});

test.each([true, false])('a key serves an act or a pair, whichever comes first (the act: %s)', async (actFirst) => {
  const [first, second] = [await agency.file(), await agency.file()];
  const key = randomUUID();
  const act = () => agency.act(officer.token, second, { kind: 'note', note: 'Seen.' }, { key });
  const pair = () => decide([first.id, second.id], key);
  const [before, after] = actFirst ? [act, pair] : [pair, act];
  expect((await before()).status).toBe(200);
  expect(said(await after())).toEqual([409, 'idempotency_mismatch']);
  // Repeating the request that the key did serve succeeds and changes nothing.
  expect((await before()).status).toBe(200);
});

test('if one key serves an act and a pair at the same time, one of them wins', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [first, second, third] = [await agency.file(), await agency.file(), await agency.file()];
    const key = randomUUID();
    const answers = await Promise.all([
      agency.act(officer.token, third, { kind: 'note', note: 'Seen.' }, { key }),
      decide([first.id, second.id], key),
    ]);
    expect(answers.map((one) => one.status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  }
});

test('a key that rejected a duplicate cannot decide another pair', async () => {
  const [first, second, third] = [await agency.file(), await agency.file(), await agency.file()];
  const key = randomUUID();
  expect(said(await agency.act(officer.token, second, duplicates(first), { key }))).toEqual([200, undefined]);
  expect(said(await decide([first.id, third.id], key))).toEqual([409, 'idempotency_mismatch']);
});

test('if one key rejects a duplicate and decides another pair at the same time, one of them wins', async () => {
  for (let round = 0; round < 6; round += 1) {
    const filed = await Promise.all([agency.file(), agency.file(), agency.file(), agency.file()]);
    const [first, second, third, fourth] = filed;
    const key = randomUUID();
    const answers = await Promise.all([
      agency.act(officer.token, second, duplicates(first), { key }),
      decide([third.id, fourth.id], key),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  }
});
