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
  /** A letter was queued: look now. */
  wake: () => void;
  /** Finishes the mails in hand. */
  stop: () => Promise<void>;
};

type MailerOptions = {
  transport: MailTransport;
  from: string;
  onError: (error: unknown) => void;
  /** How long to wait before the next attempt, in milliseconds; null gives the letter up. */
  delay?: (attempts: number) => number | null;
};

/**
 * Letters in hand at the same time, each on a connection of its own and each marked before the next is taken: a kill
 * can catch no more than these between the mail server's answer and our mark.
 */
const LANES = 2;
/** Also without being woken, since another process may have died with mails in hand. */
const MOST_SLEEP_MS = 60_000;
const MOST_STOP_MS = 5_000;
/** Between tries to mark a letter, while the database does not answer. */
const MARK_AGAIN_MS = 250;

/**
 * Sends queued letters, a few at a time, as long as it runs. Several processes may do so at once. A letter that
 * was handed over but not marked (a kill in between) goes out again with the same Message-ID.
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
      // A mail server that hangs must not hold up the end; its letters come up again when their lease is over.
      await Promise.race([running, setTimeoutPromise(MOST_STOP_MS, undefined, { ref: false })]);
      options.transport.close();
    },
  };
}

async function sendOne(deps: Deps, options: MailerOptions, row: LetterRow, stopped: AbortSignal): Promise<void> {
  const mark = (write: () => Promise<void>) => untilWritten(write, options.onError, stopped);
  // Somebody was killed after the mail server had taken it: what is left to do is to say so.
  if (row.handed_over_at !== null) return mark(() => markSent(deps, row));
  const policy = await currentPolicy(deps.db);
  // Where the key is another one by now, the page that asks for number and code is better than no address.
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

/** A mark that is lost would send the letter again, so a database that is away for a moment is waited for. */
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
