import { t } from '../t.ts';
import { useLive } from '../use-live.ts';
import { Notice } from './notice.tsx';

/**
 * Explains why lists and counts omit reports that this supervisor will review blind. Renders nothing if there are none.
 */
export function HiddenNote() {
  const hidden = useLive('queue.counts', { filters: [] }, ['reports']).value?.hidden ?? 0;
  if (hidden === 0) return null;
  return <Notice tone="info">{t('second-review.nHidden', { n: hidden })}</Notice>;
}
