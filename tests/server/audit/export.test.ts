import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { auditHash } from '#server/audit/chain.ts';
import { type ExportCheck, type Known, sealExport, verifyExport } from '#server/audit/export.ts';
import { exportAudit } from '#server/commands/audit/export-audit.ts';
import { readAudit } from '#server/db/audit.ts';
import { type ExportLine, toLine } from '#shared/audit/export-line.ts';
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
const lastRow = (lines: readonly string[]): ExportLine | undefined =>
  lines.map((line) => JSON.parse(line) as ExportLine).findLast(({ kind }) => kind === 'row');
async function* each(lines: readonly string[]) {
  for (const line of lines) yield line.trimEnd();
}
const check = (lines: readonly string[], known?: Known): Promise<ExportCheck> => verifyExport(each(lines), known);
const key = () => openAnchorKey(agency.dataDir).text;
/** Cuts rows off the end and writes an end line that fits, as anyone with the file can. */
function cut(lines: readonly string[], rows: number): string[] {
  const all = lines.map((line) => JSON.parse(line) as ExportLine);
  const kept = all.filter(({ kind }) => kind === 'row').slice(0, -rows);
  const last = kept.at(-1);
  const rest = all.filter(({ kind }) => kind === 'name' || kind === 'end');
  for (const one of rest) if (one.kind === 'end') Object.assign(one, pick(last));
  return [...all.slice(0, 1), ...kept, ...rest].map(toLine);
}
const pick = (row: ExportLine | undefined) => (row?.kind === 'row' ? { seq: row.seq, hash: row.hash } : {});

test('an export verifies from its first row to the row that records the export', async () => {
  const lines = await exported();
  const [head, ...rows] = lines.map((line) => JSON.parse(line));
  expect(head).toEqual({ kind: 'p2c-audit', format: 2, after: { seq: 0, hash: CHAIN_START } });
  const last = rows.findLast(({ kind }) => kind === 'row');
  expect(last).toMatchObject({ action: 'audit.export', actor: 'command line' });
  expect(await check(lines)).toMatchObject({ ok: true, fromStart: true, from: 1, to: last.seq, provenTo: null });
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
    'the last row off': lines.toSpliced(
      lines.findLastIndex((line) => line.includes('"kind":"row"')),
      1,
    ),
    'no end': lines.slice(0, -1),
    'no beginning': lines.slice(1),
    'something behind': [...lines, lines[2] ?? ''],
    'no JSON': lines.with(2, 'x'),
    'nothing at all': [],
  };
  for (const [what, file] of Object.entries(spoilt)) expect(await check(file), what).toMatchObject({ ok: false });
  expect(await check(lines.toSpliced(3, 1))).toEqual({ ok: false, line: 4, why: 'row 3 is missing' });
});

test('an export that was cut and got a new end no longer has a signature that fits', async () => {
  const lines = await exported();
  expect(await check(lines, { key: key() })).toMatchObject({ ok: true, provenTo: pick(lastRow(lines)).seq });
  expect(await check(cut(lines, 3))).toMatchObject({ ok: false, why: expect.stringContaining('cut off the end') });
});

test('an export that was cut and signed again with another key fails with the key of the server', async () => {
  const lines = cut(await exported(), 3);
  const end = JSON.parse(lines.at(-1) ?? '');
  const names = lines.slice(0, -1).flatMap((line) => {
    const { kind, ...name } = JSON.parse(line);
    return kind === 'name' ? [name] : [];
  });
  const extent = { after: { seq: 0, hash: CHAIN_START }, end: { seq: end.seq, hash: end.hash }, names };
  const { agency: name, exportedAt } = end;
  const forged = sealExport({ ...extent, agency: name, exportedAt }, openAnchorKey(join(agency.dataDir, 'another')));
  const file = [...lines.slice(0, -1), toLine({ ...end, ...forged })];
  // Only who knows the server's key, or an end from elsewhere, can tell.
  expect(await check(file)).toMatchObject({ ok: true, provenTo: null });
  expect(await check(file, { key: key() })).toMatchObject({ ok: false, why: expect.stringContaining('another key') });
});

test('an export that was cut fails against an end that was noted elsewhere', async () => {
  const lines = await exported();
  const head = pick(lastRow(lines)) as { seq: number; hash: string };
  expect(await check(lines, { head })).toMatchObject({ ok: true, provenTo: head.seq });
  const unsigned = cut(lines, 3).map((line) => {
    const { key: _, signature: __, ...rest } = JSON.parse(line);
    return toLine(rest);
  });
  expect(await check(unsigned)).toMatchObject({ ok: true, key: null, provenTo: null });
  expect(await check(unsigned, { head })).toMatchObject({ ok: false, why: expect.stringContaining('cut off its end') });
  expect(await check(unsigned, { key: key() })).toMatchObject({ ok: false, why: 'no server signed this file' });
  const other = { seq: 3, hash: 'a'.repeat(64) };
  expect(await check(lines, { head: other })).toMatchObject({ ok: false, why: expect.stringContaining('rewritten') });
  const later = await exported(5);
  expect(await check(later, { head: { seq: 2, hash: 'a'.repeat(64) } })).toMatchObject({ ok: false });
});

test('whatever else an export says of itself is signed: its agency, its time, and the names', async () => {
  const { officer } = await agency.signedIn('officer');
  const lines = await exported();
  const changed = (from: string, to: string) =>
    lines.map((line) => (line.includes('"kind":"row"') ? line : line.replace(from, to)));
  const { agency: of, exportedAt } = JSON.parse(lines.at(-1) ?? '');
  for (const [from, to] of [
    [of, 'Elsewhere PD'],
    [exportedAt, '2020-01-01T00:00:00.000Z'],
    [officer.displayName, 'Somebody Else'],
  ] as const) {
    const file = changed(from, to);
    expect(file).not.toEqual(lines);
    expect(await check(file), to).toMatchObject({ ok: false });
  }
});

test('an export names the accounts that acted in it', async () => {
  const { officer } = await agency.signedIn('officer');
  const checked = await check(await exported(), { key: key() });
  expect(checked.ok && checked.names.get(officer.id)?.name).toBe(officer.displayName);
  const { name: username } = await agency.deps.db
    .selectFrom('officer')
    .select('name')
    .where('id', '=', officer.id)
    .executeTakeFirstOrThrow();
  expect(checked.ok && checked.names.get(officer.id)?.username).toBe(username);
});

test('an export of the first format can still be checked against an end that was noted elsewhere', async () => {
  const [first, ...rest] = (await exported()).map((line) => JSON.parse(line));
  const { agency: of, exportedAt, key: _, signature: __, ...end } = rest.at(-1);
  const rows = rest.filter(({ kind }) => kind === 'row');
  const lines = [{ ...first, format: 1, agency: of, exportedAt }, ...rows, end].map((line) => toLine(line));
  expect(await check(lines, { head: end })).toMatchObject({ ok: true, agency: of, exportedAt, provenTo: end.seq });
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
