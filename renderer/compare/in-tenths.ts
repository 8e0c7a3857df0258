/**
 * Rounds weights for display to tenths of a bit so that the column adds up to the displayed sum. Uses the largest
 * remainder method: weights closest to the next tenth are rounded up.
 */
export function inTenths(weights: readonly number[]): { rows: number[]; sum: number } {
  const sum = Math.round(weights.reduce((all, one) => all + one, 0) * 10);
  const rows = weights.map((one) => Math.floor(one * 10));
  const remainder = (at: number) => (weights[at] ?? 0) * 10 - (rows[at] ?? 0);
  const up = sum - rows.reduce((all, one) => all + one, 0);
  const nearest = weights.map((_, at) => at).sort((a, b) => remainder(b) - remainder(a));
  for (const at of nearest.slice(0, up)) rows[at] = (rows[at] ?? 0) + 1;
  return { rows, sum };
}
