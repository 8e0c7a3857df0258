import { isKnownAct, OWN_META, OWN_TABLES, type OwnData, type Row, type Target, writeOwnData } from './own-data.ts';

/** A database that is read row by row; `open.ts` opens it and has the full type. */
type Scanned = {
  prepare: (sql: string) => { all: (...values: string[]) => Row[]; iterate: () => Iterable<Row> };
};

/**
 * Recovers the readable part of the officer's own data from a damaged cache: reads each table from both ends, up to the
 * first unreadable page. Anything in between is only in the sealed journal, and so are decisions that this version does
 * not know.
 */
export function salvageOwnData(damaged: Scanned): OwnData {
  const own = new Map<string, readonly Row[]>();
  for (const table of OWN_TABLES) own.set(table, readable(damaged, table));
  own.set('outbox', (own.get('outbox') ?? []).filter(isKnownAct));
  own.set(
    'meta',
    readable(damaged, 'meta').filter(({ key }) => OWN_META.includes(String(key))),
  );
  return own;
}

/** Writes rows one by one, so that a failed constraint doesn't block the others. Returns the number of decisions. */
export function keepSalvaged(db: Target, own: OwnData): number {
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

function readable(db: Scanned, table: string): Row[] {
  const found = new Map<string, Row>();
  for (const direction of ['ASC', 'DESC']) {
    try {
      const columns = db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').all(table);
      const keys = columns.map(({ name }) => String(name));
      const order = keys.map((key) => `${key} ${direction}`).join(', ');
      for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
        found.set(JSON.stringify(keys.map((key) => row[key])), row);
      }
    } catch {
      // A page can't be read, or the database lacks this table.
    }
  }
  return [...found.values()];
}
