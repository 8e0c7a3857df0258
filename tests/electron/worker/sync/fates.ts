import { CallError } from '#electron/worker/api/call-error.ts';

/*
 * Models what any outbox does with its rows, in the simplest form: undo times, attempts, and the outcome of each
 * request. There is no database, no transaction and no concurrent request.
 */

export const FATES = ['ok', 'answer_lost', 'never_arrived', 'busy', 'wants_pause', 'signed_out', 'refuses'] as const;
/** The outcome of one request. */
export type Fate = (typeof FATES)[number];

export const HOLD_MS = 20_000;
/** The undo times an officer chooses; the agency's own time is shorter or longer. */
export const WISHES_S = [0, 10, 60] as const;
export const PAUSE_MS = 5_000;
/** The shortest wait before a retry: half of the backoff, which starts at one second and doubles up to a minute. */
const backoff = (attempt: number) => Math.min(60_000, 1000 * 2 ** (attempt - 1)) / 2;

export type TriedRow = {
  id: string;
  state: 'held' | 'waiting' | 'conflict' | 'refused';
  maybeSent: boolean;
  attempts: number;
  holdUntil: number;
  nextTry: number;
};

/** Returns how the workstation sees this outcome; null if the server carries out the request. */
export function failureOf(fate: Fate): CallError | null {
  const of = (code: CallError['code'], reached: boolean, status: number | null = null, retryAfterMs = 0) =>
    new CallError(code, { reached, status, retryAfterMs: retryAfterMs || null });
  if (fate === 'answer_lost') return of('offline', true);
  if (fate === 'never_arrived') return of('offline', false);
  if (fate === 'busy') return of('unavailable', true);
  if (fate === 'wants_pause') return of('unavailable', true, 503, PAUSE_MS);
  if (fate === 'signed_out') return of('unauthenticated', true);
  if (fate === 'refuses') return of('invalid_request', true);
  return null;
}

export abstract class TriedRows<Row extends TriedRow> {
  now = 0;
  wishMs = 0;
  rows: Row[] = [];
  /** Every decision that was carried out, in order. */
  readonly done: string[] = [];
  readonly takenBack: string[] = [];

  mayUndo(row: Row): boolean {
    return row.state === 'held';
  }

  mayWithdraw(row: Row): boolean {
    return row.state !== 'waiting' || !row.maybeSent;
  }

  leave(row: Row): void {
    this.forget(row);
    this.takenBack.push(row.id);
  }

  /** Decisions held under a longer undo time are held no longer than the current setting. */
  release(): void {
    for (const row of this.held()) row.holdUntil = Math.min(row.holdUntil, this.now + this.holdMs());
    for (const row of this.held()) if (row.holdUntil <= this.now) row.state = 'waiting';
  }

  sendNow(): void {
    for (const row of this.held()) row.state = 'waiting';
  }

  restart(): void {
    for (const row of this.held()) row.holdUntil = this.now + this.holdMs();
  }

  protected fresh(id: string) {
    const holdUntil = this.now + this.holdMs();
    return { id, state: 'held', maybeSent: false, attempts: 0, holdUntil, nextTry: 0 } as const;
  }

  protected forget(row: Row): void {
    this.rows = this.rows.filter((one) => one !== row);
  }

  /**
   * Tries one row with the given outcome; returns whether the round ends. A decision that was already carried out gets
   * its earlier answer and is never refused.
   */
  protected try(row: Row, drawn: Fate): boolean {
    const fate = drawn === 'refuses' && this.done.includes(row.id) ? 'ok' : drawn;
    row.attempts += 1;
    const before = row.maybeSent;
    row.maybeSent = true;
    if (fate === 'ok' || fate === 'answer_lost') {
      const hear = this.carryOut(row);
      if (fate === 'answer_lost') row.nextTry = this.now;
      else hear();
      return fate === 'answer_lost';
    }
    if (fate === 'refuses') {
      this.end(row, 'refused');
      return false;
    }
    const pause = fate === 'wants_pause' ? PAUSE_MS : 0;
    const waits = fate === 'busy' || fate === 'wants_pause' ? Math.max(pause, backoff(row.attempts)) : 0;
    row.nextTry = this.now + waits;
    // The server may have accepted the decision only if it responded. If it required a sign-in, it never looked at the
    // decision.
    row.maybeSent = before || waits > 0;
    return fate !== 'busy';
  }

  protected end(row: Row, state: 'conflict' | 'refused'): void {
    Object.assign(row, { state, maybeSent: false, nextTry: 0 });
  }

  /** Does the server's part; returns what the workstation does when it receives the response. */
  protected abstract carryOut(row: Row): () => void;

  private held(): Row[] {
    return this.rows.filter((row) => row.state === 'held');
  }

  private holdMs(): number {
    return Math.max(HOLD_MS, this.wishMs);
  }
}
