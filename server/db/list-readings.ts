import { type Kysely, sql, type Transaction } from 'kysely';
import { uuidv7 } from '../uuid.ts';
import type { Database } from './schema.ts';

/** Who was shown reports by a list, and by which filter. */
type Reading = { actor: string; at: Date; filter: Record<string, unknown> };

/** The reports that this person was shown by this filter in the time before; null if they did not read the list. */
export async function shownBefore(
  db: Kysely<Database>,
  { actor, at, filter }: Reading,
  ms: number,
): Promise<ReadonlySet<string> | null> {
  const rows = await db
    .selectFrom('list_reading')
    .select('shown')
    .where('actor', '=', actor)
    .where('at', '>', new Date(at.getTime() - ms))
    .where(sql<boolean>`filter = ${JSON.stringify(filter)}::jsonb`)
    .execute();
  return rows.length === 0 ? null : new Set(rows.flatMap(({ shown }) => shown));
}

/** Keeps what is logged with the same time and person. */
export async function noteReading(
  trx: Transaction<Database>,
  { actor, at, filter }: Reading,
  shown: readonly string[],
): Promise<void> {
  await trx
    .insertInto('list_reading')
    .values({ id: uuidv7(at), actor, at, filter: JSON.stringify(filter), shown: [...shown] })
    .execute();
}
