import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { ownerOf } from '../../../../electron/worker/db/queue-row.ts';
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

test('a report whose rejection was set aside goes back to the queue, not to the officer who rejected it', async () => {
  const { id } = await agency.file();
  const does = async (who: SignInResult, act: Act) => {
    const { status, body } = await agency.act(who.token, await agency.report(id), act);
    expect([status, body.error?.message]).toEqual([200, undefined]);
  };
  await does(officer, { kind: 'assign', to: officer.officer.id, note: '' });
  await does(officer, { kind: 'reject', reasonCode: 'suspect_or_evidence', duplicateOf: null, note: '' });
  expect(await appealReport(agency.deps, { reportId: id, text: 'There is no suspect.' }, 'test')).toBe(true);
  await does(supervisor, { kind: 'grant_appeal', note: '' });
  const report = await agency.report(id);
  expect([report.state, report.assignedTo, ownerOf(report)]).toEqual(['returned', null, null]);
});
