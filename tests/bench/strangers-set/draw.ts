/* Random numbers that depend only on the seed, and what a set may use of our lists. */

/** `KEPT` is for one last measurement: nobody looks at its reports before, nor works with them after. */
export const SEEDS = { OPEN: 20_260_311, KEPT: 77_014_903 } as const;

export class Draw {
  #state: number;
  /** Whether what is marked with `!` may be used. */
  readonly kept: boolean;
  constructor(seed: number) {
    this.#state = seed >>> 0;
    this.kept = seed === SEEDS.KEPT;
  }

  /** A number from 0 up to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** Early entries come often, late ones seldom, as with family names. */
  pickEarly<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() ** 1.8 * list.length)] ?? this.pick(list);
  }

  weighed<T>(list: readonly (readonly [T, number])[]): T {
    let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    const found = list.find(([, weight]) => (left -= weight) < 0);
    return (found ?? this.pick(list))[0];
  }

  /** The entries that this set may use, without their mark. */
  allowed(list: readonly string[]): string[] {
    return list.filter((one) => this.kept || !one.startsWith('!')).map(plain);
  }
}

export const plain = (marked: string): string => marked.replace(/^!\s*/, '');
