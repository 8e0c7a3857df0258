/** Where requests wait for news. All of them are told of it, at most four times a second. */
export class LongPollHub {
  static readonly COALESCE_MS = 250;
  /**
   * So many are told in one turn: each answer takes a fraction of a millisecond, and hundreds at once would hold up whoever
   * is in the midst of a transaction, and with it all who wait for its locks.
   */
  static readonly AT_ONCE = 8;

  #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #lastCall = 0;
  #closed = false;
  #generation = 0;

  /** Rises with every call; whatever was read under an older number may lack the news. */
  get generation(): number {
    return this.#generation;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Something changed. The first call goes through at once; calls that follow closely are gathered. */
  announce(): void {
    this.#callAt(this.#lastCall + LongPollHub.COALESCE_MS);
  }

  /** Somebody knows that there will be something soon: everybody looks again then, together. */
  lookAgainIn(ms: number): void {
    this.#callAt(Date.now() + ms);
  }

  /** Ends at the next call, after `ms`, when the request goes away, or when the room closes. */
  wait(ms: number, gone: AbortSignal): Promise<void> {
    if (this.#closed || gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
      gone.addEventListener('abort', done);
    });
  }

  close(): void {
    this.#closed = true;
    this.#call();
  }

  /** The earliest wish counts; one that is due is met at once. */
  #callAt(due: number): void {
    if (this.#closed || due >= this.#due) return;
    const rest = due - Date.now();
    if (rest <= 0) {
      this.#call();
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#call(), rest);
  }

  #call(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
    this.#lastCall = Date.now();
    this.#generation += 1;
    // Whoever comes to wait from now on waits for the next call.
    this.#tell([...this.#waiting]);
  }

  #tell(those: readonly (() => void)[]): void {
    for (const done of those.slice(0, LongPollHub.AT_ONCE)) done();
    const rest = those.slice(LongPollHub.AT_ONCE);
    if (rest.length > 0) setImmediate(() => this.#tell(rest));
  }
}
