import { sql } from 'kysely';
import type { Db } from '../db/open.ts';
import type { ServerKey } from './server-key.ts';

const NAME = 'p2c-review news';

/** Identifies a server key without revealing it. */
export const markOf = (check: Uint8Array): string => Buffer.from(check).toString('hex').slice(0, 8);

/** Names the connection that each server process keeps open: the marks of its keys, first the one that encrypts. */
export const processName = (key: Pick<ServerKey, 'subkeys'>): string =>
  `${NAME} ${key.subkeys('check').map(markOf).join(' ')}`;

/** Returns the marks of the keys of each running server process; each process encrypts with its first key. */
export async function keysInUse(db: Db): Promise<string[][]> {
  const { rows } = await sql<{ name: string }>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and application_name like ${`${NAME}%`}`.execute(db);
  return rows.map(({ name }) =>
    name
      .slice(NAME.length)
      .split(' ')
      .filter((mark) => mark !== ''),
  );
}
