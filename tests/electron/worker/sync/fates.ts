import { CallError } from '#electron/worker/api/call-error.ts';

/*
 * What an outbox does with its rows whatever they say, as one would write it on a page: undo times, tries, and what becomes
 * of a request. It knows no database, no transactions and no requests under way.
 */

export const FATES = ['ok', 'answer_lost', 'never_arrived', 'busy', 'wants_pause', 'signed_out', 'refuses'] as const;
/** What becomes of one request. */
export type Fate = (typeof FATES)[number];

export const HOLD_MS = 20_000;
/** What the officer wishes for instead, and the agency's own is shorter or longer. */
export const WISHES_S = [0, 10, 60] as const;
export const PAUSE_MS = 5_000;
/** The shortest wait before a try: half of a second that doubles up to a minute. */
const backoff = (attempt: number) => Math.min(60_000, 1000 * 2 ** (attempt - 1)) / 2;

export type TriedRow = {
  id: string;
  state: 'held' | 'waiting' | 'conflict' | 'refused';
  maybeSent: boolean;
  attempts: number;
  holdUntil: number;
  nextTry: number;
};

/** How such a fate looks to the workstation; null where the server carries it out. */
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
  /** Every decision that was carried out, in the order in which that happened. */
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

  /** What was held while the officer wished for more is not held for longer than is wished for now. */
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

  /** Tries one as drawn; says whether the round ends. What was carried out is answered as it was, and never refused. */
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
    // Only a server that answered may have taken it; one that asked for a sign-in never looked at it.
    row.maybeSent = before || waits > 0;
    return fate !== 'busy';
  }

  protected end(row: Row, state: 'conflict' | 'refused'): void {
    Object.assign(row, { state, maybeSent: false, nextTry: 0 });
  }

  /** What the server does; gives what the workstation does when it hears of it. */
  protected abstract carryOut(row: Row): () => void;

  private held(): Row[] {
    return this.rows.filter((row) => row.state === 'held');
  }

  private holdMs(): number {
    return Math.max(HOLD_MS, this.wishMs);
  }
}
