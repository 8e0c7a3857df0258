import type { PairDecision } from '#shared/domain/pair.ts';
import type { PairRow } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';

export const PAIR_WORDS: Record<PairDecision['decision'], string> = {
  same: t('ui.sameIncident'),
  not_same: t('common.notTheSame'),
  related: t('common.related'),
};

/** Describes a pair decision, for example "Not the same: T26-000135-0 and T26-000100-9". */
export function pairWords({
  decision,
  trackingNumbers: [one, other],
}: Pick<PairRow, 'decision' | 'trackingNumbers'>): string {
  return t('ui.decisionOneAndOther', { decision: PAIR_WORDS[decision], one, other });
}
