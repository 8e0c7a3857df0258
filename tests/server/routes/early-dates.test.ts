import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

/*
 * Every time that a caller may send in a query, and those in bodies that workstations send from their own clocks. A
 * clock may be wrong by any amount.
 */
const TIMES = [
  '0000-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999Z',
];
const REPORT = '0195706f-0000-7000-8000-000000000001';

let agency: Agency;
let reportId: string;
const tokens: string[] = [];
beforeAll(async () => {
  agency = await startAgency();
  reportId = (await agency.file()).id;
  for (const role of ['officer', 'supervisor', 'records', 'administrator'] as const)
    tokens.push((await agency.signedIn(role)).token);
});
afterAll(() => agency.stop());

const isTime = (schema: z.ZodType) =>
  schema.safeParse('2026-03-07T14:00:00.000Z').success && !schema.safeParse('x').success;
const inQueries = (Object.entries(api) as [string, Endpoint][]).flatMap(([name, { method, path, query }]) =>
  query instanceof z.ZodObject
    ? Object.entries(query.shape as Record<string, z.ZodType>)
        .filter(([, schema]) => isTime(schema))
        .map(([field]) => ({ name, method, path, field }))
    : [],
);

test.each(inQueries)('$name takes any time in $field, or refuses it in words', async ({ method, path, field }) => {
  for (const at of TIMES)
    for (const token of tokens) {
      const answer = await agency.call(method, `${path.replace(/:\w+/, reportId)}?${field}=${at}`, { token });
      expect([at, answer.status]).toEqual([at, expect.toSatisfy((status: number) => status < 500)]);
    }
});

const opening = (at: string) => ({
  id: REPORT,
  reportId,
  firstAt: at,
  lastAt: at,
  seconds: 5,
  uses: { opened: 1 },
  offline: false,
});
const undone = (at: string) => ({ id: REPORT, reportId, kind: 'approve', pressedAt: at, undoneAt: at });
test.each(TIMES)('the trail of a workstation whose clock says %s is kept or refused in words', async (at) => {
  for (const body of [
    { openings: [opening(at)], undone: [] },
    { openings: [], undone: [undone(at)] },
  ]) {
    const { status } = await agency.call('POST', '/api/v1/trail', { token: tokens[0] ?? '', body });
    expect(status).toBe(at.startsWith('0000') ? 400 : 204);
  }
});
