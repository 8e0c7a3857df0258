import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Policy } from '#shared/domain/policy.ts';
import { completeLetter } from '#shared/letters/letter.ts';
import { markFailed, markRetry, markSent } from '../commands/mark-letter.ts';
import { nextDue, takeDueLetters } from '../db/letters.ts';
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

const BATCH = 8;
/** Also without being woken, since another process may have died with mails in hand. */
const MOST_SLEEP_MS = 60_000;
const MOST_STOP_MS = 5_000;

/**
 * Sends queued letters, a few at a time, as long as it runs. Several processes may do so at once. A letter that
 * was handed over but not marked (a kill in between) goes out again with the same Message-ID.
 */
export function startMailer(deps: Deps, options: MailerOptions): Mailer {
  const stopped = new AbortController();
  let wakeUp: (() => void) | null = null;
  let woken = false;

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wakeUp = null;
        resolve();
      }
      wakeUp = done;
    });

  const run = async () => {
    while (!stopped.signal.aborted) {
      woken = false;
      let rest = MOST_SLEEP_MS;
      try {
        const sent = await sendDue(deps, options);
        if (sent > 0) continue;
        const due = await deps.db.transaction().execute(nextDue);
        if (due !== null) rest = Math.min(Math.max(due.getTime() - deps.now().getTime(), 20), MOST_SLEEP_MS);
      } catch (error) {
        options.onError(error);
        rest = 1_000;
      }
      if (!woken && !stopped.signal.aborted) await sleep(rest);
    }
  };

  const running = run();
  const wake = () => {
    woken = true;
    wakeUp?.();
  };
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

async function sendDue(deps: Deps, options: MailerOptions): Promise<number> {
  const letters = await deps.db.transaction().execute((trx) => takeDueLetters(trx, deps.now(), BATCH));
  if (letters.length === 0) return 0;
  const policy = await currentPolicy(deps.db);
  await Promise.all(letters.map((letter) => sendOne(deps, options, letter, policy)));
  return letters.length;
}

async function sendOne(deps: Deps, options: MailerOptions, row: LetterRow, policy: Policy): Promise<void> {
  const known = row.private_link === null ? {} : { privateLink: row.private_link };
  const letter = completeLetter(row, known);
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
  if (result.ok) return markSent(deps, row);
  const delay = (options.delay ?? retryDelayMs)(row.attempts);
  if (result.permanent || delay === null) return markFailed(deps, row, result.why);
  return markRetry(deps, row, result.why, delay);
}
