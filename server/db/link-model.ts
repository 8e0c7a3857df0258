import type { Kysely, Transaction } from 'kysely';
import { type Model, modelSchema } from '#shared/link/model.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** The number of the model in force; 0 is the one that ships. */
export async function linkModelVersion(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('link_model')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** A model that was published; null for one that never was. */
export async function findLinkModel(db: Queries, version: number): Promise<Model | null> {
  const row = await db.selectFrom('link_model').select('model').where('version', '=', version).executeTakeFirst();
  return row === undefined ? null : modelSchema.parse(row.model);
}

export async function insertLinkModel(
  trx: Transaction<Database>,
  { version, model, at }: { version: number; model: Model; at: Date },
): Promise<void> {
  await trx
    .insertInto('link_model')
    .values({ version, model: JSON.stringify(model), published_at: at })
    .execute();
}
