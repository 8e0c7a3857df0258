import { useLayoutEffect } from 'react';
import type { WorkstationSettings } from '#shared/settings.ts';
import { markRoom, roomChanged } from './room.ts';

/**
 * Gives the whole window its theme and the size of its text; everything with text in it is measured in rem. The system may
 * wish for more contrast as well as for dark or light.
 */
export function useLook({ theme, textSize }: WorkstationSettings): void {
  useLayoutEffect(() => {
    const wish = window.matchMedia('(prefers-contrast: more)');
    const show = () => {
      document.documentElement.dataset.theme = theme === 'system' && wish.matches ? 'contrast' : theme;
    };
    show();
    wish.addEventListener('change', show);
    return () => wish.removeEventListener('change', show);
  }, [theme]);
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${textSize}%`;
    markRoom();
    roomChanged();
  }, [textSize]);
}
