import { Button } from 'react-aria-components';
import type { ReportView } from '#shared/ipc.ts';
import { rich, t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { StateTag } from '../ui/state-tag.tsx';

/** The report changed under an open form: nothing is sent until the officer has read what is new. */
export function ReportChanged({ view, since, onRead }: { view: ReportView; since: number; onRead: () => void }) {
  const { report } = view;
  // Each version adds at least one line of history; the last ones are what the officer has not seen.
  const news = report.history.slice(-Math.max(1, report.version - since));
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
          state: <StateTag state={report.state} />,
        })}
      </p>
      <ul>
        {news.map((entry) => (
          <li key={`${entry.at}${entry.kind}`}>
            {entry.summary}
            {entry.by !== null && ` (${entry.by})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
