import type { ReactNode } from 'react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { isMessage, oldestUnansweredAt } from '#shared/domain/messages.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { dueStatus } from '../model/promise.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { decidedWords, historyWords, toldWords } from '../wording/history-words.ts';

/** For each state, the kinds of history entries that put a report into that state. */
const ENTRIES_BY_STATE: Partial<Record<ReportState, readonly HistoryEntry['kind'][]>> = {
  awaiting_citizen: ['follow_up'],
  resubmitted: ['answered'],
  escalated: ['escalated'],
  returned: ['returned', 'appeal_decided'],
  appealed: ['appealed'],
  approved: ['approved'],
  rejected: ['rejected', 'appeal_decided'],
  withdrawn: ['withdrawn'],
  closed_no_answer: ['closed'],
};

/** States in which the reporter may add something without changing the state. */
const ADDED_TO: readonly ReportState[] = ['submitted', 'resubmitted', 'escalated', 'returned', 'appealed', 'approved'];

/** The follow-up that a reply answers. */
const askedBefore = (history: readonly HistoryEntry[], reply: HistoryEntry) =>
  history.slice(0, history.indexOf(reply)).findLast(({ kind }) => kind === 'follow_up');

/**
 * Shows the latest news about a report at the top: an unanswered message, a follow-up or the reply to it, why it was
 * escalated or reopened, or how it was closed and by whom. Renders nothing for a new report with nothing added.
 */
export function NewsLine({ report: { state, history } }: { report: Pick<Report, 'state' | 'history'> }) {
  const desk = useDesk();
  const told = latestEntries(state, history);
  const waits = oldestUnansweredAt({ history });
  const due = waits === null ? null : dueStatus('submitted', waits, desk.now, desk);
  if (told.length === 0) return null;
  return (
    <section className="news-line" aria-label={t('report.latest')}>
      {told.map((entry, at) => (
        <Entry entry={entry} history={history} key={`${entry.kind} ${entry.at}`}>
          {at === 0 && due !== null && (
            <span className="only-screen">
              <Tag tone={due.tone === 'over' ? 'danger' : 'warn'}>{due.long}</Tag>
            </span>
          )}
        </Entry>
      ))}
    </section>
  );
}

/**
 * Returns the reporter's latest message if any message is unanswered; of an escalated report, also why it was escalated.
 * Otherwise, returns the entry that put the report
 * into its state, preceded by any later addition. For an appeal, the decision being appealed comes last.
 */
export function latestEntries(state: ReportState, history: Report['history']): HistoryEntry[] {
  const told = history.findLast(({ kind }) => ENTRIES_BY_STATE[state]?.includes(kind) === true);
  if (oldestUnansweredAt({ history }) !== null) {
    return [...history.filter(isMessage).slice(-1), ...(state === 'escalated' && told !== undefined ? [told] : [])];
  }
  const added = ADDED_TO.includes(state) ? history.findLast(({ kind }) => kind === 'added') : undefined;
  const isNewer = added !== undefined && (told === undefined || history.indexOf(added) > history.indexOf(told));
  const appealed = state === 'appealed' ? history.findLast(({ kind }) => kind === 'rejected') : undefined;
  return [isNewer ? added : undefined, told, appealed].filter((entry) => entry !== undefined);
}

function Entry({
  entry,
  history,
  children,
}: {
  entry: HistoryEntry;
  history: readonly HistoryEntry[];
  children: ReactNode;
}) {
  const titles = useTitles();
  const { zone } = useDesk();
  const asked = entry.kind === 'answered' ? askedBefore(history, entry) : undefined;
  return (
    <>
      <p className="event-what">
        {historyWords(entry, titles)}{' '}
        <span className="faint">
          <DayTime at={entry.at} />
          {entry.by !== null && ` · ${entry.by}`}
        </span>{' '}
        {children}
      </p>
      {asked !== undefined && (
        <p className="event-note faint" dir="auto">
          {historyWords(asked, titles)}
          {asked.note !== null && asked.note !== '' && ` “${asked.note}”`}
        </p>
      )}
      {[...decidedWords(entry), entry.note ?? '', ...toldWords(entry, zone)].filter(Boolean).map((line) => (
        <p className="event-note" dir="auto" key={line}>
          {line}
        </p>
      ))}
    </>
  );
}
