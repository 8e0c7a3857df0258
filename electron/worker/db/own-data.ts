import { act, circumstances, seen } from '#shared/domain/act.ts';
import { AppError } from '#shared/errors.ts';

/** The parts of a database used here; `open.ts` opens it and has the full type. */
export type Target = {
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  exec: (sql: string) => unknown;
  prepare: <P extends unknown[] = unknown[], R = unknown>(
    sql: string,
  ) => { all: (...values: P) => R[]; run: (...values: P) => unknown };
};

/**
 * Tables with the officer's own work, which the server may not have. After a rollback, the previous version must be
 * able to read these tables as the newer version left them, so migrations may only add nullable columns
 * (tests/electron/worker/db/own-data.test.ts).
 */
export const OWN_TABLES = [
  'outbox',
  'pair_outbox',
  'journal_done',
  'draft',
  'hint_feedback',
  'opening',
  'undone_act',
  'message_file',
] as const;
/** Tables that the first release did not have, so a cache that has not been migrated may lack them. */
const LATER: readonly string[] = ['message_file'];

/** The rows of `meta` that belong to the officer's own data or protect it; the rest can be pulled again. */
export const OWN_META: readonly string[] = ['newest_at', 'recovery_key', 'preferences', 'unsaved_policy'];

type Named = { name: string };
export type Row = Record<string, unknown>;
/** Rows by table, including `meta`. */
export type OwnData = ReadonlyMap<string, readonly Row[]>;

/**
 * Reads the officer's own data from a cache written by any version.
 * @throws AppError cache_unreadable when a table is missing or the outbox contains a decision that this version doesn't
 * know: it would be shown as waiting, but could never be sent.
 */
export function readOwnData(db: Target): OwnData {
  keepBases(db);
  const own = new Map<string, readonly Row[]>();
  for (const table of OWN_TABLES) own.set(table, rowsOf(db, table));
  const marks = OWN_META.map(() => '?').join(', ');
  own.set('meta', db.prepare<string[], Row>(`SELECT key, value FROM meta WHERE key IN (${marks})`).all(...OWN_META));
  if (!(own.get('outbox') ?? []).every(isKnownAct)) throw ofNewerVersion();
  return own;
}

/** Writes the rows into this version's tables, leaving out columns that they don't have. */
export function writeOwnData(db: Target, own: OwnData): void {
  for (const [table, rows] of own) {
    const known = columnsOf(db, table);
    for (const row of rows) {
      const names = Object.keys(row).filter((name) => known.includes(name));
      const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      db.prepare(sql).run(...names.map((name) => row[name]));
    }
  }
}

/** Drops everything, including tables that this version doesn't know. Call only inside a transaction. */
export function dropAll(db: Target): void {
  // Tables may have foreign keys to each other, and triggers that write to other tables, so defer the checks and drop
  // triggers first.
  db.pragma('defer_foreign_keys = ON');
  for (const kind of ['trigger', 'view', 'table']) {
    // Dropping a virtual table also drops the tables in which it stores its data.
    for (const name of namesOf(db, kind)) {
      if (namesOf(db, kind).includes(name)) db.exec(`DROP ${kind} "${name.replaceAll('"', '""')}"`);
    }
  }
}

export const ofNewerVersion = () =>
  new AppError('cache_unreadable', { detail: { code: 'cache_of_newer_version', params: {} } });

/** Stores each decision's report with the decision itself, because the reports are about to be dropped. */
function keepBases(db: Target): void {
  if (!['id', 'body'].every((name) => columnsOf(db, 'report').includes(name))) return;
  db.exec('UPDATE outbox SET base = (SELECT body FROM report WHERE id = outbox.report_id) WHERE base IS NULL');
}

export function isKnownAct(row: Row): boolean {
  try {
    act.parse(JSON.parse(String(row['act'])));
    seen.parse(JSON.parse(String(row['seen'])));
    // This column was added after the first release.
    const how = row['circumstances'] ?? null;
    if (how !== null) circumstances.parse(JSON.parse(how as string));
    return true;
  } catch {
    return false;
  }
}

function rowsOf(db: Target, table: string): Row[] {
  if (columnsOf(db, table).length === 0) {
    if (LATER.includes(table)) return [];
    throw ofNewerVersion();
  }
  return db.prepare<[], Row>(`SELECT * FROM ${table}`).all();
}

const columnsOf = (db: Target, table: string): string[] =>
  db
    .prepare<[string], Named>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);

/**
 * Returns the names of all objects of a kind, virtual tables first. Leaves out shadow tables, which can't be dropped
 * directly.
 */
const namesOf = (db: Target, kind: string): string[] =>
  db
    .prepare<[string], Named>(
      `SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
       ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, name`,
    )
    .all(kind)
    .map(({ name }) => name);
