import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** A system that has received the audit log up to some row. */
type AuditReader = 'siem';

/** The number of the last row that this reader has received; 0 if it has received none. */
export async function placeOf(db: Kysely<Database>, name: AuditReader): Promise<number> {
  const row = await db.selectFrom('audit_reader').select('seq').where('name', '=', name).executeTakeFirst();
  return row?.seq ?? 0;
}

export async function keepPlace(db: Kysely<Database>, name: AuditReader, seq: number, at: Date): Promise<void> {
  await db
    .insertInto('audit_reader')
    .values({ name, seq, at })
    .onConflict((same) => same.column('name').doUpdateSet({ seq, at }))
    .execute();
}
