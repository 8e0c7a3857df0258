import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let officer: SignInResult;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

const say = async (id: string, code: string, wrong: boolean) => {
  const { status } = await agency.call('PUT', `/api/v1/reports/${id}/hints/${code}`, {
    token: officer.token,
    body: { wrong },
  });
  expect(status).toBe(204);
};
const dismissed = async (query: string) =>
  (await agency.call('GET', `/api/v1/hints/dismissed?${query}`, { token: supervisor.token })).body;
const readings = async (): Promise<string[]> => {
  const rows = await agency.deps.db
    .selectFrom('audit')
    .select('action')
    .where('actor', '=', supervisor.officer.id)
    .execute();
  return rows.map(({ action }) => action).filter((action) => action.endsWith('s.read'));
};

test('a supervisor learns of each dismissed flag on which report, by whom and when, until it is restored', async () => {
  const [first, second] = [await agency.file(), await agency.file()];
  for (const { id } of [first, second]) await say(id, 'domestic', true);
  await say(first.id, 'camera', true);
  const row = ({ id, trackingNumber }: typeof first, code = 'domestic') => ({
    code,
    reportId: id,
    trackingNumber,
    officer: { id: officer.officer.id, displayName: officer.officer.displayName },
    at: expect.stringMatching(/^20/),
  });
  expect(await dismissed('code=domestic')).toEqual({ rows: [row(second), row(first)], more: false });
  expect(await dismissed('code=domestic&limit=1')).toEqual({ rows: [row(second)], more: true });
  expect(await dismissed(`reportId=${first.id}`)).toEqual({ rows: [row(first, 'camera'), row(first)], more: false });
  await say(first.id, 'domestic', false);
  expect(await dismissed(`reportId=${first.id}&code=domestic`)).toEqual({ rows: [], more: false });
  // For a report that is open, this request is part of reading it, which is logged once an hour.
  expect(await readings()).toEqual(['hints.read', 'hints.read', 'reports.read']);
});
