import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

export const KEY_NAMES = ['server-key', 'recovery-key'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** The check values of the keys that this database was used with, by name; empty before the first start. */
export async function keptChecks(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('key_check').selectAll().execute();
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/**
 * Stores a key's check value, unless one is stored already, such as when servers start together. Returns the value that
 * is stored now.
 */
export async function keepCheck(db: Kysely<Database>, name: KeyName, value: string, at: Date): Promise<string> {
  await db
    .insertInto('key_check')
    .values({ name, value, kept_at: at })
    .onConflict((same) => same.doNothing())
    .execute();
  return (await keptChecks(db)).get(name) ?? value;
}
