import { useEffect, useLayoutEffect } from 'react';
import type { WorkstationSettings } from '#shared/settings.ts';
import { markRoom, roomChanged } from './room.ts';

/** Gives the whole window its theme and the size of its text; everything with text in it is measured in rem. */
export function useLook({ theme, textSize }: WorkstationSettings): void {
  useEffect(() => {
    window.addEventListener('resize', markRoom);
    return () => window.removeEventListener('resize', markRoom);
  }, []);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${textSize}%`;
    markRoom();
    roomChanged();
  }, [textSize]);
}
