import { type Kysely, sql, type Transaction } from 'kysely';
import type { LinkFit, LinkVersion } from '#shared/domain/link-fit.ts';
import { type Model, modelSchema } from '#shared/link/model.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Version of the model in force; 0 is the built-in one. */
export async function linkModelVersion(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('link_model')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** A published model; null when that version was never published. */
export async function findLinkModel(db: Queries, version: number): Promise<Model | null> {
  const row = await db.selectFrom('link_model').select('model').where('version', '=', version).executeTakeFirst();
  return row === undefined ? null : modelSchema.parse(row.model);
}

/** Published models, newest first. */
export async function linkModelVersions(db: Queries, limit: number): Promise<LinkVersion[]> {
  const rows = await db
    .selectFrom('link_model')
    .leftJoin('officer', (join) => join.on(sql`officer.id::text`, '=', sql.ref('link_model.published_by')))
    .select(['version', 'published_at', 'published_by', 'officer.display_name'])
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ version, published_at, published_by, display_name }) => ({
    version,
    at: published_at.toISOString(),
    by: display_name ?? published_by,
  }));
}

export async function insertLinkModel(
  trx: Transaction<Database>,
  { version, model, at, by }: { version: number; model: Model; at: Date; by: string },
): Promise<void> {
  await trx
    .insertInto('link_model')
    .values({ version, model: JSON.stringify(model), published_at: at, published_by: by })
    .execute();
}

/** The last fitted model, and how it compared with the model in force; null when there is none. */
export async function findLinkFit(db: Queries): Promise<{ fit: LinkFit; model: Model } | null> {
  const row = await db
    .selectFrom('link_fit')
    .leftJoin('officer', (join) => join.on(sql`officer.id::text`, '=', sql.ref('link_fit.fitted_by')))
    .select(['link_fit.id', 'based_on', 'model', 'compared', 'fitted_at', 'fitted_by', 'officer.display_name'])
    .orderBy('fitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, based_on: basedOn, fitted_at: at, fitted_by: by, compared } = row;
  const fit = { id, at: at.toISOString(), by: row.display_name ?? by, basedOn, ...compared };
  return { fit, model: modelSchema.parse(row.model) };
}

/** Saves a fit, replacing the previous one. */
export async function keepLinkFit(
  trx: Transaction<Database>,
  { id, at, by, basedOn, ...compared }: LinkFit,
  model: Model,
): Promise<void> {
  await trx.deleteFrom('link_fit').execute();
  await trx
    .insertInto('link_fit')
    .values({
      id,
      based_on: basedOn,
      model: JSON.stringify(model),
      compared: JSON.stringify(compared),
      fitted_at: at,
      fitted_by: by,
    })
    .execute();
}
