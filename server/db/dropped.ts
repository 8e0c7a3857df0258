import { type RawBuilder, sql, type Transaction } from 'kysely';
import { AppError } from '#shared/errors.ts';
import type { Database } from './schema.ts';

/** A decision is identified by its key, its officer, and one of its reports. */
type Named = { id: string; officerId: string; reportIds: readonly string[] };

/** An SQL expression that is true if the officer dropped the decision. */
export function wasDropped({ id, officerId, reportIds }: Named): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from dropped_decision
    where id = ${id} and officer_id = ${officerId} and report_id in (${sql.join(reportIds)}))`;
}

export async function isDropped(trx: Transaction<Database>, decision: Named): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select ${wasDropped(decision)} as found`.execute(trx);
  return rows[0]?.found === true;
}

/** Returns which of the given decisions this officer dropped. */
export async function droppedAmong(
  trx: Transaction<Database>,
  officerId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const query = trx.selectFrom('dropped_decision').select('id').where('officer_id', '=', officerId);
  return (await query.where('id', 'in', ids).execute()).map(({ id }) => id);
}

/** Returns which of the given decisions by this officer were carried out. */
export async function doneAmong(
  trx: Transaction<Database>,
  officerId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const done = new Set<string>();
  if (ids.length === 0) return done;
  for (const table of ['act', 'pair_decision'] as const) {
    const query = trx.selectFrom(table).select('id').where('officer_id', '=', officerId);
    for (const { id } of await query.where('id', 'in', ids).execute()) done.add(id);
  }
  return done;
}

/**
 * The response to every attempt to send a dropped decision. Workstations of all versions show its code and never retry
 * it.
 */
export const droppedBefore = () =>
  new AppError('idempotency_mismatch', { detail: { code: 'dropped_elsewhere', params: {} } });

/** Whether the database rejected an act because its officer had dropped it in the meantime (`refuse_dropped`). */
export function isDroppedKey(error: unknown): boolean {
  const { code, constraint } = Object(error) as { code?: unknown; constraint?: unknown };
  return code === '23505' && constraint === 'dropped_decision_pkey';
}
