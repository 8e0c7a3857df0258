/** A random number generator that always returns the same sequence for the same seed. */
export type Random = {
  /** A number from 0 up to, but not including, 1. */
  next: () => number;
  /** An integer from `low` to `high`, inclusive. */
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** A normally distributed number with mean 0 and standard deviation 1 (G. Box and M. Muller, 1958). */
  normal: () => number;
};

/**
 * sfc32 (C. Doty-Humphrey, PractRand): small, fast, and good enough for demo data; never use it for passwords. Each
 * report uses its own stream number and so its own sequence, so changing one report doesn't affect the others.
 */
export function createRandom(seed: number, stream: number): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = stream >>> 0;
  let counter = 1;
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) step();
  const next = () => step() / 2 ** 32;
  const random: Random = {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const one = from[Math.floor(next() * from.length)];
      if (one === undefined && from.length === 0) throw new RangeError('nothing to pick from');
      return one as (typeof from)[number];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
  return random;
}

/** Returns a function that picks a value by weight in O(log n). The table is built once. */
export function weighted<T>(rows: readonly (readonly [T, number])[]): (random: Random) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of rows) {
    total += weight;
    sums.push(total);
  }
  return (random) => {
    const mark = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    const row = rows[low];
    if (row === undefined) throw new RangeError('nothing to pick from');
    return row[0];
  };
}

/** A version 7 UUID (RFC 9562) whose random part comes from the sequence. */
export function uuidAt(ms: number, random: Random): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0');
  const hex = (digits: number) =>
    random
      .int(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0');
  const variant = (8 + random.int(0, 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
}
