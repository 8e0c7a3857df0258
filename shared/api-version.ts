/**
 * The version of the contract in shared/api.ts. Increment it when a workstation or server without the change could
 * misread a request or response. Every request from a workstation and every response contains the sender's version.
 */
export const API_VERSION = 1;
export const API_VERSION_HEADER = 'p2c-api-version';

/** Workstations and server may be this many versions apart, so that either can be updated first. */
const REACH = 2;

/**
 * Whether the other side's version is too old. Each side checks only for versions older than its own, because the newer
 * side decides which older versions it still supports. A client that sends no version isn't a workstation and is never
 * too old.
 */
export function isTooOld(header: unknown, own: number): boolean {
  const other = typeof header === 'string' && /^-?\d{1,9}$/.test(header) ? Number(header) : null;
  return other !== null && other < own - REACH;
}
