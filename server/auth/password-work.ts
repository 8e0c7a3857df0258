import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#shared/errors.ts';
import { type Bounds, fairQueue, QueueFull } from '../fair-queue.ts';

/** `memoryCost` in KiB, `timeCost` in passes, `parallelism` in lanes. */
export type Argon2Cost = { memoryCost: number; timeCost: number; parallelism: number };

/** OWASP's password storage cheat sheet: argon2id (this library's own choice) with 19 MiB, two passes, one lane. */
const OWASP_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Half of the threads that Node shares with files and names; what waits is done in about a second. */
const BOUNDS: Bounds = { running: { ofOne: 2, ofAll: 2 }, waiting: { ofOne: 64, ofAll: 64 } };
/** About as long as a full queue takes. */
const RETRY_AFTER_S = 2;

type Given = {
  password: string;
  /** Null where nobody has the name. */
  stored: string | null;
  /** What is to take its place if it is right. */
  next?: string | undefined;
};

/** All argon2 work of a process: it is dear, and anybody may ask for it. `source` is whose turn it takes. */
export type PasswordWork = {
  /** In PHC form. @throws AppError `unavailable` */
  hash: (password: string, source: string) => Promise<string>;
  /**
   * Whether the password is right, and the hash of the next one where it is. Without a stored hash the same work is done over
   * one that nothing matches, so that the time does not tell whether an account exists.
   * @throws AppError `unavailable`
   */
  check: (given: Given, source: string) => Promise<{ right: boolean; nextHash: string | null }>;
};

/** The one place where the cost of a hash is said; `bounds` are how much runs and waits at most. */
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

/** Random bytes in the place of a hash: what would give them is known to nobody. */
function unmatched({ memoryCost, timeCost, parallelism }: Argon2Cost): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${base64(16)}$${base64(32)}`;
}
