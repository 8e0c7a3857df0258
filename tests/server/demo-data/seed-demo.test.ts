import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { findAttachment } from '#server/db/attachments.ts';
import { verifyAudit } from '#server/db/audit.ts';
import { type Cursor, readChanges } from '#server/db/changes.ts';
import { settleEpoch } from '#server/db/epoch.ts';
import { JsonList } from '#server/db/json-list.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { type Loaded } from '#server/demo-data/load.ts';
import { type SeedDeps, seedDemo } from '#server/demo-data/seed-demo.ts';
import { openVault, type Vault } from '#server/files/vault.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { letterFor, receivedLetter } from '#shared/letters/letter.ts';
import { intake } from '../../helpers/builders.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';
import { RESOURCES, UNTIL } from './world.ts';

const COUNT = 2_000;
let database: FreshDatabase;
let dataDir: string;
let deps: SeedDeps;
let vault: Vault;
let loaded: Loaded | null;
let pulled: Report[];

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'p2c-seed-'));
  vault = openVault(dataDir, new Uint8Array(32).fill(5));
  const { db, url: databaseUrl } = database;
  deps = {
    db,
    databaseUrl,
    now: () => UNTIL,
    key: TEST_KEY,
    publicUrl: 'https://p2c.example',
    resources: RESOURCES,
    vault,
  };
  loaded = await seedDemo(deps, { reports: COUNT, seed: 3 });
  pulled = await pullAll();
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Returns the bytes of a report's picture, and finds them as the attachment route does. */
async function pictureOf(id: string): Promise<Buffer> {
  const found = await findAttachment(database.db, id);
  const file = await vault.open(found?.fileId ?? '', 'original');
  return file === null ? Buffer.alloc(0) : buffer(file);
}

async function pullAll(): Promise<Report[]> {
  const all: Report[] = [];
  let after: Cursor = { epoch: await settleEpoch(database.db), txid: '0', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await readChanges(database.db, after, 500, new JsonList());
    all.push(...z.array(reportSchema).parse(JSON.parse(`[${page.reports.bytes.toString()}]`)));
    // Another test's transaction on the same PostgreSQL may hold back the last reports for a moment.
    if (!page.more && !page.heldBack) return all;
    after = page.cursor;
  }
}

