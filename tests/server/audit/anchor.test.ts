import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { anchorsFile, keepAnchor } from '#server/audit/keep-anchor.ts';
import { startNewEpoch } from '#server/commands/agency/start-new-epoch.ts';
import { appendAlone, chainHead } from '#server/db/audit.ts';
import { checkAudit } from '#server/jobs/check-audit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

const on = new AbortController().signal;
let agency: Agency;
let built: string;
let now = Date.parse('2026-11-24T15:00:00.000Z');
let file: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency({ now: () => new Date(now) }), bundle('server/main.ts')]);
  file = anchorsFile(agency.dataDir);
});
afterAll(() => agency.stop());

const entry = { actor: 'test', action: 'demo.fill', target: null, outcome: 'success', source: 'test' } as const;
const add = async (count: number, code = 'first') => {
  for (let n = 0; n < count; n += 1)
    await appendAlone(agency.deps.db, { ...entry, at: new Date(now), detail: { code, times: n } });
};
const anchor = async () => {
  now += 5 * 60_000;
  await keepAnchor(agency.deps, { key: openAnchorKey(agency.dataDir), file, siem: null }, on);
  return (await chainHead(agency.deps.db)).seq;
};
const verify = (...args: string[]) => runServerCommand(built, agency, ['verify-audit', '--anchors', file, ...args]);
/** Runs a statement with the triggers disabled, as anyone with access to the database could. */
const tamper = async (statement: string) => {
  const { db } = agency.deps;
  await db.transaction().execute(async (trx) => {
    await sql`alter table audit disable trigger user`.execute(trx);
    await sql.raw(statement).execute(trx);
    await sql`alter table audit enable trigger user`.execute(trx);
    await sql`delete from audit_checkpoint`.execute(trx);
  });
};
const empty = () => tamper('delete from audit');
beforeEach(async () => {
  rmSync(file, { force: true });
  await empty();
});

test('a log that grew since agrees with all notes, and the notes say how long nobody made one', async () => {
  await add(3);
  await anchor();
  await add(2);
  now += 30 * 60_000;
  await anchor();
  await add(2);
  const { code, out, err } = await verify();
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`2 signed notes from ${agency.deps.publicUrl} match the log, `);
  expect(out).toContain('longest gap 35 minutes');
});

test('a log whose tail was cut is found, though its chain is intact', async () => {
  await add(4);
  await anchor();
  await add(4);
  await anchor();
  await tamper('delete from audit where seq > 6');
  expect((await runServerCommand(built, agency, ['verify-audit'])).code).toBe(0);
  await tamper('delete from audit where seq > 6');
  const { code, err } = await verify();
  expect(code).toBe(1);
  expect(err).toContain('The audit log ends at row 6, but had row 8 at 2026-');
  expect(err).toMatch(/The note of .*, row 4, matches\./);
});

test('a log that was rewritten with right hashes is found', async () => {
  await add(4);
  await anchor();
  await add(4);
  await anchor();
  await tamper('delete from audit where seq > 5');
  await add(5, 'other');
  expect((await runServerCommand(built, agency, ['verify-audit'])).code).toBe(0);
  await tamper('delete from audit_checkpoint');
  const { code, err } = await verify();
  expect([code, err]).toEqual([1, expect.stringContaining('Row 8 is not the same as at ')]);
  expect(err).toContain('the log was rewritten');
});

test('after a restore that its administrator knows of, notes can be right again, and a later cut is still found', async () => {
  await add(4);
  await anchor();
  await add(4);
  await anchor();
  // Has the effect of restoring a backup that was made at row 5.
  await tamper('delete from audit where seq > 5');
  now += 60_000;
  await startNewEpoch(agency.deps, { actor: 'test', source: 'test' });
  await add(4, 'after');
  await anchor();
  const asked = await verify();
  expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('1 notes, 2026-')]);
  expect(asked.err).toContain('row 6 says that a backup was restored at 2026-');
  expect(asked.err).toContain('add --restored 6.');
  const known = await verify('--restored', '6');
  expect([known.code, known.err]).toEqual([0, '']);
  expect(known.out).toMatch(/1 notes are for rows that the restore at .* removed\n2 signed notes from /);
  // It was noted for the nightly check, and later calls need not name it again.
  const place = { key: openAnchorKey(agency.dataDir), file };
  expect((await checkAudit(agency.deps, { notes: place })).faults).toEqual([]);
  expect((await verify()).code).toBe(0);
  await add(1);
  await anchor();
  await tamper('delete from audit where seq > 11');
  const cut = await verify('--restored', '6');
  expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('The audit log ends at row 11')]);
});

test('the row of a restore excuses neither what was noted of rows before it, nor what was noted after it', async () => {
  const restored = async () => {
    now += 60_000;
    await startNewEpoch(agency.deps, { actor: 'test', source: 'test' });
    return (await chainHead(agency.deps.db)).seq;
  };
  await add(3);
  await anchor();
  await tamper('delete from audit where seq > 2');
  await add(1, 'other');
  const before = await verify('--restored', String(await restored()));
  expect([before.code, before.err]).toEqual([1, expect.stringContaining('Row 3 is not the same as')]);

  rmSync(file);
  const row = await restored();
  await add(3);
  await anchor();
  await tamper(`delete from audit where seq > ${row}`);
  await add(3, 'anew');
  const after = await verify('--restored', String(row));
  expect([after.code, after.err]).toEqual([1, expect.stringContaining('the log was rewritten')]);
});

test('a note that was changed to agree with such a log is not signed', async () => {
  await add(4);
  await anchor();
  await empty();
  await add(4, 'other');
  const note = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify({ ...note, hash: (await chainHead(agency.deps.db)).hash })}\n`);
  const { code, err } = await verify();
  expect([code, err]).toEqual([1, expect.stringContaining('1 notes were changed, or were not signed with the key ')]);
});

test('notes that another key signed verify nothing', async () => {
  await add(1);
  await anchor();
  const other = openAnchorKey(join(agency.dataDir, 'other'));
  const { code, err } = await verify('--anchor-key', other.text);
  expect([code, err]).toEqual([1, expect.stringContaining('has no notes signed with the key ')]);
});

test('notes are found in the lines of a syslog file, and checked with the public key alone', async () => {
  await add(2);
  await anchor();
  const { out: key } = await runServerCommand(built, agency, ['anchor-key']);
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(
    file,
    lines.map((line) => (line === '' ? '' : `<109>1 … p2c-review 1 audit.anchor - \uFEFF${line}`)).join('\n'),
  );
  expect(await verify('--anchor-key', key.trim())).toMatchObject({ code: 0, err: '' });
});

test('the key is a file that only its owner reads, and no note holds it', async () => {
  await add(1);
  await anchor();
  const path = join(agency.dataDir, 'anchor-key');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(readFileSync(path, 'utf8').trim());
});

test('notes are only ever added to the file', async () => {
  await add(1);
  await anchor();
  const first = readFileSync(file, 'utf8');
  await anchor();
  expect(readFileSync(file, 'utf8').startsWith(first)).toBe(true);
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
});
