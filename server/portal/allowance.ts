const HOUR_MS = 3_600_000;
/** So many addresses are remembered at most; of more, those that came first are forgotten. */
const MOST_KEPT = 10_000;

/** How much one address may bring within an hour; each process counts for itself, and only in memory. */
export type Allowance = {
  hasLeft: (address: string) => boolean;
  take: (address: string, amount: number) => void;
};

export function hourly(most: number, now: () => Date): Allowance {
  const taken = new Map<string, { amount: number; until: number }>();
  const known = (address: string) => {
    const found = taken.get(address);
    return found !== undefined && found.until > now().getTime() ? found : null;
  };
  return {
    hasLeft: (address) => (known(address)?.amount ?? 0) < most,
    take(address, amount) {
      const before = known(address);
      if (before !== null) {
        before.amount += amount;
        return;
      }
      // Set anew, so that the map stays in the order in which the hours began.
      taken.delete(address);
      taken.set(address, { amount, until: now().getTime() + HOUR_MS });
      const [oldest] = taken.keys();
      if (taken.size > MOST_KEPT && oldest !== undefined) taken.delete(oldest);
    },
  };
}
