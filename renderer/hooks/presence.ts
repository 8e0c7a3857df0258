import { createContext, useContext } from 'react';
import type { Claim } from '#shared/domain/report.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/** Who else is at a report, so far as anybody here can know. */
export type Presence =
  | { kind: 'nobody' }
  | { kind: 'me' }
  | { kind: 'colleague'; name: string; since: string }
  /** The server cannot be asked; `last` is what it said before. */
  | { kind: 'unknown'; last: { name: string; since: string } | null };

/** A claim that is over by the server's clock, which is `now` here, counts as none. Offline nothing is known but one's own. */
export function presenceOf(claim: Claim | null, me: string, online: boolean, now: number): Presence {
  const standing = claim !== null && Date.parse(claim.expiresAt) > now ? claim : null;
  if (standing?.by.id === me) return { kind: 'me' };
  const last = standing === null ? null : { name: standing.by.displayName, since: standing.since };
  if (!online) return { kind: 'unknown', last };
  return last === null ? { kind: 'nobody' } : { kind: 'colleague', ...last };
}

/** Who sits here, whether the server tells what the colleagues do, and by how much its clock is ahead of this one. */
export const Whereabouts = createContext({ me: '', online: true, serverAheadMs: 0 });

export function usePresence(claim: Claim | null): Presence {
  const { me, online, serverAheadMs } = useContext(Whereabouts);
  return presenceOf(claim, me, online, useDesk().now + serverAheadMs);
}

/** Two letters that stand for a name: of its first word after a rank, and of its last. */
export function initials(name: string): string {
  const words = name
    .split(/\s+/)
    .filter((word) => !/^(officer|sergeant|sgt\.?|lieutenant|lt\.?|detective|captain)$/i.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => /^\p{L}/u.exec(word ?? '')?.[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase('en-US') || '?';
}
