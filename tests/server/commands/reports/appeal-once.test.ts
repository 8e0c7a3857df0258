import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { startWorkstation, until } from '../../../helpers/workstation.ts';

const REJECT: Act = { kind: 'reject', reasonCode: 'suspect_or_evidence', duplicateOf: null, note: '' };
const OFFER = 'you can ask once for someone else to look at it again';

let agency: Agency;
let officer: SignInResult;
let supervisor: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
  supervisor = await agency.signedIn('supervisor');
});
afterAll(() => agency.stop());

test('a report rejected again after its appeal gets a letter without another appeal, the one that the officer saw', async () => {
  const { id } = await agency.file();
  const does = async (who: SignInResult, act: Act) => {
    const { status, body } = await agency.act(who.token, await agency.report(id), act);
    expect([status, body.error?.message]).toEqual([200, undefined]);
  };
  const lastLetter = async () => (await agency.report(id)).history.findLast(({ kind }) => kind === 'rejected')?.letter;
  await does(officer, REJECT);
  expect((await lastLetter())?.text).toContain(OFFER);
  const appeal = () => appealReport(agency.deps, { reportId: id, text: 'There is no suspect.' }, 'test');
  expect(await appeal()).toBe(true);
  await does(supervisor, { kind: 'grant_appeal', note: '' });

  const desk = startWorkstation(agency.url, officer);
  try {
    await until(desk.queue, (ids) => ids.includes(id));
    const { letter, seen } = await desk.calls['letter.preview']({ reportId: id, act: REJECT });
    expect(letter?.text).toContain('could not approve it');
    expect(letter?.text).not.toContain(OFFER);
    const sent = await agency.act(officer.token, await agency.report(id), REJECT, { seen });
    expect([sent.status, sent.body.error?.message]).toEqual([200, undefined]);
    expect((await lastLetter())?.text).toBe(letter?.text);
  } finally {
    await desk.close();
  }
  expect(await appeal()).toBe(false);
});
