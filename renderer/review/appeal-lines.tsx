import type { ReactNode } from 'react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { useTitles } from '../ui/titles.tsx';
import { historyWords } from '../wording/history-words.ts';
import { type FormProps, GrantForm } from './forms.tsx';

/** Shows what an appeal decision is about: the reporter's statement, and the decision being appealed. */
function AppealLines({ report: { history } }: { report: Pick<Report, 'history'> }) {
  const appeal = history.findLast(({ kind }) => kind === 'appealed');
  const first = history.findLast(({ kind }) => kind === 'rejected');
  return (
    <section className="stack" aria-label={t('review.theAppeal')}>
      {appeal !== undefined && (
        <Entry title={t('review.whatTheReporterSays')} entry={appeal}>
          {appeal.note ?? <span className="faint">{t('review.noReasonGiven')}</span>}
        </Entry>
      )}
      {first !== undefined && <First entry={first} />}
    </section>
  );
}

function First({ entry }: { entry: HistoryEntry }) {
  const titles = useTitles();
  return (
    <Entry title={historyWords(entry, titles)} entry={entry}>
      {entry.note}
    </Entry>
  );
}

function Entry({ title, entry: { at, by }, children }: { title: string; entry: HistoryEntry; children: ReactNode }) {
  return (
    <div>
      <p className="event-what">
        {title}{' '}
        <span className="faint">
          <DayTime at={at} />
          {by !== null && ` · ${by}`}
        </span>
      </p>
      {children !== null && (
        <p className="event-note" dir="auto">
          {children}
        </p>
      )}
    </div>
  );
}

export const UpholdAppealForm = ({ view }: FormProps) => <AppealLines report={view.report} />;

export function GrantAppealForm(props: FormProps) {
  return (
    <>
      <AppealLines report={props.view.report} />
      <GrantForm {...props} />
    </>
  );
}
