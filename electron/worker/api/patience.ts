/** How long to wait for an answer, in milliseconds. */
export type Patience = { leastMs: number; mostMs: number };

/**
 * Learns how long this line takes: where each answer needs ten seconds, a limit of ten would never let one arrive. It
 * doubles when an answer did not come in time, and follows the answers that do.
 */
export function createPatience({ leastMs, mostMs }: Patience) {
  let ms = leastMs;
  const within = (wish: number) => Math.min(mostMs, Math.max(leastMs, wish));
  return {
    ms: () => ms,
    answered: (tookMs: number): void => {
      ms = within(Math.max(3 * tookMs, ms / 2));
    },
    ranOut: (): void => {
      ms = within(2 * ms);
    },
  };
}
