import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { useTitles } from '../ui/titles.tsx';
import { causeWords } from '../wording/history-words.ts';

/** The cause of a decision. An officer typed why a report was reopened, in any language. */
export function Cause({ row, className }: { row: DecisionRow; className?: string }) {
  const words = causeWords(row, useTitles());
  return (
    <span className={className} title={className && words} dir={row.kind === 'return' ? 'auto' : undefined}>
      {words}
    </span>
  );
}
