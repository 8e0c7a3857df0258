import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyExport } from '#server/audit/export.ts';
import { EXPORTED, LEFT_OUT } from '#server/export/tables.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { fileWith } from '../../helpers/attach.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

const PAPER = Buffer.from(`%PDF-1.4 the receipt ${'x'.repeat(200_000)}`);
let agency: Agency;
let built: string;
let folder: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
  folder = join(agency.dataDir, 'export');
});
afterAll(() => agency.stop());

const run = (to = folder) => runServerCommand(built, agency, ['export-everything', '--to', to]);
const lines = (name: string): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('everything is in files that need no program of ours, each with its hash, and nothing of it is a secret', async () => {
  const report = await fileWith(agency, [
    [PAPER, 'receipt №1.pdf'],
    [Buffer.from('%PDF-1.4 infected'), 'bad.pdf'],
  ]);
  await agency.deps.db.updateTable('attachment').set({ scan: 'infected' }).where('name', '=', 'bad.pdf').execute();
  const { token, officer } = await agency.signedIn();
  const { body } = await agency.act(token, report, { kind: 'approve', offenseCode: 'larceny_other', note: 'Clear.' });
  // Adds more rows than the export reads at once.
  await sql`insert into number_gap (counter, year, first, last, made_at)
    select 'case', 2020, n, n, now() from generate_series(1, 450) as n`.execute(agency.deps.db);

  const { code, out, err } = await run();
  expect([out, err]).toEqual([
    expect.stringMatching(/^1 reports, 1 attachments, [1-9]\d* letters in /),
    expect.stringMatching(/^attachment .*: not exported, because malware was found in it\n$/),
  ]);
  expect(code).toBe(1);

  const [first] = lines('report.jsonl');
  expect(first).toMatchObject({ tracking_number: report.trackingNumber, state: 'approved', facts: report.facts });
  expect(((first?.['history'] ?? []) as { kind: string }[]).map(({ kind }) => kind)).toContain('approved');
  expect(lines('number_gap.jsonl').map(({ first: n }) => n)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
  expect(lines('decision.jsonl')).toMatchObject([{ kind: 'approve', officer_id: officer.id }]);
  expect(lines('officer.jsonl').map(({ id }) => id)).toContain(officer.id);
  expect(lines('policy.jsonl')[0]?.['doc']).toMatchObject({ agency: { city: 'Hartford' } });
  expect(readFileSync(join(folder, 'reports.csv'), 'utf8').split('\r\n')[1]).toContain(body.report.caseNumber);
  const own = join(folder, 'attachments', report.id);
  const [kept, ...others] = readdirSync(own);
  expect([kept, others]).toEqual([expect.stringMatching(/-receipt_1\.pdf$/), []]);
  expect(readFileSync(join(own, kept ?? '')).equals(PAPER)).toBe(true);

  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });
  const listed = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(listed).toHaveLength(files().length - 1);
  async function* audit() {
    for (const line of readFileSync(join(folder, 'audit.jsonl'), 'utf8').trim().split('\n')) yield line;
  }
  expect(await verifyExport(audit())).toMatchObject({ ok: true, fromStart: true });
  expect(lines('audit.jsonl').map(({ action }) => action)).toContain('data.export');

  for (const path of files()) expect(statSync(path).mode & 0o077).toBe(0);
  const account = await agency.deps.db
    .selectFrom('officer')
    .select('password_hash')
    .where('id', '=', officer.id)
    .executeTakeFirstOrThrow();
  for (const secret of [account.password_hash, token])
    for (const path of files()) expect(readFileSync(path).includes(secret)).toBe(false);
});

test('a folder that is there is never written over', async () => {
  expect(await run()).toMatchObject({ code: 1, err: `${folder} already exists. Name another folder.\n` });
  expect(existsSync(`${folder}.part`)).toBe(false);
});

test('a file that was changed on the disk is named, and not exported', async () => {
  const { file_id: id } = await agency.deps.db
    .selectFrom('attachment')
    .select('file_id')
    .where('name', '!=', 'bad.pdf')
    .executeTakeFirstOrThrow();
  const path = join(agency.dataDir, 'files', id.slice(-4, -2), id.slice(-2), `${id}.original`);
  const bytes = readFileSync(path);
  bytes[bytes.length - 40]! ^= 1;
  writeFileSync(path, bytes);
  const { code, err, out } = await run(`${folder}2`);
  expect([code, err, out]).toEqual([1, expect.stringContaining('damaged, or encrypted with'), expect.any(String)]);
  expect(out).toMatch(/^1 reports, 0 attachments/);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: `${folder}2` });
});

test('every table is either exported, by a key that is unique, or left out for a reason, and no secret column is exported', async () => {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'`.execute(
    agency.deps.db,
  );
  const tables = [...new Set(columns.map(({ table }) => table))].sort();
  expect([...Object.keys(EXPORTED), ...Object.keys(LEFT_OUT)].sort()).toEqual(tables);
  const secret = columns
    .filter(({ column, type }) => type === 'bytea' || /hash|token|secret|totp|sealed|private_link|txid/.test(column))
    .filter(({ table, column }) => {
      const spec = EXPORTED[table as keyof typeof EXPORTED];
      return spec !== undefined && !spec.omit?.includes(column);
    });
  expect(secret).toEqual([]);
  const { rows: unique } = await sql<{ table: string; key: string[] }>`
    select relname as table, array(select attname::text from pg_attribute a
      where a.attrelid = i.indrelid and a.attnum = any(i.indkey) order by attname) as key
      from pg_index i join pg_class c on c.oid = i.indrelid
      where i.indisunique and i.indpred is null and relnamespace = 'public'::regnamespace`.execute(agency.deps.db);
  for (const [table, { key }] of Object.entries(EXPORTED))
    expect(unique).toContainEqual({ table, key: [...key].sort() });
});
