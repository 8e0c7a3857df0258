import { z } from 'zod';
import type { ActKind } from '#shared/domain/act.ts';
import type { QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import type { Read } from '../model/read.ts';
import { VIEWS, type View } from './view.ts';

/** The open form: which act, on which report, and what had been read of the report before it was opened. */
export type OpenForm = { act: ActKind; on: string; read: Read };

type Place = {
  officerId: string;
  openId: string | null;
  view: View;
  /** The queue's view; null for the first view. The search text is left out, because it can be a name. */
  list: { filter: QueueFilter; sort: QueueSort } | null;
  form: OpenForm | null;
};

/**
 * Remembers where an officer was when the window locked or was reloaded in another language, so that work resumes
 * there. Neither report texts nor search texts are kept, so the locked window holds no report data.
 */
export type LastPlace = { of: (officerId: string) => Place | null; keep: (place: Place) => void };

const KEPT = 'last-place';
const kept = z.object({ officerId: z.string(), view: z.enum(VIEWS) });

/** @param storage belongs to this window only; only the page is stored there, not the list, report or form. */
export function createLastPlace(storage: Pick<Storage, 'getItem' | 'setItem'>): LastPlace {
  let last = before(storage);
  return {
    of: (officerId) => (last?.officerId === officerId ? last : null),
    keep: (place) => {
      const { list } = place;
      last = { ...place, list: list && { ...list, filter: { ...list.filter, text: '' } } };
      storage.setItem(KEPT, JSON.stringify({ officerId: place.officerId, view: place.view }));
    },
  };
}

function before(storage: Pick<Storage, 'getItem'>): Place | null {
  try {
    return { ...kept.parse(JSON.parse(storage.getItem(KEPT) ?? '')), openId: null, list: null, form: null };
  } catch {
    return null;
  }
}
