import { Kysely, PostgresDialect, type RawBuilder } from 'kysely';
import pg from 'pg';
import { CopyQuery, type OnRow } from './copy-query.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const IDLE_MS = 60_000;

/**
 * Opens a connection pool. Only this file uses the driver directly.
 * @param onLost called when an idle connection breaks, so that the caller can log it; the pool replaces the connection
 * automatically.
 * @param waitMs maximum wait for a free connection.
 */
export function openDatabase(url: string, onLost: (error: Error) => void, maxConnections = 10, waitMs = 10_000): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    // Keep connections, since a new one reads the catalog, which takes longer than most queries. Jobs keep a few in
    // use.
    idleTimeoutMillis: IDLE_MS,
    application_name: 'p2c-review',
    types: numbers(),
  });
  pool.on('error', (error) => {
    if (!pool.ending) onLost(error);
  });
  // If a checked-out connection breaks between two statements of a transaction, only the connection itself emits an
  // error, and without a listener that would end the process. The next statement on the connection then fails, which is
  // enough.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

const pools = new WeakMap<Db, pg.Pool>();

/**
 * Reads the rows of a query as PostgreSQL sends them, each column as UTF-8 bytes. Meant for megabytes of data that are
 * forwarded unchanged; as JavaScript strings, they would take three times the CPU and memory.
 * @param query must have no parameters, because COPY takes none; inline values with `sql.lit`.
 */
export async function copyRows(db: Db, query: RawBuilder<unknown>, onRow: OnRow): Promise<void> {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error('this database was not opened by this module');
  const { sql, parameters } = query.compile(db);
  if (parameters.length > 0) throw new Error('COPY takes no parameters');
  const client = await pool.connect();
  try {
    await client.query(new CopyQuery(`copy (${sql}) to stdout (format binary)`, onRow)).done;
    client.release();
  } catch (error) {
    // After a failed copy, the connection's state is unknown, so it is closed instead of reused.
    client.release(true);
    throw error;
  }
}

/** Opens a separate connection, outside the pool. */
export async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'p2c-review',
    keepAlive: true,
    types: numbers(),
  });
  await client.connect();
  // Without a listener, a broken connection would end the process. With one, its next query fails, which is enough.
  client.on('error', () => {});
  return client;
}

export type Connection = pg.Client;

/**
 * Parses bigint columns as numbers: counts and sequence numbers stay far below 2^53, so numbers are exact and more
 * convenient than text.
 */
function numbers(): pg.TypeOverrides {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, Number);
  return overrides;
}
