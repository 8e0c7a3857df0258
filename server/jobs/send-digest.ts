import { createHash } from 'node:crypto';
import { addDays, dayOf, instantAt, mondayOf, promiseLine } from '#shared/domain/working-days.ts';
import { type Digest, weeklyDigest } from '#shared/letters/digest.ts';
import { digestNumbers, digestSentTo, noteDigestSent } from '../db/digest.ts';
import { figureSums } from '../db/figures.ts';
import { countOverdueMessages } from '../db/overdue-messages.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { MailTransport } from '../mail/transport.ts';

export type DigestPost = { transport: MailTransport; from: string; to: readonly string[] };

const DAYS_OF_WEEK = 7;

/**
 * Sends last week's digest to every address that hasn't received it. If the mail server refuses an address, the job
 * fails and is retried for that address only; the others don't get a second copy.
 */
export async function sendDigest(
  deps: Pick<Deps, 'db' | 'now'>,
  { transport, from, to }: DigestPost,
): Promise<{ sent: number }> {
  const { db } = deps;
  const policy = await currentPolicy(db);
  const at = deps.now();
  const monday = mondayOf(dayOf(at, policy.agency.timeZone));
  const sentTo = await digestSentTo(db, monday);
  const left = to.filter((address) => !sentTo.includes(address));
  if (left.length === 0) return { sent: 0 };
  const digest = await lastWeeksDigest(deps);
  const failed: string[] = [];
  let sent = 0;
  for (const address of left) {
    const result = await transport.send({
      from: { name: policy.agency.name, address: from },
      to: address,
      messageId: messageId(monday, address, from),
      language: policy.agency.language,
      ...digest,
      date: at,
    });
    if (result.ok) {
      await noteDigestSent(db, monday, address, at);
      sent += 1;
    } else failed.push(result.why);
  }
  if (failed.length > 0) throw new Error(`the digest could not be sent (${failed.join(', ')})`);
  return { sent };
}

/** The digest of the last full week, as it would be sent now. */
export async function lastWeeksDigest({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Digest> {
  const policy = await currentPolicy(db);
  const { timeZone } = policy.agency;
  const at = now();
  const monday = mondayOf(dayOf(at, timeZone));
  const week = { from: addDays(monday, -DAYS_OF_WEEK), to: addDays(monday, -1) };
  const numbers = await digestNumbers(db, {
    start: instantAt(week.from, 0, timeZone),
    end: instantAt(monday, 0, timeZone),
  });
  const total = async (series: string, isCounted: (code: string) => boolean = () => true) =>
    (await figureSums(db, series, { ...week, kind: null }, ['code']))
      .filter(({ code }) => isCounted(code))
      .reduce((sum, { count }) => sum + count, 0);
  const received = await total('received');
  const decided = await total('outcome', (code) => code === 'approved' || code.startsWith('rejected.'));
  const due = promiseLine(at, policy.limits.promiseDays, { timeZone, holidays: policy.holidays });
  const messagesOverdue = await countOverdueMessages(db, due);
  return weeklyDigest({ ...numbers, received, decided, messagesOverdue }, week, policy);
}

/** Returns the same message ID for every attempt, so that mail programs show only one copy of an e-mail sent twice. */
function messageId(monday: string, address: string, from: string): string {
  const name = createHash('sha256').update(`${monday} ${address}`).digest('hex').slice(0, 24);
  return `<digest-${name}@${from.split('@')[1] ?? 'localhost'}>`;
}
