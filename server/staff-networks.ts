import type { Deps } from './deps.ts';
import { isIn, networkGiven } from './trusted-proxies.ts';

/** Tells whether an address is in one of these networks. */
export function staffNetworks(given: readonly string[]): (source: string) => boolean {
  const networks = given.map(networkGiven);
  return (source) => isIn(networks, source);
}

/**
 * Marks an act by a reporter that came from one of the agency's own computers, because someone else may have done it.
 * The act is only marked, not refused, because a lobby kiosk is also such a computer.
 */
export const fromStaff = ({ isStaff }: Pick<Deps, 'isStaff'>, source: string): { fromStaff?: true } =>
  isStaff?.(source) === true ? { fromStaff: true } : {};
