import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { useTitles } from '../ui/titles.tsx';
import { causeWords } from '../wording/history-words.ts';

/**
 * The cause of a decision. For a reopened report, it is text that an officer typed, in any language, so the browser
 * detects its direction.
 */
export function Cause({ row, className }: { row: DecisionRow; className?: string }) {
  const words = causeWords(row, useTitles());
  return (
    <span className={className} title={className && words} dir={row.kind === 'return' ? 'auto' : undefined}>
      {words}
    </span>
  );
}
