import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { completeLetter } from '#shared/letters/letter.ts';
import { wakeable } from '#shared/wakeable.ts';
import { openLink } from '../auth/letter-link.ts';
import { markFailed, markHandedOver, markRetry, markSent } from '../commands/letters/mark-letter.ts';
import { nextDue, takeDueLetter } from '../db/letters.ts';
import { currentPolicy } from '../db/policy.ts';
import type { LetterRow } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { retryDelayMs } from './retry.ts';
import type { MailTransport } from './transport.ts';

export type Mailer = {
  /** Call this when a letter was queued, to check at once. */
  wake: () => void;
  /** Finishes letters in progress. */
  stop: () => Promise<void>;
};

type MailerOptions = {
  transport: MailTransport;
  from: string;
  onError: (error: unknown) => void;
  /** Delay before the next attempt, in milliseconds; null gives up on the letter. */
  delay?: (attempts: number) => number | null;
};

/**
 * Letters in progress at once, each on a separate connection and marked before the next is taken: a kill can only affect
 * these few between the mail server's response and our mark.
 */
const LANES = 2;
/** Also checks without being woken, since another process may have died with letters in progress. */
const MOST_SLEEP_MS = 60_000;
const MOST_STOP_MS = 5_000;
/** Delay between attempts to mark a letter while the database is not responding. */
const MARK_AGAIN_MS = 250;

/**
 * Sends queued letters, a few at a time, until stopped. Several processes may do so at once. A letter that was sent but
 * not marked (because of a kill in between) goes out again with the same Message-ID.
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
      // A hanging mail server must not hold up shutdown; its letters become due again when their lease ends.
      await Promise.race([running, setTimeoutPromise(MOST_STOP_MS, undefined, { ref: false })]);
      options.transport.close();
    },
  };
}

async function sendOne(deps: Deps, options: MailerOptions, row: LetterRow, stopped: AbortSignal): Promise<void> {
  const mark = (write: () => Promise<void>) => untilWritten(write, options.onError, stopped);
  // A process was killed after the mail server took the letter; it only has to be marked.
  if (row.handed_over_at !== null) return mark(() => markSent(deps, row));
  const policy = await currentPolicy(deps.db);
  // If the key has changed, link to the page that asks for number and code instead of leaving out the link.
  const letter = completeLetter(row, { privateLink: openLink(deps, row) ?? `${deps.publicUrl}/status` });
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

/** Losing the mark would send the letter again, so wait while the database is briefly unreachable. */
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
