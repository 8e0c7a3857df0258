/** Maximum number of entries kept; above it, the oldest are dropped. */
const MOST_KEPT = 10_000;

/** A rate limit per address or account within a time window. Each process counts separately, in memory only. */
export type Allowance = {
  hasLeft: (who: string) => boolean;
  take: (who: string, amount: number) => void;
  /** Milliseconds until the full allowance is available again. */
  endsIn: (who: string) => number;
};

export function allowance({ most, windowMs }: { most: number; windowMs: number }, now: () => Date): Allowance {
  const taken = new Map<string, { amount: number; until: number }>();
  const known = (who: string) => {
    const found = taken.get(who);
    return found !== undefined && found.until > now().getTime() ? found : null;
  };
  return {
    hasLeft: (who) => (known(who)?.amount ?? 0) < most,
    take(who, amount) {
      const before = known(who);
      if (before !== null) {
        before.amount += amount;
        return;
      }
      // Delete the entry first, so that the map stays ordered by the start of each window.
      taken.delete(who);
      taken.set(who, { amount, until: now().getTime() + windowMs });
      const [oldest] = taken.keys();
      if (taken.size > MOST_KEPT && oldest !== undefined) taken.delete(oldest);
    },
    endsIn: (who) => (known(who)?.until ?? now().getTime()) - now().getTime(),
  };
}
