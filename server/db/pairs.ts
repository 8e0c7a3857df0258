import type { Kysely, Transaction } from 'kysely';
import type { PairDecision } from '#shared/domain/pair.ts';
import { announce } from './news.ts';
import type { Database } from './schema.ts';

export type KeptPair = {
  id: string;
  requestHash: string;
  reports: readonly [string, string];
  decision: PairDecision['decision'];
  note: string;
  officerId: string;
  at: Date;
};

/** Puts the smaller ID first, as the table requires. */
export function inOrder([one, other]: readonly [string, string]): [string, string] {
  return one < other ? [one, other] : [other, one];
}

/** The decisions in force about a report's pairs, keyed by the other report. */
export async function statesOfPairs(
  db: Kysely<Database>,
  reportId: string,
): Promise<Map<string, PairDecision['decision']>> {
  const rows = await db
    .selectFrom('pair_decision')
    .select(['left_id', 'right_id', 'decision'])
    .where((eb) => eb.or([eb('left_id', '=', reportId), eb('right_id', '=', reportId)]))
    .where('superseded_at', 'is', null)
    .execute();
  return new Map(rows.map((one) => [one.left_id === reportId ? one.right_id : one.left_id, one.decision]));
}

/** The decision in force about a pair of reports, if any. */
export async function standingPair(
  db: Kysely<Database>,
  [left, right]: readonly [string, string],
): Promise<PairDecision | undefined> {
  const row = await db
    .selectFrom('pair_decision as pair')
    .innerJoin('officer', 'officer.id', 'pair.officer_id')
    .select(['pair.id', 'decision', 'note', 'decided_at', 'officer_id', 'display_name'])
    .where('left_id', '=', left)
    .where('right_id', '=', right)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, decision, note, decided_at, officer_id, display_name } = row;
  const by = { id: officer_id, displayName: display_name };
  return { id, reports: [left, right], decision, note, by, at: decided_at.toISOString() };
}

/**
 * The pair that was recorded as the same incident when a report was rejected, unless an officer has made another decision
 * about the pair since.
 */
export async function pairOfRejection(db: Kysely<Database>, reportId: string): Promise<[string, string] | null> {
  const row = await db
    .selectFrom('pair_decision as pair')
    .innerJoin('act', 'act.id', 'pair.id')
    .select(['left_id', 'right_id'])
    .where('act.report_id', '=', reportId)
    .where('act.kind', '=', 'reject')
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : [row.left_id, row.right_id];
}

/** The number of pair decisions in force. */
export async function countDecidedPairs(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom('pair_decision')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Stores a decision about a pair. An earlier one stays in the table, marked as superseded. */
export async function keepPair(trx: Transaction<Database>, pair: KeptPair): Promise<void> {
  const [left, right] = inOrder(pair.reports);
  await trx
    .updateTable('pair_decision')
    .set({ superseded_at: pair.at })
    .where('left_id', '=', left)
    .where('right_id', '=', right)
    .where('superseded_at', 'is', null)
    .execute();
  await trx
    .insertInto('pair_decision')
    .values({
      id: pair.id,
      request_hash: pair.requestHash,
      left_id: left,
      right_id: right,
      decision: pair.decision,
      note: pair.note,
      officer_id: pair.officerId,
      decided_at: pair.at,
    })
    .execute();
  await announce(trx, 'reports');
}
