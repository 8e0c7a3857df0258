import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
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
/** How an answer is to be told from another one. */
const said = ({ status, body }: Awaited<ReturnType<typeof decide>>) => [status, body.error?.code];

test('ids in capitals name the same reports, whichever of the two is written so', async () => {
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
