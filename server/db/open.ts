import { Kysely, PostgresDialect, type RawBuilder } from 'kysely';
import pg from 'pg';
import { CopyQuery, type OnRow } from './copy-query.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

/**
 * Opens a pool of connections. This file is the only door to the driver.
 * @param onLost told when an idle connection breaks, so that it can be logged; the pool replaces it by itself.
 * @param waitMs how long somebody waits at most for a connection that is free.
 */
export function openDatabase(url: string, onLost: (error: Error) => void, maxConnections = 10, waitMs = 10_000): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    application_name: 'p2c-review',
    types: numbers(),
  });
  pool.on('error', (error) => {
    if (!pool.ending) onLost(error);
  });
  // A connection that breaks while it is lent, between two statements of a transaction, tells nobody but its own
  // listeners, and would end the process where there is none. The next statement on it fails, which is news enough.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

const pools = new WeakMap<Db, pg.Pool>();

/**
 * The rows of a query as PostgreSQL sends them, each column the bytes of its text (UTF-8): for megabytes that are only
 * passed on, and that as JavaScript strings would cost three times the processor and memory.
 * @param query without parameters, since COPY takes none: values are written with `sql.lit`.
 */
export async function copyRows(db: Db, query: RawBuilder<unknown>, onRow: OnRow): Promise<void> {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error('a database that was not opened here');
  const { sql, parameters } = query.compile(db);
  if (parameters.length > 0) throw new Error('COPY takes no parameters');
  const client = await pool.connect();
  try {
    await client.query(new CopyQuery(`copy (${sql}) to stdout (format binary)`, onRow)).done;
    client.release();
  } catch (error) {
    // Where the copy broke off, nobody knows what the connection would say next.
    client.release(true);
    throw error;
  }
}

/** One connection of its own, outside the pool. */
export async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'p2c-review',
    keepAlive: true,
    types: numbers(),
  });
  await client.connect();
  // Without a listener of its own, a connection that breaks would end the process; its next query fails anyway.
  client.on('error', () => {});
  return client;
}

export type Connection = pg.Client;

/** Counts and sequence numbers stay far below 2^53, so that a number is right and handier than text. */
function numbers(): pg.TypeOverrides {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, Number);
  return overrides;
}
