import type { SessionState } from '#shared/ipc-shapes.ts';
import { MOST_TOURS, type WorkstationSettings } from '#shared/settings.ts';

type SignedIn = Pick<Extract<SessionState, { kind: 'signed_in' }>, 'officer' | 'cache'>;

/** Whether this officer's preferences were forgotten at sign-out, but not that the tour was seen. */
export const isTourSeen = ({ tourSeenBy = [] }: WorkstationSettings, { officer }: SignedIn): boolean =>
  tourSeenBy.includes(officer.id);

/**
 * The workstation's settings once the officer has seen the tour; null if nothing has to be remembered there, because the
 * officer's own preferences are kept.
 */
export function withTourSeen(settings: WorkstationSettings, { officer, cache }: SignedIn): WorkstationSettings | null {
  if (cache === 'encrypted') return null;
  const others = (settings.tourSeenBy ?? []).filter((id) => id !== officer.id);
  return { ...settings, tourSeenBy: [...others, officer.id].slice(-MOST_TOURS) };
}
