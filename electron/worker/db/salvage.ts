import { isKnownAct, OWN_META, OWN_TABLES, type OwnData, type Row, type Target, writeOwnData } from './own-data.ts';

/** A file that is read row by row; `open.ts` opens it and has the full type. */
type Scanned = {
  prepare: (sql: string) => { all: (...values: string[]) => Row[]; iterate: () => Iterable<Row> };
};

/**
 * Reads what can still be read of the officer's own data in a damaged cache: from both ends of each table, up to the
 * first page that cannot be read. What is in between is in the sealed journal. Decisions that this version does not know
 * stay there, too.
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

/** Writes each row by itself, so that one that fits no more keeps none of the others back. Returns how many there are. */
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
      // A page that cannot be read, or a table that this file does not have.
    }
  }
  return [...found.values()];
}
