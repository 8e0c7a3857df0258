import { z } from 'zod';
import { VIEWS, type View } from './view.ts';

/** Contains only an id and a view, so that the locked window holds no report data. */
type Place = { officerId: string; openId: string | null; view: View };

/**
 * Remembers where an officer was when the window locked or was reloaded in another language, so that work resumes there.
 */
export type LastPlace = { of: (officerId: string) => Place | null; keep: (place: Place) => void };

const KEPT = 'last-place';
const kept = z.object({ officerId: z.string(), view: z.enum(VIEWS) });

/** @param storage belongs to this window only; it stores the view, but not which report was open. */
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
