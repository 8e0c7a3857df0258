import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#shared/errors.ts';
import { type Bounds, fairQueues, QueueFull } from '../fair-queue.ts';

/** `memoryCost` in KiB, `timeCost` in passes, `parallelism` in lanes. */
export type Argon2Cost = { memoryCost: number; timeCost: number; parallelism: number };

/**
 * The argon2 cost that OWASP's password storage cheat sheet recommends: 19 MiB, two passes, one lane. The library uses
 * argon2id by default.
 */
const OWASP_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Limits argon2 work to at most half of the thread pool that Node shares with file system and DNS work. It takes about
 * a second to work through a full queue. One network may hold a quarter of the waiting places.
 */
const BOUNDS: Bounds = { running: { ofOne: 2, ofAll: 2 }, waiting: { ofOne: 16, ofAll: 64 } };
/** Seconds after which a rejected client may retry; a full queue is finished by then. */
const RETRY_AFTER_S = 2;

type Given = {
  password: string;
  /** The stored hash; null if no account has this name. */
  stored: string | null;
  /** A new password, to be hashed if the current one is right. */
  next?: string | undefined;
};

/**
 * Runs all argon2 work of a process through a limited queue, because the work is expensive and anyone can trigger it.
 * Work is scheduled round-robin by `source`. Known workstations and live sessions have waiting places of their own and go
 * first, so that strangers can't keep anyone from working.
 */
export type PasswordWork = {
  /** Returns a hash in PHC format, for a live session. @throws AppError `unavailable` */
  hash: (password: string, source: string) => Promise<string>;
  /**
   * Returns whether the password is right and, if so, the hash of the new password, if one was given. Without a stored
   * hash, it does the same work against a hash that nothing matches, so that timing does not reveal whether an account
   * exists.
   * @throws AppError `unavailable`
   */
  check: (given: Given, by: Caller) => Promise<{ right: boolean; nextHash: string | null }>;
};

/** `isKnown`: whether this is a workstation with a valid device token, or a live session. */
type Caller = { source: string; isKnown: boolean };

/** The only place where the hashing cost is set; `bounds` limits how much work may run and wait. */
export function passwordWork(cost: Argon2Cost = OWASP_COST, bounds = BOUNDS): PasswordWork {
  const { first: known, second: strangers } = fairQueues(bounds);
  const nobodys = unmatched(cost);
  const inTurn = <T>({ source, isKnown }: Caller, work: () => Promise<T>) =>
    (isKnown ? known : strangers).run(source, work).catch((error: unknown) => {
      throw error instanceof QueueFull ? new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_S }) : error;
    });
  return {
    hash: (password, source) => inTurn({ source, isKnown: true }, () => hash(password, cost)),
    check: ({ password, stored, next }, by) =>
      inTurn(by, async () => {
        const right = (await verify(stored ?? nobodys, password)) && stored !== null;
        return { right, nextHash: right && next !== undefined ? await hash(next, cost) : null };
      }),
  };
}

/** Returns a hash of random bytes, which no known password matches. */
function unmatched({ memoryCost, timeCost, parallelism }: Argon2Cost): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${base64(16)}$${base64(32)}`;
}
