import type { Deps } from './deps.ts';
import { isIn, networkGiven } from './trusted-proxies.ts';

/** Tells whether an address is in one of these networks. */
export function staffNetworks(given: readonly string[]): (source: string) => boolean {
  const networks = given.map(networkGiven);
  return (source) => isIn(networks, source);
}

/**
 * Marks what a person does on the agency's own computers, where someone else may have done it. A lobby kiosk is one of
 * them, too, so it is only noted.
 */
export const fromStaff = ({ isStaff }: Pick<Deps, 'isStaff'>, source: string): { fromStaff?: true } =>
  isStaff?.(source) === true ? { fromStaff: true } : {};
