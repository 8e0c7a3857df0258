import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asStorageError } from '#electron/common/storage-error.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../../helpers/cache.ts';

const REPORTS = 20;
const VERSIONS = 4;
const ROUNDS = 120;

let folder: Folder;
let keyHex: string;
let written: Set<string>;
/** The files that the killed process left, by the end of their names. */
let left: Record<'' | '-wal', Buffer>;

/** Returns a small seeded generator, so that a failing run can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Returns a report as one short line that reveals any difference. */
function line(report: Report): string {
  const text = JSON.stringify(reportSchema.parse(report));
  return `${report.trackingNumber} version ${report.version} ${createHash('sha256').update(text).digest('hex')}`;
}

const version = (serial: number, n: number) =>
  aReport({ serial, version: n, facts: { how: `Report ${serial} as version ${n}. `.repeat(30) } });

/** A cache whose process was killed: some commits are in the database, the rest only in its log. */
beforeAll(() => {
  folder = temporaryFolder();
  const path = join(folder.path, 'killed.db');
  keyHex = aKey();
  written = new Set();
  const cache = filledCache([], { path, keyHex });
  cache.db.pragma('wal_autocheckpoint = 0');
  for (let n = 1; n <= VERSIONS; n += 1) {
    for (let serial = 1; serial <= REPORTS; serial += 1) {
      const report = version(serial, n);
      written.add(line(report));
      cache.keep(report);
    }
    if (n === 2) cache.db.pragma('wal_checkpoint(FULL)');
  }
  left = { '': readFileSync(path), '-wal': readFileSync(`${path}-wal`) };
  cache.db.close();
});
afterAll(() => folder.remove());

type Damage = (end: '' | '-wal', bytes: Buffer) => Buffer;

/**
 * Opens a damaged copy and reads all of it. Returns what could be read, or 'refused' if the copy could not be opened.
 */
function look(damage: Damage): 'refused' | { reports: string[]; refusals: number } {
  const path = join(folder.path, 'damaged.db');
  for (const end of ['', '-wal', '-shm'] as const) {
    rmSync(`${path}${end}`, { force: true });
    if (end !== '-shm') writeFileSync(`${path}${end}`, damage(end, left[end]));
  }
  let db: ReturnType<typeof openCache>;
  try {
    db = openCache({ path, keyHex });
  } catch (error) {
    expect(error).toMatchObject({ code: 'cache_unreadable' });
    return 'refused';
  }
  const reports: string[] = [];
  let refusals = 0;
  const reading = (work: () => void) => {
    try {
      work();
    } catch (error) {
      const said = asStorageError(error);
      expect(said instanceof AppError ? said.code : said).toBe('cache_unreadable');
      refusals += 1;
    }
  };
  let made: ReturnType<typeof createStores> | undefined;
  const open = () => (made ??= createStores(db));
  reading(() => {
    const { reports: kept } = open();
    for (let serial = 1; serial <= REPORTS; serial += 1) {
      reading(() => {
        const report = kept.get(aReport({ serial }).id);
        if (report !== null) reports.push(line(report));
      });
    }
  });
  // The lists show the same reports, in the same versions, as reading them one by one.
  const listed: string[] = [];
  reading(() => {
    const filter = { states: [], kinds: [], text: '', likelyDuplicate: false };
    const sort = { column: 'trackingNumber', direction: 'asc' } as const;
    const { rows } = open().queue.page({ filter, sort, offset: 0, limit: 100 });
    listed.push(...rows.map((row) => `${row.trackingNumber} version ${row.version}`));
  });
  if (refusals === 0) expect(listed).toEqual(reports.map((one) => one.replace(/ \w+$/, '')));
  db.close();
  return { reports, refusals };
}

const onlyTrue = (seen: ReturnType<typeof look>) => {
  if (seen !== 'refused') for (const one of seen.reports) expect(written).toContain(one);
};

const newest = () => Array.from({ length: REPORTS }, (_, n) => line(version(n + 1, VERSIONS)));

describe('a cache after a power cut', () => {
  test('has everything if nothing was damaged', () => {
    const seen = look((_, bytes) => bytes);
    expect(seen).toMatchObject({ refusals: 0 });
    expect(seen === 'refused' ? [] : seen.reports).toEqual(newest());
  });

  test('with its log truncated anywhere opens with what was committed before', () => {
    const next = random(1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const share = next();
      const seen = look((end, bytes) => (end === '-wal' ? bytes.subarray(0, Math.floor(bytes.length * share)) : bytes));
      expect(seen).not.toBe('refused');
      expect(seen).toMatchObject({ refusals: 0 });
      onlyTrue(seen);
    }
  });

  test('with bytes flipped in its log never shows a wrong report', () => {
    const next = random(2);
    for (let round = 0; round < ROUNDS; round += 1)
      onlyTrue(look((end, bytes) => (end === '-wal' ? flip(bytes, next) : bytes)));
  });

  test('with its database truncated or corrupted either opens or is refused, and never shows a wrong report', () => {
    const next = random(3);
    let refused = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const cut = next() < 0.5;
      const seen = look((end, bytes) => {
        // Empties the log, which could repair the damage.
        if (end === '-wal') return bytes.subarray(0, 0);
        return cut ? bytes.subarray(0, Math.floor(bytes.length * next())) : flip(bytes, next);
      });
      if (seen === 'refused' || seen.refusals > 0) refused += 1;
      onlyTrue(seen);
    }
    // Most of this damage hits data that is read.
    expect(refused).toBeGreaterThan(ROUNDS / 2);
  });

  test('with its database damaged beside a log of newer commits opens or is refused, and never shows a wrong report', () => {
    const next = random(4);
    const pageBytes = 4096;
    let [refused, healed] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const share = next();
      const how = Math.floor(next() * 4);
      const seen = look((end, bytes) => {
        if (end === '-wal') return bytes;
        if (how === 0) return flip(bytes, next);
        // Cuts at any position, at the end of a page, or within the first page.
        const at = Math.floor(bytes.length * share);
        if (how === 1) return bytes.subarray(0, at);
        return bytes.subarray(0, how === 2 ? at - (at % pageBytes) : at % pageBytes);
      });
      onlyTrue(seen);
      if (seen === 'refused' || seen.refusals > 0) refused += 1;
      else {
        // If nothing is reported, everything must be there, including the newest commits, which only the log has.
        expect(seen.reports).toEqual(newest());
        healed += 1;
      }
    }
    // Some damage hits pages that the log also has, and heals. Other damage hits pages that the log does not have.
    expect(refused).toBeGreaterThan(ROUNDS / 4);
    expect(healed).toBeGreaterThan(ROUNDS / 10);
  });

  test('with an empty database file beside a leftover log is empty like a new one', () => {
    const seen = look((end, bytes) => (end === '-wal' ? bytes : bytes.subarray(0, 0)));
    // The log belongs to a lost database, so none of it may be used for a new one.
    if (seen !== 'refused') expect(seen).toEqual({ reports: [], refusals: 0 });
  });
});

function flip(bytes: Buffer, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = 0; n < 8; n += 1) {
    const at = Math.floor(next() * copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 + Math.floor(next() * 255));
  }
  return copy;
}
