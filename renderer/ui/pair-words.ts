import type { PairDecision } from '#shared/domain/pair.ts';
import type { PairRow } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';

export const PAIR_WORDS: Record<PairDecision['decision'], string> = {
  same: t('Same incident'),
  not_same: t('Not the same'),
  related: t('Related'),
};

/** "Not the same: T26-000135-0 and T26-000100-9". */
export function pairWords({
  decision,
  trackingNumbers: [one, other],
}: Pick<PairRow, 'decision' | 'trackingNumbers'>): string {
  return t('{decision}: {one} and {other}', { decision: PAIR_WORDS[decision], one, other });
}
