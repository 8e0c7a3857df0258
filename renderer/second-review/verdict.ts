import type { Seen } from '#shared/domain/act.ts';
import type { ReviewForm, ReviewVerdict } from '#shared/domain/second-review.ts';

export const LONGEST_NOTE = 2000;

type Missing = 'outcome' | 'category' | 'note';

/**
 * Returns the verdict in a form, or what is missing from it. Agreeing requires a note if the reviewer's own decision
 * was different.
 * @param seen must be sent with the verdict to set the decision aside; null if the decision can't be set aside.
 */
export function verdictOf(
  { outcome, category, note }: Pick<ReviewForm, 'outcome' | 'category' | 'note'>,
  seen: Seen | null,
  isSame: boolean | null,
): { verdict: ReviewVerdict | null; missing: Missing[] } {
  const text = note.trim();
  if (outcome === 'agreed') {
    return text === '' && isSame === false
      ? { verdict: null, missing: ['note'] }
      : { verdict: { outcome, note: text }, missing: [] };
  }
  const missing: Missing[] = [];
  const isAside = outcome === 'sent_back' || outcome === 'overturned';
  if (outcome === null || (isAside && seen === null)) missing.push('outcome');
  if (outcome !== null && category === null) missing.push('category');
  if (outcome !== null && text === '') missing.push('note');
  if (missing.length > 0 || outcome === null || category === null) return { verdict: null, missing };
  if (outcome === 'stands') return { verdict: { outcome, category, note: text }, missing };
  return { verdict: seen === null ? null : { outcome, category, note: text, seen }, missing };
}
