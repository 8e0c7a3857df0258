import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

/**
 * Opens a pool of connections. This file is the only door to the driver.
 * @param onLost told when an idle connection breaks, so that it can be logged; the pool replaces it by itself.
 */
export function openDatabase(url: string, onLost: (error: Error) => void, maxConnections = 10): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    application_name: 'p2c-review',
    types: numbers(),
  });
  pool.on('error', (error) => {
    if (!pool.ending) onLost(error);
  });
  // A connection that breaks while it is lent, between two statements of a transaction, tells nobody but its own
  // listeners, and would end the process where there is none. The next statement on it fails, which is news enough.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
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
