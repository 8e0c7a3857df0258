import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Checkpointer, startCheckpointer } from '#electron/worker/checkpointer.ts';
import { logLength } from '#electron/worker/db/log-length.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { type Db, type Tx, writeRepeatable } from '#electron/worker/db/write.ts';
import { runSlices } from '#electron/worker/slices.ts';
import { aKey, type Folder, rawOf, temporaryFolder } from '../../helpers/cache.ts';

const PAGE = 4096;
/** Four times the log length that must be waited for. */
const WRITTEN = 48_000;

let folder: Folder;
let file: { path: string; keyHex: string };
let db: Db;
let checkpointer: Checkpointer;
const faults: string[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  db = openCache(file);
  checkpointer = startCheckpointer(file, db, (event) => faults.push(event));
});
afterEach(async () => {
  await checkpointer.close();
  db.close();
  folder.remove();
  expect(faults).toEqual([]);
});

/** Writes `pages` pages in slices. */
async function fill(pages: number): Promise<void> {
  const insert = db.prepare('INSERT INTO filling (bytes) VALUES (zeroblob(40000))');
  let left = pages / 10;
  await runSlices(
    (tx: Tx) => {
      tx.run(insert);
      left -= 1;
      return left > 0;
    },
    { budgetMs: 5, around: (slice) => writeRepeatable(db, slice), before: checkpointer.makeRoom },
  );
}

test('the log keeps restarting during heavy writes, and no commit has to checkpoint it', async () => {
  rawOf(db).exec('CREATE TABLE filling (bytes BLOB)');
  await fill(WRITTEN);
  expect(statSync(`${file.path}-wal`).size).toBeLessThan((WRITTEN * PAGE) / 2);
  expect(logLength(db).log).toBeLessThan(WRITTEN / 2);
});
