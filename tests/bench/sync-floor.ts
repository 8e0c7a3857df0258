import { createReadStream, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
// oxlint-disable-next-line import/default -- the library's types say `export =`, which is its default import
import Database from 'better-sqlite3';
import { createLaterIndexes } from '#electron/worker/db/later-indexes.ts';
import { migrate } from '#electron/worker/db/migrate.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { queueColumns } from '#electron/worker/db/queue-columns.ts';
import { reconcileQueue } from '#electron/worker/db/queue-indexes.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { writeRepeatable } from '#electron/worker/db/write.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { REPORT_STATES, type Report } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { NO_HINTS } from '../helpers/hint-count.ts';

/*
 * The baseline for a pull: a program that parses the pages the server sent (one per line in a file) as JSON and inserts
 * them into a plain database with the same tables.
 */

/** Reports per second: until the rows are committed, and until every index is built too. */
export type Inserted = { rows: number; indexed: number; later: number };

/**
 * Measures from the bytes of the pages to the committed rows, with one transaction per page.
 * @param how `later`: leaves out the indexes that a first pull leaves out, and builds them after the last row.
 */
export async function plainInserts(
  pages: string,
  path: string,
  policy: Policy,
  how: { later: boolean },
): Promise<Inserted> {
  const db = plain(path);
  const indexes = createLaterIndexes(db);
  if (how.later) writeRepeatable(db, indexes.leaveOut);
  const later = indexes.due().length;
  const report = db.prepare('INSERT INTO report (seq, id, version, generation, body) VALUES (?, ?, ?, 1, ?)');
  let queue: ReturnType<typeof db.prepare> | undefined;
  let seq = 0;
  let spent = 0;
  for await (const line of createInterface({ input: createReadStream(pages) })) {
    const bytes = Buffer.from(line);
    const started = performance.now();
    const { reports } = JSON.parse(bytes.toString()) as { reports: Report[] };
    db.transaction(() => {
      for (const one of reports) {
        seq += 1;
        report.run(seq, one.id, one.version, JSON.stringify(one));
        const columns = queueColumns(one, policy);
        queue ??= db.prepare(insertSql(Object.keys(columns)));
        queue.run({ seq, open: isOpen(one.state) ? 1 : 0, ...columns });
      }
    })();
    spent += performance.now() - started;
  }
  const rows = (seq / spent) * 1000;
  const started = performance.now();
  if (how.later) while (writeRepeatable(db, indexes.buildNext));
  spent += performance.now() - started;
  db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return { rows, indexed: (seq / spent) * 1000, later };
}

const insertSql = (columns: readonly string[]) =>
  `INSERT INTO queue (seq, in_queue, hints, duplicates, ${columns.join(', ')})
   VALUES (@seq, @open, 0, 0, ${columns.map((one) => `@${one}`).join(', ')})`;

/**
 * `movedPerSecond` also counts the time of the checkpoint, which moves the log's pages into the file; the application
 * runs it on a separate thread.
 */
export type Cost = { writesPerSecond: number; movedPerSecond: number; pageMs: number };

/** Number of reports in one page of a pull. */
const PAGE = 100;

/**
 * Does the same work with our own stores, encrypted or not: stores reports as a first pull does, then reads warm pages
 * of the queue.
 */
export function costOf(reports: readonly Report[], path: string, policy: Policy, encrypted: boolean): Cost {
  const db = encrypted ? openCache({ path, keyHex: 'ab'.repeat(32) }) : plain(path);
  db.pragma('wal_autocheckpoint = 0');
  const stores = createStores(db);
  writeRepeatable(db, stores.laterIndexes.leaveOut);
  const started = performance.now();
  for (let at = 0; at < reports.length; at += PAGE) {
    // Commits as a pull does: syncing each commit to disk would measure the disk.
    writeRepeatable(db, (tx) => {
      for (const report of reports.slice(at, at + PAGE)) stores.reports.save(tx, report, policy, NO_HINTS, 1);
    });
  }
  const rate = (): number => (reports.length / (performance.now() - started)) * 1000;
  const writesPerSecond = rate();
  db.pragma('wal_checkpoint(TRUNCATE)');
  const movedPerSecond = rate();
  while (writeRepeatable(db, stores.laterIndexes.buildNext));
  // Asks for open and closed reports: the oldest are closed, and an empty page would cost nothing.
  const filter = { states: [...REPORT_STATES], kinds: [], text: '', likelyDuplicate: false };
  const page = (offset: number): void => {
    const { rows } = stores.queue.page({ filter, sort: { column: 'location', direction: 'asc' }, offset, limit: 100 });
    if (rows.length !== 100) throw new Error(`a page of ${rows.length} rows`);
  };
  for (let warm = 0; warm < 20; warm += 1) page(warm * 10);
  const read = performance.now();
  for (let n = 0; n < 300; n += 1) page((n * 37) % 200);
  const pageMs = (performance.now() - read) / 300;
  db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return { writesPerSecond, movedPerSecond, pageMs };
}

/** Opens a plain database from the library itself: the same tables and settings, without encryption. */
function plain(path: string) {
  const db = new Database(path);
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -65536');
  db.pragma('foreign_keys = ON');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  migrate(db);
  reconcileQueue(db);
  return db;
}
