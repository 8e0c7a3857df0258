/** Why something may not wait: its own source has so much waiting already, or everybody together has. */
export type Refusal = 'too_many_of_one' | 'full';

/** What waits, in turns: the oldest of each source, one source after the other. Bounded for each and for all. */
export class FairQueue<Task> {
  readonly #bySource = new Map<string, Task[]>();
  readonly #most: { ofOne: number; ofAll: number };
  #size = 0;

  constructor(most: { ofOne: number; ofAll: number }) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  /** @returns null, or why it was not taken. */
  add(source: string, task: Task): Refusal | null {
    const own = this.#bySource.get(source) ?? [];
    if (own.length >= this.#most.ofOne) return 'too_many_of_one';
    if (this.#size >= this.#most.ofAll) return 'full';
    own.push(task);
    this.#bySource.set(source, own);
    this.#size += 1;
    return null;
  }

  /** Takes out what is next; its source then stands behind all others. */
  next(): Task | undefined {
    const [first] = this.#bySource;
    if (first === undefined) return undefined;
    const [source, own] = first;
    const task = own.shift();
    this.#bySource.delete(source);
    if (own.length > 0) this.#bySource.set(source, own);
    this.#size -= 1;
    return task;
  }

  /** Takes out what nobody waits for any more. */
  drop(source: string, task: Task): void {
    const own = this.#bySource.get(source) ?? [];
    const at = own.indexOf(task);
    if (at < 0) return;
    own.splice(at, 1);
    if (own.length === 0) this.#bySource.delete(source);
    this.#size -= 1;
  }
}
