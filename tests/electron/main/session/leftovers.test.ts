import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournalFile } from '#electron/common/journal-file.ts';
import { removeLeftovers } from '#electron/main/session/leftovers.ts';
import { JOURNAL_HEADER, JOURNAL_VERSION } from '#shared/journal/frames.ts';
import { SEAL } from '#shared/journal/row.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

const DAY_MS = 86_400_000;
const NOW = new Date();
const daysOn = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const [ONE, TWO] = ['1'.repeat(32), '2'.repeat(32)];

let folder: Folder;
let folders: { cache: string; journal: string };
beforeEach(() => {
  folder = temporaryFolder();
  folders = { cache: join(folder.path, 'cache'), journal: join(folder.path, 'journal') };
  mkdirSync(folders.cache);
  mkdirSync(folders.journal);
});
afterEach(() => folder.remove());

function put(name: string, daysAgo = 0, text = 'x'): void {
  const path = join(name.includes('.p2cj') ? folders.journal : folders.cache, name);
  writeFileSync(path, text);
  utimesSync(path, daysOn(-daysAgo), daysOn(-daysAgo));
}
function sealOne(path: string): void {
  const journal = openJournalFile(path, NOW.toISOString());
  journal.append([{ id: '018f7b1e-0000-7000-8000-000000000001', payload: new Uint8Array(SEAL.keyId + 600) }]);
  journal.close();
}
/** Changes the version in a journal's header. */
function asVersion(path: string, version: number): void {
  const bytes = readFileSync(path);
  bytes[JOURNAL_HEADER.length - 1] = version;
  writeFileSync(path, bytes);
}
const left = () => [...readdirSync(folders.cache), ...readdirSync(folders.journal)].sort();

test("everything left by an officer absent for ninety days is removed, and an active officer's data stays", async () => {
  for (const end of ['db', 'db-wal', 'p2cj']) put(`${ONE}.${end}`, 91);
  put(`${ONE}.key`, 91);
  put(`${ONE}.owner`, 200, 'officer-1');
  mkdirSync(join(folders.cache, `${ONE}.files`));
  writeFileSync(join(folders.cache, `${ONE}.files`, 'sealed'), 'x');
  utimesSync(join(folders.cache, `${ONE}.files`), daysOn(-91), daysOn(-91));
  put(`${TWO}.db`, 200);
  put(`${TWO}.owner`, 200, 'officer-2');
  // This cache was unlocked yesterday, although nothing was pulled, so it is kept.
  put(`${TWO}.key`, 1);
  expect(await removeLeftovers(folders, NOW)).toEqual(['officer-1']);
  expect(left()).toEqual([`${TWO}.db`, `${TWO}.key`, `${TWO}.owner`]);
});

test('an officer back under a new server address loses only the previous cache, and no key is forgotten', async () => {
  put(`${ONE}.db`, 91);
  put(`${ONE}.owner`, 200, 'officer-1');
  put(`${TWO}.db`, 1);
  put(`${TWO}.owner`, 91, 'officer-1');
  expect(await removeLeftovers(folders, NOW)).toEqual([]);
  expect(left()).toEqual([`${TWO}.db`, `${TWO}.owner`]);
});

test('nothing is removed for an officer whose sealed journal holds an unsent decision', async () => {
  put(`${ONE}.db`, 400);
  put(`${ONE}.key`, 400);
  const path = join(folders.journal, `${ONE}.p2cj`);
  sealOne(path);
  put(`${TWO}.key`, 1);
  const all = left();
  expect(await removeLeftovers(folders, NOW)).toEqual([]);
  expect(left()).toEqual(all);
  const journal = openJournalFile(path, NOW.toISOString());
  journal.bury([...journal.live().keys()]);
  journal.close();
  await removeLeftovers(folders, NOW);
  expect(left()).toEqual([`${TWO}.key`]);
});

test('a clock far ahead removes nothing: if no one seems to have been active, everything stays', async () => {
  const present = [`${ONE}.db`, `${ONE}.key`, `${TWO}.db`];
  // A file set aside may contain a decision until someone inspects it.
  for (const name of [...present, `${TWO}.p2cj.unreadable-2026`, `${TWO}.db.unreadable-2026`]) put(name, 0);
  const all = left();
  expect(await removeLeftovers(folders, daysOn(400))).toEqual([]);
  expect(left()).toEqual(all);
});

test('files set aside are kept for ninety days from then, however old they were, and the current cache stays', async () => {
  const aside = [`${ONE}.db.unreadable-2026`, `${ONE}.key.unreadable-2026`, `${ONE}.p2cj.unreadable-2026`];
  for (const name of aside) put(name, 400);
  await removeLeftovers(folders, daysOn(89));
  expect(left()).toEqual(aside);
  put(`${ONE}.db`, -91);
  await removeLeftovers(folders, daysOn(91));
  expect(left()).toEqual([`${ONE}.db`]);
});

test('a journal of a newer version is never removed, however old: it may hold decisions that only that version can read', async () => {
  const journalOf = (officer: string) => join(folders.journal, `${officer}.p2cj`);
  for (const officer of [ONE, TWO]) {
    sealOne(journalOf(officer));
    asVersion(journalOf(officer), JOURNAL_VERSION + 1);
  }
  // After the roll-back, one officer works on, and the other does not come back.
  openJournalFile(journalOf(ONE), NOW.toISOString()).close();
  put(`${ONE}.db`, -400);
  put(`${TWO}.db`, 91);
  await removeLeftovers(folders, daysOn(400));
  const aside = `${ONE}.p2cj.unreadable-${NOW.toISOString().replace(/[:.]/g, '-')}`;
  expect(left()).toEqual([`${ONE}.db`, `${ONE}.p2cj`, aside, `${TWO}.db`, `${TWO}.p2cj`].sort());
});

test('a damaged journal that was set aside stays while it has records, and goes once it is read and settled', async () => {
  const path = join(folders.journal, `${ONE}.p2cj.unreadable-2026`);
  sealOne(path);
  asVersion(path, 0);
  put(`${TWO}.db`, -400);
  await removeLeftovers(folders, daysOn(400));
  expect(left()).toEqual([`${ONE}.p2cj.unreadable-2026`, `${TWO}.db`]);
  asVersion(path, JOURNAL_VERSION);
  const journal = openJournalFile(path, NOW.toISOString());
  journal.bury([...journal.live().keys()]);
  journal.close();
  await removeLeftovers(folders, daysOn(400));
  expect(left()).toEqual([`${TWO}.db`]);
});

test('a cache whose last session counted unsent decisions stays: before the first key came, they are only in it', async () => {
  for (const end of ['db', 'key']) put(`${ONE}.${end}`, 400);
  put(`${ONE}.left`, 400, '{"waiting":1,"drafts":0}');
  put(`${TWO}.key`, 1);
  const all = left();
  expect(await removeLeftovers(folders, NOW)).toEqual([]);
  expect(left()).toEqual(all);
});

test('a workstation where no one ever signed in has nothing to remove', async () => {
  folder.remove();
  expect(await removeLeftovers(folders, NOW)).toEqual([]);
});
