import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countLive, openJournalFile } from '#electron/common/journal-file.ts';
import { act } from '#electron/worker/commands/act.ts';
import { previewLetter } from '#electron/worker/commands/preview-letter.ts';
import { undo } from '#electron/worker/commands/undo.ts';
import { write } from '#electron/worker/db/write.ts';
import { createJournal, type Journal } from '#electron/worker/journal/journal.ts';
import { openRecoveryKeys } from '#server/recovery/key-pair.ts';
import { openSealed } from '#server/recovery/open-seal.ts';
import type { Act } from '#shared/domain/act.ts';
import { AppError } from '#shared/errors.ts';
import { JOURNAL_HEADER, readFrames } from '#shared/journal/frames.ts';
import type { RecoveryKey } from '#shared/journal/row.ts';
import { aReport } from '../../../helpers/builders.ts';
import { type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { wordsOnDisk } from '../../../helpers/disk-search.ts';
import { CIRCUMSTANCES, quietTrail } from '../../../helpers/quiet-trail.ts';

const officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
} as const;
const NOTE = 'Quetzalcoatlus asked for it';
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: NOTE };
const report = aReport();
const now = () => new Date('2026-03-08T09:00:00.000Z');

let folder: Folder;
let path: string;
let keys: ReturnType<typeof openRecoveryKeys>;
let key: RecoveryKey | null;
let cache: ReturnType<typeof filledCache>;
const open: Journal[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'journal', 'a.p2cj');
  keys = openRecoveryKeys(folder.path, null);
  key = keys.public;
  cache = filledCache([report, aReport({ serial: 2 })]);
});
afterEach(() => {
  for (const journal of open.splice(0)) journal.close();
  folder.remove();
});

function start(stores: typeof cache = cache): Journal {
  const file = openJournalFile(path, now().toISOString());
  const journal = createJournal({
    stores,
    file,
    officerId: officer.id,
    key: () => key,
    log: () => {},
  });
  open.push(journal);
  return journal;
}
function stop(): void {
  for (const journal of open.splice(0)) journal.close();
}
function decide(
  journal: Pick<Journal, 'append' | 'unseal' | 'settle'>,
  on = report,
  wanted = approve,
  { stores = cache, id }: { stores?: typeof cache; id?: string } = {},
) {
  const { seen } = previewLetter(stores, { reportId: on.id, act: wanted });
  const ports = { seal: journal.append, unseal: journal.unseal, settle: journal.settle };
  const deps = { stores, officer, announce: () => {}, saved: () => {}, now, ...ports, ...quietTrail };
  return act(deps, { reportId: on.id, act: wanted, seen }, id === undefined ? undefined : { id });
}
/** Makes every commit that contains a decision fail from now on, after all its statements succeed. */
function failCommits(stores: typeof cache): () => void {
  rawOf(stores.db).exec(`CREATE TEMP TABLE parent (id PRIMARY KEY);
    CREATE TEMP TABLE child (id REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
    CREATE TEMP TRIGGER never AFTER INSERT ON outbox BEGIN INSERT INTO child VALUES (1); END`);
  return () => rawOf(stores.db).exec('DROP TRIGGER never');
}
const rows = () =>
  (readFrames(readFileSync(path))?.frames ?? [])
    .filter((frame) => frame.kind === 'row')
    .map((frame) => openSealed(keys, frame.payload));

