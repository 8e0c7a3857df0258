/**
 * One measured number. `peer` is the value it is compared with, measured in the same run; `ratio` is value over peer.
 * `ok` is null if the target applies only at a size other than the one that was run.
 */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  wanted: string;
  peer: { name: string; value: number } | null;
  ratio: number | null;
  ok: boolean | null;
};

export type Wanted = { text: string; holds: (value: number, ratio: number | null) => boolean };

export const atMost = (limit: number, unit: string): Wanted => ({
  text: `≤ ${limit} ${unit}`,
  holds: (value) => value <= limit,
});
export const atLeast = (limit: number): Wanted => ({ text: `≥ ${limit}`, holds: (value) => value >= limit });
export const printed: Wanted = { text: 'printed', holds: () => true };

/** Makes a figure; `full` says whether the run had the size that `wanted` is for. */
export function figure(
  name: string,
  value: number,
  unit: string,
  more: { wanted: Wanted; full: boolean; peer?: { name: string; value: number } },
): Figure {
  const peer = more.peer ?? null;
  const ratio = peer === null || peer.value === 0 ? null : round(value / peer.value);
  const ok = more.full ? more.wanted.holds(value, ratio) : null;
  // A benchmark may take an hour, so each figure is printed immediately and is not lost if the run is interrupted.
  process.stderr.write(`${name}: ${round(value)} ${unit}${ratio === null ? '' : ` (× ${ratio})`}\n`);
  return {
    name,
    value: round(value),
    unit,
    wanted: more.wanted.text,
    peer: peer && { ...peer, value: round(peer.value) },
    ratio,
    ok,
  };
}

/** `keep` is a folder whose reports the next run reuses. */
export type Bench = (options: { quick: boolean; seed: number; keep: string | null }) => Promise<Figure[]>;

/** Returns the q-th quantile (0 to 1) by the nearest-rank method. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
