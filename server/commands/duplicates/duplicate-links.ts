import type { Transaction } from 'kysely';
import { inOrder, keepPair, pairOfRejection, standingPair } from '#server/db/pairs.ts';
import { idOfNumber, pointBack, repoint } from '#server/db/primary.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportRow } from '#server/db/tables/reports.ts';
import { uuidv7 } from '#server/uuid.ts';

/** The officer's act; its key is also the key of the pair decision. */
type Said = { key: string; requestHash: string; officer: { id: string }; at: Date };

/**
 * When a report is rejected as a duplicate, records that both reports are about the same incident and moves the report's
 * own duplicates to the primary.
 */
export async function linkDuplicate(
  trx: Transaction<Database>,
  row: ReportRow,
  duplicate: { id: string; primary: string },
  said: Said,
): Promise<void> {
  await keepPair(trx, pairOf([row.id, duplicate.id], 'same', said.key, said));
  await repoint(trx, row.tracking_number, duplicate.primary);
}

/**
 * When a rejection as a duplicate is undone, moves the report's own duplicates back to it. With `isOther`, the officer
 * says that the two reports are about different incidents. This is recorded for the pair unless someone has decided
 * about the pair since, and likewise for this report and the primary. Without `isOther`, the reports still count as one
 * incident: perhaps the wrong one was rejected.
 */
export async function unlinkDuplicate(
  trx: Transaction<Database>,
  row: ReportRow,
  isOther: boolean,
  said: Said,
): Promise<void> {
  const { duplicate_of: primary } = row;
  if (primary === null) return;
  const named = isOther ? await pairOfRejection(trx, row.id) : null;
  if (named !== null) {
    await keepPair(trx, pairOf(named, 'not_same', said.key, said));
    const end = await idOfNumber(trx, primary);
    const both = end === null ? null : inOrder([row.id, end]);
    if (both !== null && (await standingPair(trx, both)) === undefined) {
      await keepPair(trx, pairOf(both, 'not_same', uuidv7(said.at), said));
    }
  }
  await pointBack(trx, row, primary);
}

const pairOf = (
  reports: readonly [string, string],
  decision: 'same' | 'not_same',
  id: string,
  { requestHash, officer, at }: Said,
) => ({ id, requestHash, reports, decision, note: '', officerId: officer.id, at });
