import { createContext, useContext } from 'react';
import type { Claim } from '#shared/domain/report.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/** Who has a report open, as far as this workstation knows. */
export type Presence =
  | { kind: 'nobody' }
  | { kind: 'me' }
  | { kind: 'colleague'; name: string; since: string }
  /** The server is unreachable; `last` is the last known viewer. */
  | { kind: 'unknown'; last: { name: string; since: string } | null };

/**
 * Returns who is viewing a report. Ignores a claim that has expired; `now` must use the server's clock. Offline, only the
 * officer's own claim is known.
 */
export function presenceOf(claim: Claim | null, me: string, online: boolean, now: number): Presence {
  const current = claim !== null && Date.parse(claim.expiresAt) > now ? claim : null;
  if (current?.by.id === me) return { kind: 'me' };
  const last = current === null ? null : { name: current.by.displayName, since: current.since };
  if (!online) return { kind: 'unknown', last };
  return last === null ? { kind: 'nobody' } : { kind: 'colleague', ...last };
}

/**
 * The signed-in officer's ID, whether the server is reachable (only then is colleagues' activity known), and how far the
 * server's clock is ahead of the local one.
 */
export const SessionContext = createContext({ me: '', online: true, serverAheadMs: 0 });

export function usePresence(claim: Claim | null): Presence {
  const { me, online, serverAheadMs } = useContext(SessionContext);
  return presenceOf(claim, me, online, useDesk().now + serverAheadMs);
}

/** Returns two initials: those of the first word after any rank and of the last word. */
export function initials(name: string): string {
  const words = name
    .split(/\s+/)
    .filter((word) => !/^(officer|sergeant|sgt\.?|lieutenant|lt\.?|detective|captain)$/i.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => /^\p{L}/u.exec(word ?? '')?.[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase('en-US') || '?';
}
