/** The 97.5th percentile of the normal distribution, for a two-sided 95% interval. */
const Z = 1.959_963_984_540_054;

export type Interval = { low: number; high: number };

/**
 * The 95% score interval of a share, from 0 to 1 (Wilson, "Probable Inference, the Law of Succession, and Statistical
 * Inference", JASA 22 (158), 1927, pp. 209–212). It stays within 0 and 1 and is usable for a handful of cases, where
 * share ± 2 standard errors is not (Brown, Cai, DasGupta, Statistical Science 16 (2), 2001).
 * @param hits how many of the `of` cases have the property.
 * @returns null if there are no cases.
 */
export function wilson(hits: number, of: number): Interval | null {
  if (of <= 0) return null;
  const share = hits / of;
  const scale = 1 + Z ** 2 / of;
  const center = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  // At the ends, the exact bounds are 0 and 1; rounding would miss them slightly.
  return { low: hits === 0 ? 0 : center - half, high: hits === of ? 1 : center + half };
}
