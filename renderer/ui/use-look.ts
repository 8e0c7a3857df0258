import { useLayoutEffect } from 'react';
import type { WorkstationSettings } from '#shared/settings.ts';

/** Gives the whole window its theme and the size of its text; everything is measured in rem from there. */
export function useLook({ theme, textSize }: WorkstationSettings): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.style.fontSize = `${textSize}%`;
  }, [theme, textSize]);
}
