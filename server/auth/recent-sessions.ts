import type { Session } from '../db/session.ts';

type Find = (token: string) => Promise<Session | 'revoked' | null>;

const KEPT_MS = 1_000;
const MOST_KEPT = 2_000;

/**
 * Caches session lookups for the one route that every workstation calls after each change: a session found valid less
 * than a second ago is not looked up again. Invalid sessions are always looked up.
 * @param ended returns a counter that increases whenever sessions are ended. Sessions cached before an increase are
 * looked up again.
 */
export function recentSessions(find: Find, ended: () => number = () => 0): Find {
  const recent = new Map<string, { at: number; ended: number; session: Session }>();
  return async (token) => {
    const known = recent.get(token);
    if (known !== undefined && known.ended === ended() && performance.now() - known.at < KEPT_MS) return known.session;
    recent.delete(token);
    const before = ended();
    const session = await find(token);
    if (session === null || session === 'revoked') return session;
    // Maps iterate in insertion order, so the oldest entries come first.
    for (const [old, { at }] of recent) {
      if (recent.size < MOST_KEPT && performance.now() - at < KEPT_MS) break;
      recent.delete(old);
    }
    recent.set(token, { at: performance.now(), ended: before, session });
    return session;
  };
}
