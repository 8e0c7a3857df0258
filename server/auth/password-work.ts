import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#shared/errors.ts';
import { type Bounds, fairQueue, QueueFull } from '../fair-queue.ts';

/** `memoryCost` in KiB, `timeCost` in passes, `parallelism` in lanes. */
export type Argon2Cost = { memoryCost: number; timeCost: number; parallelism: number };

/** OWASP's password storage cheat sheet: argon2id (this library's own choice) with 19 MiB, two passes, one lane. */
const OWASP_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Half of the thread pool that Node shares with file system and DNS work. Waiting work finishes in about a second. */
const BOUNDS: Bounds = { running: { ofOne: 2, ofAll: 2 }, waiting: { ofOne: 64, ofAll: 64 } };
/** About how long a full queue takes. */
const RETRY_AFTER_S = 2;

type Given = {
  password: string;
  /** Null if no account has this name. */
  stored: string | null;
  /** The new password, hashed if this one is right. */
  next?: string | undefined;
};

/**
 * All argon2 work of a process goes through this, because it is expensive and anyone can trigger it. Sources take turns;
 * `source` says whose turn is used.
 */
export type PasswordWork = {
  /** In PHC format. @throws AppError `unavailable` */
  hash: (password: string, source: string) => Promise<string>;
  /**
   * Whether the password is right and, if so, the hash of the new one. Without a stored hash, the same work runs against
   * a hash that matches nothing, so that timing does not reveal whether an account exists.
   * @throws AppError `unavailable`
   */
  check: (given: Given, source: string) => Promise<{ right: boolean; nextHash: string | null }>;
};

/** The only place that sets the hashing cost; `bounds` limits how much may run and wait. */
export function passwordWork(cost: Argon2Cost = OWASP_COST, bounds = BOUNDS): PasswordWork {
  const queue = fairQueue(bounds);
  const nobodys = unmatched(cost);
  const inTurn = <T>(source: string, work: () => Promise<T>) =>
    queue.run(source, work).catch((error: unknown) => {
      throw error instanceof QueueFull ? new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_S }) : error;
    });
  return {
    hash: (password, source) => inTurn(source, () => hash(password, cost)),
    check: ({ password, stored, next }, source) =>
      inTurn(source, async () => {
        const right = (await verify(stored ?? nobodys, password)) && stored !== null;
        return { right, nextHash: right && next !== undefined ? await hash(next, cost) : null };
      }),
  };
}

/** Random bytes in place of a hash; no one knows a password that matches them. */
function unmatched({ memoryCost, timeCost, parallelism }: Argon2Cost): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${base64(16)}$${base64(32)}`;
}