describe('a loaded demo', () => {
  it('arrives complete through the change feed, each report once and valid', () => {
    expect(loaded?.reports).toBe(COUNT);
    expect(pulled).toHaveLength(COUNT);
    expect(new Set(pulled.map((one) => one.id)).size).toBe(COUNT);
  });

  it('has an audit chain that verifies', async () => {
    const check = await verifyAudit(database.db);
    expect(check.ok).toBe(true);
    expect(check.rows).toBeGreaterThan(COUNT * 3);
  });

  it('leaves the newest reports open and decides the old ones', () => {
    const ageDays = (one: Report) => (UNTIL.getTime() - Date.parse(one.receivedAt)) / 86_400_000;
    const openShare = (from: number, to: number) => {
      const some = pulled.filter((one) => ageDays(one) >= from && ageDays(one) < to);
      return some.filter((one) => isOpen(one.state)).length / some.length;
    };
    expect(openShare(0, 1)).toBeGreaterThan(0.85);
    expect(openShare(10, 20)).toBeLessThan(0.3);
    const states = new Set(pulled.map((one) => one.state));
    expect([...states].sort()).toEqual(['approved', 'awaiting_citizen', 'rejected', 'resubmitted', 'submitted']);
  });

  it('rejects duplicates only of reports that were then open or approved, and never in a circle', () => {
    const byNumber = new Map(pulled.map((one) => [one.trackingNumber, one]));
    const rejectedAt = ({ history }: Report) => history.find(({ kind }) => kind === 'rejected')?.at;
    const duplicates = pulled.filter(({ history }) => history.some(({ event }) => event.code === 'rejected_duplicate'));
    expect(duplicates.length).toBeGreaterThan(20);
    for (const one of duplicates) {
      const primary = byNumber.get(one.duplicateOf ?? '');
      expect(primary, one.trackingNumber).toBeDefined();
      if (primary?.state === 'rejected') expect(rejectedAt(primary)).toSatisfy((at) => at > (rejectedAt(one) ?? ''));
      expect(primary?.duplicateOf ?? null).toBeNull();
    }
  });

  it("has every report's history in order, with as many versions as acts and replies", () => {
    for (const one of pulled) {
      const times = one.history.map((entry) => entry.at);
      expect(times).toEqual([...times].sort());
      expect(one.history[0]?.kind).toBe('submitted');
      const changes = one.history.filter((entry) => !['submitted', 'letter_sent'].includes(entry.kind)).length;
      expect(one.version).toBe(1 + changes);
      expect(one.changedAt).toBe(times.at(-1));
      expect(one.caseNumber !== null).toBe(one.state === 'approved');
      expect(Date.parse(one.changedAt)).toBeLessThanOrEqual(UNTIL.getTime());
    }
  });

  it('writes its letters with the real function and leaves nothing waiting to be sent', async () => {
    const policy = await currentPolicy(database.db);
    const byId = new Map(pulled.map((one) => [one.id, one]));
    const letters = await database.db.selectFrom('letter').selectAll().execute();
    const acts = new Map(
      (await database.db.selectFrom('act').selectAll().execute()).map((act) => [act.letter_id, act]),
    );
    for (const letter of letters) {
      expect(letter.next_attempt_at).toBeNull();
      expect(letter.sent_at === null).toBe(letter.to_address === null);
      const told = byId.get(letter.report_id ?? '');
      if (told === undefined) throw new Error(`letter ${letter.id}`);
      const act = acts.get(letter.id);
      // An approval may have changed the title under which the reporter filed it, so any title's letter will do.
      const filedAs = [null, ...policy.offenses.map(({ code }) => code)];
      const expected =
        act === undefined
          ? filedAs.map((offenseCode) => receivedLetter({ ...told, offenseCode }, policy).text)
          : [letterFor(told, act.act, policy)?.text.replaceAll('[case number]', told.caseNumber ?? '')];
      expect(expected).toContain(letter.text);
    }
    expect(letters.length).toBe(loaded?.letters);
  });

  it('lets the number counters continue where it ended', async () => {
    const policy = await currentPolicy(database.db);
    const filed = await fileReport(
      deps,
      { ...intake(), notice: { version: policy.notice.version, language: 'en', accepted: true } },
      { source: 'test' },
    );
    const last =
      pulled
        .map((one) => one.trackingNumber)
        .sort()
        .at(-1) ?? '';
    expect(Number(filed.trackingNumber.slice(4, 10))).toBe(Number(last.slice(4, 10)) + 1);
    const cases = pulled.flatMap((one) => one.caseNumber ?? []).sort();
    expect(new Set(cases).size).toBe(cases.length);
    const counter = await database.db
      .selectFrom('case_counter')
      .selectAll()
      .where('year', '=', 2026)
      .executeTakeFirst();
    expect(counter?.last).toBe(Number(cases.at(-1)?.slice(3)));
    expect((await verifyAudit(database.db)).ok).toBe(true);
  });

  it('stores the pictures its reports name in the vault, as real PNG files', async () => {
    const [first] = pulled.flatMap((one) => one.attachments);
    const bytes = await pictureOf(first?.id ?? '');
    expect(bytes.length).toBe(first?.bytes);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    const start = bytes.indexOf('IDAT') + 4;
    const pixels = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)));
    expect(pixels.length).toBe((160 + 1) * 120);
    for (const one of pulled.flatMap((all) => all.attachments)) {
      const found = await findAttachment(database.db, one.id);
      expect(found?.meta).toEqual(one);
      expect(
        createHash('sha256')
          .update(await pictureOf(one.id))
          .digest('hex'),
      ).toBe(one.sha256);
    }
  });

  it('does not touch a database that has reports, unless adding is requested', async () => {
    const count = async () => (await database.db.selectFrom('report').select('id').execute()).length;
    const before = await count();
    expect(await seedDemo(deps, { reports: 10, seed: 4 })).toBeNull();
    expect(await count()).toBe(before);
    expect((await seedDemo(deps, { reports: 10, seed: 4, add: true }))?.reports).toBe(10);
    expect(await count()).toBe(before + 10);
    expect((await verifyAudit(database.db)).ok).toBe(true);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const before = await verifyAudit(database.db);
    const breakOff = () => {
      throw new Error('broken off');
    };
    await expect(seedDemo(deps, { reports: 50, seed: 8, add: true, onReport: breakOff })).rejects.toThrow('broken off');
    expect(await verifyAudit(database.db)).toEqual(before);
  });

  it('lets no one sign in as one of its officers', async () => {
    const officers = await database.db.selectFrom('officer').selectAll().where('name', 'like', 'demo.%').execute();
    expect(officers).toHaveLength(6);
    for (const officer of officers) expect(officer.disabled_at).not.toBeNull();
  });
});
