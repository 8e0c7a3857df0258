/** Holds requests that wait for changes, and wakes all of them together: for announcements, at most every 250 ms. */
export class LongPollHub {
  static readonly COALESCE_MS = 250;
  /**
   * Requests woken per event loop turn. Each response takes a fraction of a millisecond, so hundreds at once would delay
   * any transaction in progress and everyone waiting for its locks.
   */
  static readonly AT_ONCE = 8;

  #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #lastCall = 0;
  #closed = false;
  #generation = 0;
  #sessions = 0;

  /** Increases with every wake-up. Data that was read at an older number may lack the latest changes. */
  get generation(): number {
    return this.#generation;
  }

  /** Increases whenever sessions are ended. */
  get sessions(): number {
    return this.#sessions;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Call this when something changed. The first call takes effect at once; calls that follow closely are combined. */
  announce(): void {
    this.#callAt(this.#lastCall + LongPollHub.COALESCE_MS);
  }

  /** Call this after ending sessions, so that their pending requests stop waiting. Takes effect like `announce`. */
  announceEndedSessions(): void {
    this.#sessions += 1;
    this.announce();
  }

  /** Schedules a wake-up of all waiting requests after `ms`. Call this when changes are expected by then. */
  wakeIn(ms: number): void {
    this.#callAt(Date.now() + ms);
  }

  /** Resolves at the next wake-up, after `ms`, when the client disconnects, or when the hub closes. */
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

  /** Schedules the next wake-up. The earliest requested time wins. If that time has passed, the wake-up runs now. */
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
    // Copy the list, so that requests that start waiting during this wake-up wait for the next one.
    this.#tell([...this.#waiting]);
  }

  #tell(those: readonly (() => void)[]): void {
    for (const done of those.slice(0, LongPollHub.AT_ONCE)) done();
    const rest = those.slice(LongPollHub.AT_ONCE);
    if (rest.length > 0) setImmediate(() => this.#tell(rest));
  }
}
