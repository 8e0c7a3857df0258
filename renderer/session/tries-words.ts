import type { SessionState } from '#shared/ipc-shapes.ts';
import { plural, t } from '../t.ts';

/** How many tries are left, and what the last of them costs. */
export function triesWords(left: number, cache: Extract<SessionState, { kind: 'locked' }>['cache']): string {
  const tries = plural(left, 'One try is left', '{n} tries are left');
  const cost =
    cache === 'encrypted'
      ? t('the key to the reports kept on this computer is destroyed')
      : t('the reports that this window holds are dropped');
  return t('{tries}. After that {cost}; decisions that were not sent remain in a sealed file.', { tries, cost });
}
