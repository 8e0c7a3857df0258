import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHash } from '#server/audit/chain.ts';
import { type ExportCheck, verifyExport } from '#server/audit/export.ts';
import { exportAudit } from '#server/commands/audit/export-audit.ts';
import { readAudit } from '#server/db/audit.ts';
import { CHAIN_START } from '#shared/audit/row.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const BY = { actor: 'command line', source: 'command line' };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
  for (let n = 0; n < 4; n += 1) await agency.file({ facts: { who: { givenName: 'Zoë', email: null } } });
});
afterAll(() => agency.stop());

async function exported(after = 0): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportAudit(agency.deps, after, BY)) lines.push(line);
  return lines;
}
async function* each(lines: readonly string[]) {
  for (const line of lines) yield line.trimEnd();
}
const check = (lines: readonly string[]): Promise<ExportCheck> => verifyExport(each(lines));

test('an export verifies from its first row to the row that records the export', async () => {
  const lines = await exported();
  const [head, ...rows] = lines.map((line) => JSON.parse(line));
  expect(head).toMatchObject({ kind: 'p2c-audit', format: 1, after: { seq: 0, hash: CHAIN_START } });
  expect(rows.at(-2)).toMatchObject({ kind: 'row', action: 'audit.export', actor: 'command line' });
  expect(await check(lines)).toMatchObject({ ok: true, fromStart: true, from: 1, to: rows.length - 1 });
});

test('an export of later rows is linked to the row before them', async () => {
  const whole = (await exported()).map((line) => JSON.parse(line));
  const lines = await exported(3);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ after: { seq: 3, hash: whole[3].hash } });
  expect(await check(lines)).toMatchObject({ ok: true, fromStart: false, from: 4 });
  await expect(exported(100_000)).rejects.toThrow('no row 100000');
});

test('an export that was changed, shortened or added to no longer verifies', async () => {
  const lines = await exported();
  const spoilt: Record<string, string[]> = {
    'another actor': lines.with(3, (lines[3] ?? '').replace(/"actor":"[^"]*"/, '"actor":"x"')),
    'a row less': lines.toSpliced(3, 1),
    'a row twice': lines.toSpliced(3, 0, lines[3] ?? ''),
    'two rows swapped': lines.with(3, lines[4] ?? '').with(4, lines[3] ?? ''),
    'the last row off': lines.toSpliced(-2, 1),
    'no end': lines.slice(0, -1),
    'no beginning': lines.slice(1),
    'something behind': [...lines, lines[2] ?? ''],
    'no JSON': lines.with(2, 'x'),
    'nothing at all': [],
  };
  for (const [what, file] of Object.entries(spoilt)) expect(await check(file), what).toMatchObject({ ok: false });
  expect(await check(lines.toSpliced(3, 1))).toEqual({ ok: false, line: 4, why: 'row 3 is missing' });
});

test('only a supervisor can read the same rows page by page, and such an export is in the log once', async () => {
  const { token, officer } = await agency.signedIn('supervisor');
  let hash = CHAIN_START;
  let after = 0;
  let pages = 0;
  for (let more = true; more && pages < 100; pages += 1) {
    const answer = await agency.call('GET', `/api/v1/audit?after=${after}&limit=5`, { token });
    expect(answer.status).toBe(200);
    for (const { prevHash, hash: given, ...row } of answer.body.rows) {
      expect([row.seq, prevHash]).toEqual([after + 1, hash]);
      expect(auditHash(hash, row)).toBe(given);
      [hash, after] = [given, row.seq];
    }
    ({ more } = answer.body);
  }
  expect(pages).toBeGreaterThan(1);
  const told = async () => {
    const rows = agency.deps.db.selectFrom('audit').select(['action', 'detail']).where('actor', '=', officer.id);
    return (await rows.orderBy('seq').execute()).filter(({ action }) => action === 'audit.export');
  };
  expect(await told()).toMatchObject([{ detail: { after: 0 } }]);
  // A second export from the start and another supervisor's export from row 5 are each recorded.
  await agency.call('GET', '/api/v1/audit?after=0&limit=5', { token });
  expect(await told()).toHaveLength(2);
  const other = await agency.signedIn('supervisor');
  expect((await agency.call('GET', '/api/v1/audit?after=5&limit=5', { token: other.token })).status).toBe(200);
  const last = await readAudit(agency.deps.db, 0, 10_000);
  expect(last.at(-1)).toMatchObject({ actor: other.officer.id, action: 'audit.export', detail: { after: 5 } });
  for (const role of ['officer', 'records', 'administrator'] as const) {
    const other = await agency.signedIn(role);
    expect((await agency.call('GET', '/api/v1/audit', { token: other.token })).status).toBe(403);
  }
});
