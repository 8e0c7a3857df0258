import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { useTitles } from '../ui/titles.tsx';
import { causeWords } from '../wording/history-words.ts';

/** Decisions whose note is shown as their cause, because their name already says what was decided. */
const BY_NOTE: readonly DecisionRow['kind'][] = ['uphold_appeal', 'grant_appeal'];

/** Whether the note is shown as the cause, so that it isn't repeated as a note. */
export const isCausedByNote = ({ kind, note }: Pick<DecisionRow, 'kind' | 'note'>): boolean =>
  note !== '' && BY_NOTE.includes(kind);

/** The cause of a decision. It may be text that somebody typed, in any language, so the browser detects its direction. */
export function Cause({ row, isCut = false }: { row: DecisionRow; isCut?: boolean }) {
  const titles = useTitles();
  const isNote = isCausedByNote(row);
  const words = isNote ? row.note : causeWords(row, titles);
  const isTyped = isNote || row.kind === 'return';
  return (
    <span
      className={`${isTyped ? 'cause-typed' : ''}${isCut ? ' cut' : ''}`}
      title={isCut ? words : undefined}
      dir={isTyped ? 'auto' : undefined}
    >
      {words}
    </span>
  );
}
