import { Button } from 'react-aria-components';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { rich, t } from '../t.ts';
import { historyWords } from '../ui/history-words.ts';
import { Notice } from '../ui/notice.tsx';
import { StateTag } from '../ui/state-tag.tsx';

/** The report changed under an open form: nothing is sent until the officer has read what is new. */
export function ReportChanged({
  state,
  news,
  onRead,
}: {
  state: ReportState;
  news: readonly HistoryEntry[];
  onRead: () => void;
}) {
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t('The report changed while this form was open')}
      actions={
        <Button className="button" onPress={onRead}>
          {t('I have read it')}
        </Button>
      }
    >
      <p>
        {rich('Its state is {state}. What you wrote here is kept. New since you opened the form:', {
          state: <StateTag state={state} />,
        })}
      </p>
      <ul>
        {news.map((entry) => (
          <li key={`${entry.at}${entry.kind}`}>
            {historyWords(entry)}
            {entry.by !== null && ` (${entry.by})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
