import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { filesBeside } from '#electron/common/officer-files.ts';
import { unseal } from '#electron/worker/attachments/sealed.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Account, type Agency, startAgency } from '../helpers/agency.ts';
import { fileWith } from '../helpers/attach.ts';
import { filesIn, filesWith, wordsOnDisk } from '../helpers/disk-search.ts';
import { photograph } from '../helpers/pictures.ts';
import { type Bench, startBench } from '../helpers/session-bench.ts';
import { until } from '../helpers/workstation.ts';

/** Words that occur only in the data being searched for. */
const WORDS = {
  narrative: 'Quetzalcoatlus northropi',
  familyName: 'Xanthippopoulos',
  email: 'zyzzyva.weevil@example.org',
  address: '99 Brobdingnag Crescent',
  draft: 'Floccinaucinihilipilification',
  letter: 'Honorificabilitudinitatibus',
  photograph: 'Pneumonoultramicroscopic',
} as const;
const all = Object.values(WORDS);

let agency: Agency;
let account: Account;
let bench: Bench;
let report: Report;
let photo: Buffer;
/** Part of the picture as shown, long enough to be unique. */
let shown: Buffer;
let temporary: string;
const before = process.env.TMPDIR;

beforeAll(async () => {
  agency = await startAgency();
  account = await agency.makeOfficer();
  photo = await photograph();
  report = await fileWith(agency, [[photo, `${WORDS.photograph}.jpg`]], {
    facts: {
      how: `${WORDS.narrative} took my bicycle and flew away.`,
      who: { familyName: WORDS.familyName, email: WORDS.email },
      where: { address: WORDS.address },
    },
  });
});
afterAll(() => agency.stop());
beforeEach(() => {
  bench = startBench(agency);
  temporary = join(bench.folder, 'temporary');
  mkdirSync(temporary);
  // SQLite and Node read it each time, so anything they spill to disk goes where the search looks.
  process.env.TMPDIR = temporary;
});
afterEach(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await agency.online();
  await bench.clear();
});

/**
 * Works through a session with everything in it: pulls, reads, searches, sorts, drafts, and decides without sending.
 */
async function work() {
  const app = await bench.start();
  await app.session.signIn(account);
  const { ask } = app.worker;
  const question = {
    filter: { states: [], kinds: [], text: 'xanthipp', likelyDuplicate: false },
    offset: 0,
    limit: 50,
  };
  // A report that is not in the cache yet is shown from the server, so only the queue proves that it arrived.
  for (const column of ['person', 'location', 'hints'] as const)
    await until(
      () => ask('queue.page', { ...question, sort: { column, direction: 'asc' } }),
      (page) => page.total === 1,
    );
  await ask('report.get', { id: report.id });
  const [{ id } = { id: '' }] = report.attachments;
  for (const copy of ['shown', 'original'] as const) {
    const { bytes } = await ask('read-file', { reportId: report.id, id, copy });
    if (copy === 'shown') shown = Buffer.from(bytes).subarray(bytes.length / 2, bytes.length / 2 + 64);
  }
  const draft = { offenseCode: null, reasonCode: null, duplicateOf: '', missing: [], outcome: null, note: WORDS.draft };
  await ask('draft.put', { reportId: report.id, kind: 'follow_up', draft });
  await agency.offline();
  const act: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: WORDS.letter };
  const { seen, letter } = await ask('letter.preview', { reportId: report.id, act });
  expect(letter?.text).toContain(WORDS.letter);
  await ask('review.act', { reportId: report.id, act, seen });
  return app;
}

/** Expects no word and no picture on the disk, by content or by name. */
function nothing() {
  expect(wordsOnDisk([bench.folder], all)).toEqual([]);
  const part = photo.subarray(photo.length / 2, photo.length / 2 + 64);
  expect(filesWith([bench.folder], [shown, part])).toEqual([]);
  expect(filesIn(bench.folder).filter((file) => file.includes(WORDS.photograph))).toEqual([]);
}

test('no text of a report, draft or letter, and no photo, is on the disk in plain text', async () => {
  const app = await work();
  // Searches the disk while the application runs, with its log files and shared memory, as a kill would leave them.
  const wanted = ['db', 'db-wal', 'key', 'p2cj', 'log'];
  const running = () => filesIn(bench.folder).map((file) => file.replace(/^.*\.(\w)/, '$1'));
  // The log starts with the first failure to reach the server, whose timing varies.
  await until(running, (ends) => wanted.every((end) => ends.includes(end)));
  nothing();
  app.session.lock('by_hand');
  await app.session.unlock({ password: account.password });
  nothing();
  await app.worker.stop();
  nothing();
});

test('the same search finds each of them in the same cache without encryption', async () => {
  const app = await work();
  const key = await bench.keyOf(account);
  await app.worker.stop();
  const plain = join(bench.folder, 'plain');
  mkdirSync(plain);
  const copy = join(plain, 'a.db');
  copyFileSync(bench.officerFiles.pathOf(account.officer.id), copy);
  const db = openCache({ path: copy, keyHex: key.toString('hex') });
  db.pragma('journal_mode = DELETE');
  db.pragma("rekey = ''");
  db.close();
  const found = wordsOnDisk([plain], all);
  const foundAs = (isForm: (form: string, word: string) => boolean) =>
    [...new Set(found.filter(({ form, word }) => isForm(form, word)).map(({ word }) => word))].sort();
  expect(foundAs((form, word) => form === word)).toEqual([...all].sort());
  // Some words are stored in lower case for sorting, and some as single words in the search index.
  const { familyName, address, narrative, email } = WORDS;
  expect(foundAs((form, word) => form === word.toLowerCase() && form !== word)).toEqual([familyName, address].sort());
  expect(foundAs((form, word) => form !== word && form !== word.toLowerCase())).toEqual(
    [narrative, email, address].sort(),
  );
});

test('the same search finds the photo once it is decrypted with the key from the cache', async () => {
  const app = await work();
  const key = await bench.keyOf(account);
  await app.worker.stop();
  const cache = bench.officerFiles.pathOf(account.officer.id);
  const stores = createStores(openCache({ path: cache, keyHex: key.toString('hex') }));
  const [{ id } = { id: '' }] = report.attachments;
  const kept = stores.files.get(id, 'view');
  const sealed = readFileSync(join(filesBeside(cache), kept?.name ?? ''));
  const plain = kept === null ? null : unseal(sealed, kept.key, `${report.id} ${id} view`);
  writeFileSync(join(temporary, 'picture'), plain ?? '');
  stores.db.close();
  expect(filesWith([bench.folder], [shown])).toEqual([join(temporary, 'picture')]);
});

test('the search also finds a word in other encodings that programs use', async () => {
  const folded = WORDS.narrative.toLowerCase();
  for (const [encoding, word] of [
    ['utf8', folded],
    ['utf16le', folded],
    ['hex', WORDS.narrative],
    ['base64', WORDS.narrative],
  ] as const) {
    const bytes = Buffer.from(`..${word}..`, 'utf8');
    const text = encoding === 'hex' || encoding === 'base64' ? bytes.toString(encoding) : bytes.toString();
    writeFileSync(join(temporary, encoding), text, encoding === 'utf16le' ? 'utf16le' : 'utf8');
  }
  const found = wordsOnDisk([temporary], [WORDS.narrative]).map(({ file }) => file.slice(temporary.length + 1));
  expect([...new Set(found)].sort()).toEqual(['base64', 'hex', 'utf16le', 'utf8']);
});
