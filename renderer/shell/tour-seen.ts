import type { SessionState } from '#shared/ipc-shapes.ts';
import { MOST_TOURS, type WorkstationSettings } from '#shared/settings.ts';

type SignedIn = Pick<Extract<SessionState, { kind: 'signed_in' }>, 'officer' | 'cache'>;

/** Whether the workstation remembers that this officer saw the tour, even if preferences were lost at sign-out. */
export const isTourSeen = ({ tourSeenBy = [] }: WorkstationSettings, { officer }: SignedIn): boolean =>
  tourSeenBy.includes(officer.id);

/**
 * The workstation's settings after the officer has seen the tour; null if there is nothing to remember, because the
 * officer's own preferences are stored.
 */
export function withTourSeen(settings: WorkstationSettings, { officer, cache }: SignedIn): WorkstationSettings | null {
  if (cache === 'encrypted') return null;
  const others = (settings.tourSeenBy ?? []).filter((id) => id !== officer.id);
  return { ...settings, tourSeenBy: [...others, officer.id].slice(-MOST_TOURS) };
}
