import type { PairDecision } from '#shared/domain/pair.ts';
import type { PairRow } from '#shared/ipc.ts';

export const PAIR_WORDS: Record<PairDecision['decision'], string> = {
  same: 'Same incident',
  not_same: 'Not the same',
  related: 'Related',
};

/** "Not the same: T26-000135-0 and T26-000100-9". */
export function pairWords({
  decision,
  trackingNumbers: [one, other],
}: Pick<PairRow, 'decision' | 'trackingNumbers'>): string {
  return `${PAIR_WORDS[decision]}: ${one} and ${other}`;
}
