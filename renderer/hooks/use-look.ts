import { useLayoutEffect } from 'react';
import type { WorkstationSettings } from '#shared/settings.ts';
import { markRoom, roomChanged } from './room.ts';

/**
 * Applies the theme and text size to the whole window; everything that contains text is sized in rem. The system theme
 * also follows the system setting for increased contrast.
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
