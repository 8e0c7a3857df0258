import type { HistoryEntry } from '#shared/domain/history.ts';
import { messageSince } from '#shared/domain/messages.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { promiseMark } from '../model/promise.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { anywayWords, historyWords } from '../wording/history-words.ts';

/** What brought a report into its state, and is therefore read first. */
const TOLD_BY: Partial<Record<ReportState, readonly HistoryEntry['kind'][]>> = {
  submitted: ['added'],
  awaiting_citizen: ['follow_up'],
  resubmitted: ['answered', 'added'],
  escalated: ['escalated'],
  returned: ['returned', 'appeal_decided'],
  appealed: ['appealed'],
  approved: ['approved', 'added'],
  rejected: ['rejected', 'appeal_decided'],
  withdrawn: ['withdrawn'],
  closed_no_answer: ['closed'],
};

/** The question that a reply answers. */
const askedBefore = (history: readonly HistoryEntry[], reply: HistoryEntry) =>
  history.slice(0, history.indexOf(reply)).findLast(({ kind }) => kind === 'follow_up');

/**
 * The newest thing about a report, on top: a message that waits for an answer, what was asked or the reply to it, why it
 * was escalated or reopened, or how it was closed and by whom. Nothing for a new report to which nothing was added.
 */
export function NewsLine({ report: { state, history } }: { report: Pick<Report, 'state' | 'history'> }) {
  const titles = useTitles();
  const desk = useDesk();
  const kinds = TOLD_BY[state] ?? [];
  const waits = messageSince({ history });
  const newest = history.findLast(({ kind, by, event }) =>
    waits === null ? kinds.includes(kind) : by === null && (kind === 'message' || event.code === 'found'),
  );
  const due = waits === null ? null : promiseMark('submitted', waits, desk.now, desk);
  if (newest === undefined) return null;
  const asked = newest.kind === 'answered' ? askedBefore(history, newest) : undefined;
  return (
    <section className="news-line" aria-label={t('report.latest')}>
      <p className="event-what">
        {historyWords(newest, titles)}{' '}
        <span className="faint">
          <DayTime at={newest.at} />
          {newest.by !== null && ` · ${newest.by}`}
        </span>{' '}
        {due !== null && <Tag tone={due.tone === 'over' ? 'danger' : 'warn'}>{due.long}</Tag>}
      </p>
      {asked !== undefined && (
        <p className="event-note faint" dir="auto">
          {historyWords(asked, titles)}
          {asked.note !== null && asked.note !== '' && ` “${asked.note}”`}
        </p>
      )}
      {[...anywayWords(newest), newest.note ?? ''].filter(Boolean).map((line) => (
        <p className="event-note" dir="auto" key={line}>
          {line}
        </p>
      ))}
    </section>
  );
}