describe('the sealed journal', () => {
  test('contains a decision before it is shown as saved, and only the agency can read it', () => {
    const saved = decide(start());
    expect(rows()).toEqual([
      {
        id: saved.id,
        officerId: officer.id,
        reportId: report.id,
        trackingNumber: report.trackingNumber,
        act: approve,
        seen: saved.seen,
        createdAt: saved.createdAt,
        circumstances: CIRCUMSTANCES,
      },
    ]);
    expect(wordsOnDisk([join(folder.path, 'journal')], [NOTE, report.trackingNumber, 'larceny'])).toEqual([]);
    const stranger = openRecoveryKeys(join(folder.path, 'other'), null);
    expect(readFrames(readFileSync(path))?.frames.map(({ payload }) => openSealed(stranger, payload))).toEqual([null]);
  });

  test('does not reveal by its size how much was written', () => {
    const journal = start();
    const before = statSync(path).size;
    decide(journal);
    const first = statSync(path).size - before;
    decide(journal, aReport({ serial: 2 }), { ...approve, note: '' });
    expect(statSync(path).size - before - first).toBe(first);
  });

  test('blocks saving a decision that cannot be sealed', () => {
    const journal = start();
    const full = () => {
      throw new AppError('disk_full');
    };
    expect(() => decide({ ...journal, append: full })).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(cache.outbox.list()).toEqual([]);
  });

  test('drops a decision that failed to save after it was sealed, and the officer learns why', () => {
    const journal = start();
    const mend = failCommits(cache);
    expect(() => decide(journal)).toThrow('FOREIGN KEY constraint failed');
    expect(cache.outbox.list()).toEqual([]);
    expect(journal.state()).toMatchObject({ live: 0, lost: 0 });
    mend();
    decide(journal);
    expect(journal.state()).toMatchObject({ live: 1, lost: 0 });
  });

  test('does not offer an unsaved decision as lost while there is no space for its tombstone, and writes that later', () => {
    const file = openJournalFile(path, now().toISOString());
    let isFull = true;
    const bury = (ids: readonly string[]) => {
      if (isFull) throw new AppError('disk_full');
      file.bury(ids);
    };
    const ports = { stores: cache, officerId: officer.id, key: () => key, log: () => {} };
    const journal = createJournal({ ...ports, file: { ...file, bury } });
    open.push(journal);
    failCommits(cache);
    expect(() => decide(journal)).toThrow('FOREIGN KEY constraint failed');
    expect(journal.state()).toMatchObject({ live: 1, lost: 0 });
    isFull = false;
    journal.settle();
    expect(journal.state()).toMatchObject({ live: 0, lost: 0 });
  });

  test('keeps a recovered decision when saving it in the new cache fails', () => {
    const saved = decide(start());
    stop();
    const fresh = filledCache([report]);
    const journal = start(fresh);
    const mend = failCommits(fresh);
    const confirm = () => decide(journal, report, approve, { stores: fresh, id: saved.id });
    expect(confirm).toThrow('FOREIGN KEY constraint failed');
    expect(journal.frames().map(({ id }) => id)).toEqual([saved.id]);
    mend();
    confirm();
    expect(journal.state()).toMatchObject({ live: 1, lost: 0 });
  });

  test('reseals pending and recovered decisions when the agency has a new recovery key', () => {
    const other = openRecoveryKeys(join(folder.path, 'other'), null);
    const journal = start();
    const [first, taken] = [decide(journal), decide(journal, aReport({ serial: 2 }))];
    undo(
      {
        stores: cache,
        announce: () => {},
        wake: () => {},
        settle: journal.settle,
        ...quietTrail,
        now: () => new Date(),
      },
      taken.id,
    );
    const readable = (by: typeof keys, of: Journal) => of.frames().map(({ payload }) => openSealed(by, payload)?.id);
    key = other.public;
    journal.catchUp();
    const written = statSync(path).size;
    journal.catchUp();
    expect(statSync(path).size).toBe(written);
    stop();
    const again = start(filledCache([report]));
    expect(readable(other, again)).toEqual([first.id]);

    key = keys.public;
    const fresh = filledCache([report]);
    stop();
    decide(start(fresh), report, approve, { stores: fresh, id: first.id });
    stop();
    expect(readable(keys, start(filledCache([report])))).toEqual([first.id]);
  });

  test('drops what an officer undoes, even if the application was killed right after', () => {
    const journal = start();
    const saved = decide(journal);
    const other = decide(journal, aReport({ serial: 2 }));
    // Killed between the transaction and the tombstone: the next start writes the missing tombstone.
    undo(
      { stores: cache, announce: () => {}, wake: () => {}, settle: () => {}, ...quietTrail, now: () => new Date() },
      saved.id,
    );
    expect(journal.state()).toMatchObject({ live: 2, lost: 0 });
    const again = start();
    again.catchUp();
    expect(again.state()).toMatchObject({ live: 1, lost: 0 });
    expect(again.frames()).toEqual([]);
    expect(cache.outbox.list().map(({ id }) => id)).toEqual([other.id]);
  });

  test('shrinks to nothing when none of its records are live', () => {
    const journal = start();
    const saved = decide(journal);
    expect(statSync(path).size).toBeGreaterThan(500);
    write(cache.db, (tx) => cache.outbox.acknowledged(tx, saved.id));
    journal.settle();
    expect(statSync(path).size).toBe(JOURNAL_HEADER.length);
    expect(cache.journalDone.list()).toEqual([]);
    decide(journal, aReport({ serial: 2 }));
    expect(rows()).toHaveLength(1);
  });

  test('gets the tombstone for what the server took soon, but not in the same event loop turn', async () => {
    const journal = start();
    const saved = decide(journal);
    write(cache.db, (tx) => cache.outbox.acknowledged(tx, saved.id));
    journal.settleSoon();
    expect(journal.state().live).toBe(1);
    await expect.poll(() => journal.state().live).toBe(0);
    expect(cache.journalDone.list()).toEqual([]);
  });

  test('returns the decisions of a lost cache, and of no other', () => {
    const saved = decide(start());
    stop();
    const fresh = filledCache([report]);
    const journal = start(fresh);
    journal.catchUp();
    expect(journal.state()).toMatchObject({ live: 1, lost: 1 });
    expect(journal.frames().map(({ id }) => id)).toEqual([saved.id]);
    expect(countLive(path)).toBe(1);
  });

  test('seals later what was decided before the key was available', () => {
    key = null;
    const journal = start();
    const saved = decide(journal);
    expect(journal.state()).toMatchObject({ live: 0, unsealed: 1, ready: false });
    key = keys.public;
    journal.catchUp();
    journal.catchUp();
    expect(rows().map((row) => row?.id)).toEqual([saved.id]);
    expect(journal.state()).toMatchObject({ unsealed: 0 });
  });

  test('continues after a record torn by a power cut', () => {
    const first = decide(start());
    stop();
    truncateSync(path, statSync(path).size - 7);
    // The torn entry is sealed again, because the cache still has it; later entries are read too.
    const journal = start();
    journal.catchUp();
    const second = decide(journal, aReport({ serial: 2 }));
    expect(rows().map((row) => row?.id)).toEqual([first.id, second.id]);
    stop();
    expect(countLive(path)).toBe(2);
  });

  test('sets aside a file that is not a journal, and overwrites nothing', () => {
    start();
    stop();
    writeFileSync(path, 'somebody put a text here');
    start();
    expect(readFrames(readFileSync(path))?.frames).toEqual([]);
    expect(readFileSync(`${path}.unreadable-2026-03-08T09-00-00-000Z`, 'utf8')).toBe('somebody put a text here');
  });

  test('counts the complete records of a file with a torn end', () => {
    const journal = start();
    decide(journal);
    stop();
    appendFileSync(path, Buffer.from([0xf0, 0x50, 0x32]));
    expect(countLive(path)).toBe(1);
    expect(countLive(join(folder.path, `${randomUUID()}.p2cj`))).toBe(0);
  });
});

describe('a journal that somebody removes while it is in use', () => {
  test('is started again, and everything that waits is sealed in it', async () => {
    const journal = start();
    decide(journal);
    rmSync(path);
    decide(journal, aReport({ serial: 2 }));
    // The new file contains both decisions, although only the second was made after the old file was deleted.
    await expect.poll(() => countLive(path)).toBe(2);
    const frames = readFrames(readFileSync(path))?.frames ?? [];
    const sealed = frames.map(({ payload }) => openSealed(keys, payload)?.id ?? '');
    expect(new Set(sealed)).toEqual(new Set(cache.outbox.ids()));
  });

  test('is noticed without another decision', async () => {
    const journal = start();
    decide(journal);
    rmSync(path);
    expect(journal.state().live).toBe(0);
    await expect.poll(() => countLive(path)).toBe(1);
    expect(journal.state()).toMatchObject({ live: 1, unsealed: 0 });
  });
});
