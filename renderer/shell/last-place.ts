import type { View } from './keymap.ts';

/** An id and a view, so that nothing of a report outlives the desk behind the lock. */
type Place = { officerId: string; openId: string | null; view: View };

/** Where an officer was when the window locked: there it goes on. */
export type LastPlace = { of: (officerId: string) => Place | null; keep: (place: Place) => void };

export function createLastPlace(): LastPlace {
  let last: Place | null = null;
  return {
    of: (officerId) => (last?.officerId === officerId ? last : null),
    keep: (place) => {
      last = place;
    },
  };
}
