/** How long to wait for a response, in milliseconds. */
export type TimeoutRange = { leastMs: number; mostMs: number };

/**
 * A timeout that adapts to a slow connection: if every response takes ten seconds, a limit of ten seconds would never
 * let one arrive. It doubles after a timeout, and is adjusted to the responses that do arrive.
 */
export function createAdaptiveTimeout({ leastMs, mostMs }: TimeoutRange) {
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
