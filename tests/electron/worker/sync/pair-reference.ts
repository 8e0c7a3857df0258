import type { PairDecision } from '#shared/domain/pair.ts';
import { type Fate, type TriedRow, TriedRows } from './fates.ts';

export type Word = PairDecision['decision'];
export type PairModel = TriedRow & { pair: number; word: Word };

/** The outbox for decisions about pairs in its simplest form: the last decision about each pair counts. */
export class PairReference extends TriedRows<PairModel> {
  /** The last decision the server received about each pair, with the id of that decision. */
  readonly server: ({ id: string; word: Word } | null)[];
  /** The workstation's state of each pair, without unsent decisions. */
  readonly cached: (Word | null)[];

  constructor(pairs: number) {
    super();
    this.server = Array.from({ length: pairs }, () => null);
    this.cached = this.server.map(() => null);
  }

  decide(id: string, pair: number, word: Word): void {
    for (const row of this.rows.filter((one) => one.pair === pair && one.state === 'held')) this.leave(row);
    this.rows.push({ ...this.fresh(id), pair, word });
  }

  colleague(pair: number, id: string, word: Word): void {
    this.server[pair] = { id, word };
  }

  pull(pair: number): void {
    this.cached[pair] = this.server[pair]?.word ?? null;
  }

  /** Returns what an officer sees of a pair: the last unsent decision, otherwise the cached state. */
  shown(pair: number): Word | null {
    return this.pendingOf(pair).at(-1)?.word ?? this.cached[pair] ?? null;
  }

  /** Sends one decision after another until none is due or something ends the round; returns whether it was ended. */
  round(fate: () => Fate): boolean {
    for (;;) {
      const due = this.rows.find(
        (row) => row.state === 'waiting' && row.nextTry <= this.now && this.pendingOf(row.pair)[0] === row,
      );
      if (due === undefined) return false;
      if (this.try(due, fate())) return true;
    }
  }

  protected carryOut(row: PairModel): () => void {
    if (!this.done.includes(row.id)) {
      this.done.push(row.id);
      this.server[row.pair] = { id: row.id, word: row.word };
    }
    // A repeated request is answered with the current state, not with the state at that time.
    return () => {
      this.forget(row);
      this.pull(row.pair);
    };
  }

  private pendingOf(pair: number): PairModel[] {
    return this.rows.filter((row) => row.pair === pair && (row.state === 'held' || row.state === 'waiting'));
  }
}
