import { setTimeout as sleepFor } from 'node:timers/promises';
import { sql } from 'kysely';
import { backoffMs } from '#shared/backoff.ts';
import { StartError } from '../start-error.ts';
import type { Db } from './open.ts';

/** Several processes start together after a power cut, so their tries are spread. */
const PAUSES = { firstMs: 1_000, mostMs: 30_000, spread: 0.3 };
/**
 * The network and name service of a machine that is starting, and PostgreSQL's codes for starting up (57P03), shutting
 * down (57P01), too many connections (53300) and a broken connection (08…). A wrong password is not among them.
 */
const PASSING =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|ENOENT|57P0[123]|53300|08\w{3})$/;

/**
 * Waits until the database answers, however long that takes.
 * @throws the database's error if waiting won't help, and StartError when `stopping` is aborted.
 */
export async function waitForDatabase(db: Db, say: (text: string) => void, stopping?: AbortSignal): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    const error = await sql`select 1`.execute(db).then(
      () => null,
      (cause: unknown) => cause,
    );
    if (error === null) return;
    const why = reasonOf(error);
    if (why === null) throw error;
    const pause = backoffMs(failures, PAUSES);
    say(`the database does not answer (${why}); trying again in ${Math.ceil(pause / 1000)} s`);
    await sleepFor(pause, undefined, stopping === undefined ? {} : { signal: stopping }).catch(() => {
      throw new StartError('Stopped before the database answered.', 0);
    });
  }
}

/** Why the database doesn't answer yet; null if it never will. */
function reasonOf(error: unknown): string | null {
  const { code, message = '' } = Object(error) as { code?: unknown; message?: string };
  if (typeof code === 'string') return PASSING.test(code) ? code : null;
  // The driver's own errors for a connection that takes too long, or ends while it is made, have no code.
  return /timeout|terminated/i.test(message) ? 'no connection' : null;
}
