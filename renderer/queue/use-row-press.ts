import { type MouseEvent, type PointerEvent, useMemo } from 'react';
import { indexOfRow } from './grid-line.tsx';
import type { Triage } from './use-triage.ts';

/**
 * A press that moves the pointer farther than this, in CSS pixels, is not a click. The distance is less than half a
 * row's height.
 */
const SLIP_PX = 12;

/**
 * Handles clicks for the whole grid. A click applies to the row where the button was pressed, even if the list is
 * replaced before the button is released. Shift selects all rows up to that row; Ctrl/Cmd selects or deselects the
 * row.
 */
export function useRowPress({ pressed, press, choose }: Pick<Triage, 'pressed' | 'press' | 'choose'>) {
  return useMemo(() => {
    const act = (index: number, at: number, id: string | undefined, keys: Keys) => {
      if (keys.shiftKey) choose(index, true, at, id);
      else if (keys.ctrlKey || keys.metaKey) choose(index, false, at, id);
      else press(index, at, id);
    };
    return {
      onPointerDown: ({ target, timeStamp: at, clientX, clientY, button, isPrimary }: PointerEvent) => {
        const index = indexOfRow(target);
        if (index === null || button !== 0 || !isPrimary) return;
        const id = pressed(index, at);
        const over = new AbortController();
        const { signal } = over;
        // Listen on the window, because another element may be under the pointer by then.
        window.addEventListener('pointercancel', () => over.abort(), { signal });
        window.addEventListener(
          'pointerup',
          (up) => {
            over.abort();
            if (Math.hypot(up.clientX - clientX, up.clientY - clientY) <= SLIP_PX) act(index, at, id, up);
          },
          { signal },
        );
      },
      // Handles a click without a pointer, as from assistive technology.
      onClick: (event: MouseEvent) => {
        const index = event.detail === 0 ? indexOfRow(event.target) : null;
        if (index !== null) act(index, event.timeStamp, undefined, event);
      },
    };
  }, [pressed, press, choose]);
}

type Keys = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;
