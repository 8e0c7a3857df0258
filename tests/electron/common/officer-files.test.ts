import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openJournalFile } from '#electron/common/journal-file.ts';
import { createOfficerFiles } from '#electron/common/officer-files.ts';
import { openJournals } from '#electron/worker/journal/open-journals.ts';
import { JOURNAL_HEADER, JOURNAL_VERSION } from '#shared/journal/frames.ts';
import { SEAL } from '#shared/journal/row.ts';
import { temporaryFolder } from '../../helpers/cache.ts';

const folder = temporaryFolder();
const cache = join(folder.path, 'cache');
const files = createOfficerFiles({ cache, journal: join(folder.path, 'journal') }, 'https://agency.example');
afterEach(() => folder.remove());

test('a wrapped key is replaced only if it is still the one that was read, and no temporary file is left', async () => {
  files.wrap.write('one', 'first');
  expect(await files.wrap.replace('one', 'first', 'second')).toBe(true);
  expect(files.wrap.read('one')).toBe('second');
  const late = files.wrap.replace('one', 'second', 'third');
  files.wrap.write('one', 'a try was counted');
  expect(await late).toBe(false);
  expect(files.wrap.read('one')).toBe('a try was counted');
  const gone = files.wrap.replace('one', 'a try was counted', 'fourth');
  files.wrap.remove('one');
  expect(await gone).toBe(false);
  expect(readdirSync(cache)).toEqual([]);
});

test("an officer's cache is deleted with those of previous server addresses, but unsent decisions stay known", () => {
  const before = createOfficerFiles(files.folders, 'https://former.example');
  for (const one of [files, before]) {
    for (const officer of ['one', 'two']) {
      one.own(officer);
      one.wrap.write(officer, 'wrapped');
      writeFileSync(one.pathOf(officer), 'reports');
    }
    one.setAside('two', 'then');
  }
  files.destroy('one');
  for (const one of [files, before]) {
    expect([one.exists('one'), one.wrap.read('one')]).toEqual([false, null]);
    expect(one.wrap.read('two')).toBe('wrapped');
  }
  expect([files.owners(), before.owners()]).toEqual([['two'], ['two']]);
  mkdirSync(files.folders.journal);
  for (const one of [files, before]) {
    const journal = openJournalFile(one.journalOf('two'), '2026-03-08T09:00:00.000Z');
    journal.append([{ id: '018f7b1e-0000-7000-8000-000000000001', payload: new Uint8Array(SEAL.keyId + 600) }]);
    journal.close();
  }
  files.destroy('two');
  expect(readdirSync(cache).filter((name) => !name.endsWith('.owner'))).toEqual([]);
  expect([files.owners(), before.owners()]).toEqual([['two'], ['two']]);
  expect([files, before].map((one) => existsSync(one.journalOf('two')))).toEqual([true, true]);
});

test('officers with a cache on this workstation are known from the files beside it, and only for this server', () => {
  const elsewhere = createOfficerFiles(files.folders, 'https://other.example');
  files.own('one');
  files.own('two');
  elsewhere.own('three');
  expect(files.owners().sort()).toEqual(['one', 'two']);
  files.destroy('one');
  expect(files.owners()).toEqual(['two']);
  expect(elsewhere.owners()).toEqual(['three']);
});

test('a journal that an older version set aside is read again by the version that wrote it', () => {
  const [path, time] = [files.journalOf('one'), '2026-03-08T09:00:00.000Z'];
  const id = '018f7b1e-0000-7000-8000-000000000001';
  const asVersion = (one: string, version: number) => {
    const bytes = readFileSync(one);
    bytes[JOURNAL_HEADER.length - 1] = version;
    writeFileSync(one, bytes);
  };
  const newer = openJournalFile(path, time);
  newer.append([{ id, payload: new Uint8Array(SEAL.keyId + 600) }]);
  newer.close();
  asVersion(path, JOURNAL_VERSION + 1);
  openJournalFile(path, time).close();
  const aside = `${path}.unreadable-2026-03-08T09-00-00-000Z`;
  expect([files.formerJournals('one'), files.formerJournals('two')]).toEqual([[], []]);
  // Back on the newer version, which can read the file.
  asVersion(aside, JOURNAL_VERSION);
  expect([files.formerJournals('one'), files.formerJournals('two')]).toEqual([[aside], []]);
  const input = { journalPath: path, formerJournals: files.formerJournals('one') };
  const again = openJournals(input, time, () => undefined);
  expect([...(again?.live().keys() ?? [])]).toEqual([id]);
  again?.bury([id]);
  again?.close();
  expect(files.formerJournals('one')).toEqual([]);
});
