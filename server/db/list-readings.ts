import { type Kysely, sql, type Transaction } from 'kysely';
import { uuidv7 } from '../uuid.ts';
import type { Database } from './schema.ts';

/** One reading of a list of reports: by whom, when, and with which filter. */
type Reading = { actor: string; at: Date; filter: Record<string, unknown> };

/** The reports shown in this person's readings with this filter in the last `ms` milliseconds; null without any. */
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

/** Stores the reports shown, with the same time and person as the entry in the audit log. */
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
