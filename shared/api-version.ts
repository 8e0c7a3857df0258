/**
 * The version of the contract in shared/api.ts. A release raises it when the side that does not know the change could
 * misread a request or an answer. Both sides name theirs with every request and answer.
 */
export const API_VERSION = 1;
export const API_VERSION_HEADER = 'p2c-api-version';

/** Workstations and server may be this many versions apart, so that either can be updated first. */
const REACH = 2;

/**
 * Whether the other side is too old to be understood. Each side judges only those older than itself, because only it
 * knows what it still reads. Who names no version is no workstation.
 */
export function isTooOld(header: unknown, own: number): boolean {
  const other = typeof header === 'string' && /^-?\d{1,9}$/.test(header) ? Number(header) : null;
  return other !== null && other < own - REACH;
}
