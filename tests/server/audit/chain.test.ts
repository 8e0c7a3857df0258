import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AUDIT_ACTIONS } from '#server/audit/catalog.ts';
import { auditHash } from '#server/audit/chain.ts';
import { appendAudit, verifyAudit } from '#server/db/audit.ts';
import { CHAIN_START, canonicalJson } from '#shared/audit/row.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const row = (n: number) =>
  ({
    at: new Date(Date.UTC(2026, 2, 7, 14, 0, 0, n)),
    actor: 'person',
    action: 'report.file',
    target: `report ${n}`,
    outcome: 'success',
    source: '127.0.0.1',
    detail: { z: n, a: { c: [1, null, 'ñ'], b: 0.1 } },
  }) as const;

async function fill(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await database.db.transaction().execute((trx) => appendAudit(trx, row(n)));
}

/** Runs a statement with the triggers disabled, as anyone with the database's own password could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw('alter table audit disable trigger all').execute(database.db);
  await sql.raw(statement).execute(database.db);
}

test('a chain of many rows verifies, in batches of any size', async () => {
  await fill(12);
  for (const slice of [1, 5, 12, 100])
    expect(await verifyAudit(database.db, { slice })).toMatchObject({ ok: true, rows: 12 });
});

test('rows with text in any script verify as they were written', async () => {
  for (const words of ['"seq":9,', 'a\\b\n\t', '王 İnci ñ 🚲', "O'Neil; drop table audit", '\u2028'])
    await database.db.transaction().execute((trx) =>
      appendAudit(trx, {
        ...row(1),
        actor: words,
        target: words,
        source: words,
        detail: { [words]: words, n: 1e21 },
      }),
    );
  await database.db.transaction().execute((trx) => appendAudit(trx, { ...row(2), target: null, detail: {} }));
  expect(await verifyAudit(database.db)).toMatchObject({ ok: true, rows: 6 });
});

test('rows added concurrently form one chain', async () => {
  await Promise.all(
    Array.from({ length: 30 }, (_, n) => database.db.transaction().execute((trx) => appendAudit(trx, row(n)))),
  );
  expect(await verifyAudit(database.db)).toMatchObject({ ok: true, rows: 30 });
});

test.each([
  ['a changed word', `update audit set actor = 'somebody' where seq = 7`],
  ['a changed time', `update audit set at = at + interval '10 milliseconds' where seq = 7`],
  ['a changed detail', `update audit set detail = '{"z": 8}' where seq = 7`],
  ['a changed outcome', `update audit set outcome = 'failure' where seq = 7`],
  ['a row taken out', 'delete from audit where seq = 7'],
  ['a changed hash', `update audit set hash = repeat('0', 64) where seq = 7`],
])('%s is detected and located', async (_, statement) => {
  await fill(10);
  await tamper(statement);
  expect(await verifyAudit(database.db, { slice: 3 })).toEqual({ ok: false, rows: 6, badSeq: 7 });
});

test('the log cannot be changed or emptied', async () => {
  await fill(1);
  for (const statement of [`update audit set actor = 'x'`, 'delete from audit', 'truncate audit']) {
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('only grows');
  }
});

test('the hash depends on values, not on key order', () => {
  const content = { seq: 1, ...row(1), at: row(1).at.toISOString() };
  const turned = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
  expect(auditHash(CHAIN_START, turned)).toBe(auditHash(CHAIN_START, content));
  expect(auditHash('f'.repeat(64), content)).not.toBe(auditHash(CHAIN_START, content));
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
});

test('every action in the catalog is described in a sentence', () => {
  for (const text of Object.values(AUDIT_ACTIONS)) expect(text).toMatch(/^[A-Z].*\.$/);
});
