import type Database from 'better-sqlite3';
import { isKnownAct, OWN_META, OWN_TABLES, type OwnData, type Row, writeOwnData } from './own-data.ts';

/**
 * Reads what can still be read of the officer's own data in a damaged cache: from both ends of each table, up to the
 * first page that cannot be read. What is in between is in the sealed journal. Decisions that this version does not know
 * stay there, too.
 */
export function salvageOwnData(damaged: Database.Database): OwnData {
  const own = new Map<string, readonly Row[]>();
  for (const table of OWN_TABLES) own.set(table, readable(damaged, table));
  own.set('outbox', (own.get('outbox') ?? []).filter(isKnownAct));
  own.set(
    'meta',
    readable(damaged, 'meta').filter(({ key }) => OWN_META.includes(String(key))),
  );
  return own;
}

/** Writes each row by itself, so that one that fits no more keeps none of the others back. Returns how many there are. */
export function keepSalvaged(db: Database.Database, own: OwnData): number {
  let kept = 0;
  for (const [table, rows] of own) {
    for (const row of rows) {
      try {
        writeOwnData(db, new Map([[table, [row]]]));
        if (table.endsWith('outbox')) kept += 1;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')))
          throw error;
      }
    }
  }
  return kept;
}

function readable(db: Database.Database, table: string): Row[] {
  const found = new Map<string, Row>();
  for (const direction of ['ASC', 'DESC']) {
    try {
      const keys = db
        .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
        .pluck()
        .all(table);
      const order = keys.map((key) => `${key} ${direction}`).join(', ');
      const rows = db.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY ${order}`).iterate();
      for (const row of rows) found.set(JSON.stringify(keys.map((key) => row[key])), row);
    } catch {
      // A page that cannot be read, or a table that this file does not have.
    }
  }
  return [...found.values()];
}
