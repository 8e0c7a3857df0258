import type { Report } from '#shared/domain/report.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { historyWords } from '../wording/history-words.ts';

/** Why an officer gave the report to the supervisors, in the form in which one of them decides it. */
export function EscalationNote({ report: { state, history } }: { report: Pick<Report, 'state' | 'history'> }) {
  const titles = useTitles();
  const entry = state === 'escalated' ? history.findLast(({ kind }) => kind === 'escalated') : undefined;
  if (entry === undefined) return null;
  return (
    <Notice
      tone="info"
      title={
        <>
          {historyWords(entry, titles)}{' '}
          <span className="faint">
            <DayTime at={entry.at} />
            {entry.by !== null && ` · ${entry.by}`}
          </span>
        </>
      }
    >
      {entry.note !== null && <p dir="auto">{entry.note}</p>}
    </Notice>
  );
}
