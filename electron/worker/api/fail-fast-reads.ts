import { type ApiName, api as contract } from '#shared/api.ts';
import type { ApiClient } from './client.ts';

/**
 * How long a read waits, in milliseconds, while the server seems unreachable. It still tries, because the server may be
 * back.
 */
const AWAY_MS = 3_000;

/**
 * Returns a client whose reads fail quickly while the server is unreachable, so that a page shows right away that it is
 * offline. Calls that change something still use the normal timeout.
 */
export function failFastReads(api: Pick<ApiClient, 'call'>, isAway: () => boolean): Pick<ApiClient, 'call'> {
  const isHasty = (name: ApiName, given: { timeoutMs?: number }) =>
    contract[name].method === 'GET' && given.timeoutMs === undefined && isAway();
  return {
    call: (name, given) => api.call(name, isHasty(name, given) ? { ...given, timeoutMs: AWAY_MS } : given),
  };
}
