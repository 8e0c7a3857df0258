import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { completeLetter } from '#shared/letters/letter.ts';
import { withoutSender } from '#shared/letters/without-sender.ts';
import { wakeable } from '#shared/wakeable.ts';
import { openLink } from '../auth/letter-link.ts';
import { markFailed, markHandedOver, markRetry, markSent } from '../commands/letters/mark-letter.ts';
import { nextDue, takeDueLetter } from '../db/letters.ts';
import { unconfirmedSender } from '../db/mailbox-limit.ts';
import { currentPolicy } from '../db/policy.ts';
import type { LetterRow } from '../db/tables/letters.ts';
import type { Deps } from '../deps.ts';
import { retryDelayMs } from './retry.ts';
import type { MailTransport } from './transport.ts';

export type Mailer = {
  /** Call this after queuing a letter, so that the queue is checked at once. */
  wake: () => void;
  /** Stops the mailer after the letters in progress are finished. */
  stop: () => Promise<void>;
};

type MailerOptions = {
  transport: MailTransport;
  from: string;
  onError: (error: unknown) => void;
  /** Delay before the next attempt, in milliseconds; null means to give up on the letter. */
  delay?: (attempts: number) => number | null;
};

/**
 * Number of letters in progress at once. Each has a separate connection and is marked as sent before the next one is
 * taken, so if the process is killed, only these few can be sent but not yet marked.
 */
const LANES = 2;
/**
 * Maximum time between checks of the queue. The mailer also checks without being woken, since another process may have
 * died with letters in progress.
 */
const MOST_SLEEP_MS = 60_000;
const MOST_STOP_MS = 5_000;
/** Delay between attempts to mark a letter while the database is not responding. */
const MARK_AGAIN_MS = 250;

/**
 * Sends queued letters, a few at a time, until stopped. Several processes may do so at once. A letter that was sent but
 * not marked as sent (because the process was killed in between) goes out again with the same Message-ID.
 */
export function startMailer(deps: Deps, options: MailerOptions): Mailer {
  const stopped = new AbortController();
  const { look, wake } = wakeable();

  const lane = async () => {
    while (!stopped.signal.aborted) {
      const { rest } = look();
      let pause = MOST_SLEEP_MS;
      try {
        const letter = await deps.db.transaction().execute((trx) => takeDueLetter(trx, deps.now()));
        if (letter !== null) {
          await sendOne(deps, options, letter, stopped.signal);
          continue;
        }
        const due = await deps.db.transaction().execute(nextDue);
        if (due !== null) pause = Math.min(Math.max(due.getTime() - deps.now().getTime(), 20), MOST_SLEEP_MS);
      } catch (error) {
        options.onError(error);
        pause = 1_000;
      }
      await rest(pause);
    }
  };

  const running = Promise.all(Array.from({ length: LANES }, lane));
  return {
    wake,
    stop: async () => {
      stopped.abort();
      wake();
      // An unresponsive mail server must not hold up shutdown; its letters become due again when their lease expires.
      await Promise.race([running, setTimeoutPromise(MOST_STOP_MS, undefined, { ref: false })]);
      options.transport.close();
    },
  };
}

async function sendOne(deps: Deps, options: MailerOptions, row: LetterRow, stopped: AbortSignal): Promise<void> {
  const mark = (write: () => Promise<void>) => untilWritten(write, options.onError, stopped);
  // The mail server accepted the letter, but the process was killed before marking it as sent. It must not be sent
  // again, so just mark it.
  if (row.handed_over_at !== null) return mark(() => markSent(deps, row));
  const policy = await currentPolicy(deps.db);
  // If the key has changed, the private link can't be decrypted; link instead to the page that asks for the tracking
  // number and access code.
  const sender = row.report_id === null ? [] : await unconfirmedSender(deps.db, row.report_id);
  const letter = completeLetter(sender.length === 0 ? row : withoutSender(row, sender), {
    privateLink: openLink(deps, row) ?? `${deps.publicUrl}/status`,
  });
  const result = await options.transport.send({
    from: { name: policy.agency.name, address: options.from },
    to: row.to_address ?? '',
    messageId: row.message_id,
    language: row.language,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    date: row.queued_at,
  });
  if (result.ok) {
    await mark(() => markHandedOver(deps, row));
    return mark(() => markSent(deps, row));
  }
  const delay = (options.delay ?? retryDelayMs)(row.attempts);
  if (result.permanent || delay === null) return mark(() => markFailed(deps, row, result.why));
  return mark(() => markRetry(deps, row, result.why, delay));
}

/**
 * Retries marking a letter as sent while the database is briefly unavailable, because an unmarked letter would be sent
 * again.
 */
async function untilWritten(
  write: () => Promise<void>,
  onError: (error: unknown) => void,
  stopped: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (stopped.aborted) throw error;
      onError(error);
      await setTimeoutPromise(MARK_AGAIN_MS);
    }
  }
}
