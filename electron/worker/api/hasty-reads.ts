import { type ApiName, api as contract } from '#shared/api.ts';
import type { ApiClient } from './client.ts';

/** How long a page waits for a server that is known to be out of reach, in milliseconds: it may be back by now. */
const AWAY_MS = 3_000;

/**
 * A client whose reads fail soon while the server is out of reach, so that a page says at once that it is offline. What
 * changes something still waits as long as the line may take.
 */
export function hastyReads(api: Pick<ApiClient, 'call'>, isAway: () => boolean): Pick<ApiClient, 'call'> {
  const isHasty = (name: ApiName, given: { timeoutMs?: number }) =>
    contract[name].method === 'GET' && given.timeoutMs === undefined && isAway();
  return {
    call: (name, given) => api.call(name, isHasty(name, given) ? { ...given, timeoutMs: AWAY_MS } : given),
  };
}
