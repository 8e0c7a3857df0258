import { senderOf, sendersUnder, sentRows } from '#server/db/same-sender.ts';
import type { Deps } from '#server/deps.ts';
import { personKeysOf } from '#server/linkage/model.ts';
import { isSameSender } from '#shared/domain/same-person.ts';
import { MOST_SAME_SENDER, type SameSenderReport, toSameSenderReport } from '#shared/domain/same-sender-report.ts';

/** If thousands of reports share a key, such as a wrong phone number, only this many of the newest are checked. */
const MOST_UNDER = 200;

/**
 * Returns other reports by a report's reporter, newest first; null if the report does not exist. They need no further
 * access check: officers may see every filed report, and drafts and unconfirmed reports are stored elsewhere.
 */
export async function reportsBySender({ db }: Pick<Deps, 'db'>, reportId: string): Promise<SameSenderReport[] | null> {
  const row = await senderOf(db, reportId);
  if (row === null) return null;
  const { facts, corrections, kind, offense_code: offenseCode } = row;
  const keys = personKeysOf({ facts, corrections, kind, offenseCode });
  if (keys.length === 0) return [];
  const met = await sendersUnder(db, keys, { except: reportId, most: MOST_UNDER });
  const own = met.filter((one) => isSameSender(row, one)).slice(0, MOST_SAME_SENDER);
  const rows = await sentRows(
    db,
    own.map(({ id }) => id),
  );
  return rows.map(({ tracking_number, received_at, offense_code, ...one }) =>
    toSameSenderReport({
      ...one,
      trackingNumber: tracking_number,
      receivedAt: received_at.toISOString(),
      offenseCode: offense_code,
    }),
  );
}
