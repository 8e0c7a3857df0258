import { isByAnother } from '#shared/domain/duplicate.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { takesMore } from '#shared/domain/workflow.ts';
import type { Db } from '../db/open.ts';
import type { SenderRow } from '../db/same-sender.ts';
import { keysOf } from '../linkage/model.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { Earlier, Told } from './questions.ts';

const BY_ADDRESS: ReadonlySet<string> = new Set(['email']);
const MOST_OF_ONE = 200;

/** Finds an open report about the same incident from the same e-mail address; null if there isn't one. */
export async function findEarlier(db: Db, told: Told, at: Date): Promise<Earlier | null> {
  const { email } = told.facts.who;
  if (email === null) return null;
  // Matches only by e-mail address. If a place or phone number were enough, anyone who knows it could file any number of
  // reports that would be found instead of the person's own.
  const keys = keysOf(told, BY_ADDRESS).map(({ key }) => ({ key, most: MOST_OF_ONE }));
  const { found } = await findDuplicates(db, told, { except: null, at, keys });
  const mine = found.find(
    (one) => one.hypothesis === 'same_person' && !isByAnother(one) && isOpenToSender(one.row, email),
  );
  if (mine === undefined) return null;
  return { reportId: mine.reportId, trackingNumber: mine.trackingNumber, receivedAt: mine.row.received_at };
}

/**
 * Whether someone who has confirmed this e-mail address may add to a report. Returns false when an officer corrected the
 * report's address to a different one, or when the report is in a state in which no one would read the addition.
 */
export function isOpenToSender(row: Pick<SenderRow, 'state' | 'facts' | 'corrections'>, email: string): boolean {
  const isOwn = (other: string | null) => other !== null && plain(other) === plain(email);
  return takesMore(row.state) && isOwn(row.facts.who.email) && isOwn(knownFacts(row).who.email);
}

const plain = (email: string): string => email.trim().toLowerCase();
