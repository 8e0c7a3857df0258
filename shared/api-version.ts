/**
 * The version of the contract in shared/api.ts. A release increments it when a side that doesn't know the change could
 * misread a request or response. Both sides send theirs with every request and response.
 */
export const API_VERSION = 1;
export const API_VERSION_HEADER = 'p2c-api-version';

/** Workstations and server may be this many versions apart, so that either can be updated first. */
const REACH = 2;

/**
 * Whether the other side is too old to be understood. Each side checks only for versions older than its own, because
 * only it knows which ones it still reads. A client that sends no version is not a workstation.
 */
export function isTooOld(header: unknown, own: number): boolean {
  const other = typeof header === 'string' && /^-?\d{1,9}$/.test(header) ? Number(header) : null;
  return other !== null && other < own - REACH;
}
