import { z } from 'zod';
import { VIEWS, type View } from './keymap.ts';

/** An id and a view, so that nothing of a report outlives the desk behind the lock. */
type Place = { officerId: string; openId: string | null; view: View };

/** Where an officer was when the window locked, or its page was loaded again in another language: there it goes on. */
export type LastPlace = { of: (officerId: string) => Place | null; keep: (place: Place) => void };

const KEPT = 'last-place';
const kept = z.object({ officerId: z.string(), view: z.enum(VIEWS) });

/** @param storage of this window alone; the view is kept there, and which report was open is not. */
export function createLastPlace(storage: Pick<Storage, 'getItem' | 'setItem'>): LastPlace {
  let last = before(storage);
  return {
    of: (officerId) => (last?.officerId === officerId ? last : null),
    keep: (place) => {
      last = place;
      storage.setItem(KEPT, JSON.stringify({ officerId: place.officerId, view: place.view }));
    },
  };
}

function before(storage: Pick<Storage, 'getItem'>): Place | null {
  try {
    return { ...kept.parse(JSON.parse(storage.getItem(KEPT) ?? '')), openId: null };
  } catch {
    return null;
  }
}
