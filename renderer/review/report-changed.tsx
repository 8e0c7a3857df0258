import { Button } from 'react-aria-components';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { rich, t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { historyWords } from '../wording/history-words.ts';

/** Shown when the report changed while a form was open. Nothing is sent until the officer has read the changes. */
export function ReportChanged({
  state,
  news,
  onRead,
}: {
  state: ReportState;
  news: readonly HistoryEntry[];
  onRead: () => void;
}) {
  const titles = useTitles();
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t('review.theReportChangedWhileThisForm')}
      actions={
        <Button className="button" onPress={onRead}>
          {t('review.iveReadIt')}
        </Button>
      }
    >
      <p>
        {rich('review.itsStatusIsStateWhatYou', {
          state: <StateTag state={state} />,
        })}
      </p>
      <ul>
        {news.map((entry) => (
          <li key={`${entry.at}${entry.kind}`}>
            {historyWords(entry, titles)}
            {entry.by !== null && ` (${entry.by})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
