/** A pair that was found, and whether it is a true match. */
export type Judged = { probability: number; weight: number; same: boolean };

export type Quality = { threshold: number; found: number; precision: number; recall: number; f1: number };

/** @param truths total number of true pairs, including those that were not found. */
export function qualityAt(pairs: readonly Judged[], truths: number, threshold: number): Quality {
  let found = 0;
  let right = 0;
  for (const one of pairs) {
    if (one.probability < threshold) continue;
    found += 1;
    if (one.same) right += 1;
  }
  return { threshold, found, ...rates(right, found, truths) };
}

/** The best F1 score over all weight thresholds; `threshold` is the probability at the best weight. */
export function bestQuality(pairs: readonly Judged[], truths: number): Quality {
  const sorted = pairs.toSorted((a, b) => b.weight - a.weight || b.probability - a.probability);
  let best: Quality = { threshold: 1, found: 0, ...rates(0, 0, truths) };
  let right = 0;
  for (const [i, one] of sorted.entries()) {
    if (one.same) right += 1;
    const next = sorted[i + 1];
    if (next !== undefined && next.weight === one.weight && next.probability === one.probability) continue;
    const here = rates(right, i + 1, truths);
    if (here.f1 > best.f1) best = { threshold: one.probability, found: i + 1, ...here };
  }
  return best;
}

function rates(right: number, found: number, truths: number) {
  const precision = found === 0 ? 1 : right / found;
  const recall = truths === 0 ? 1 : right / truths;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
