import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import { type StandardView, toDecide } from '#shared/domain/views.ts';
import { useDraftsToPublish } from '../hooks/use-drafts-to-publish.ts';
import { useNewDay } from '../hooks/use-new-day.ts';
import { type SupervisorCounts, useNewAnswers, useSupervisorCounts } from '../hooks/use-supervisor-counts.ts';
import { dueStatus } from '../model/promise.ts';
import { shortDay } from '../model/time.ts';
import { locale, rich, t } from '../t.ts';
import { Since, useDesk } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { HiddenNote } from '../ui/hidden-note.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { viewTitle } from '../wording/view-words.ts';
import { FlowPanel } from './flow-panel.tsx';
import { boardsFor } from './start-links.ts';

type SupervisorView = keyof SupervisorCounts | 'policy';

/** An overview of the current workload; each number links to the queue view that it counts. */
export function StartPage({
  me,
  needsYou,
  onQueue,
  onOpen,
  onOutbox,
  onView,
  feedback,
}: {
  me: Officer;
  /** This officer's decisions that the server did not accept. */
  needsYou: number;
  onQueue: (view: StandardView) => void;
  onOpen: (reportId: string) => void;
  onOutbox: () => void;
  /** Opens a supervisor page; null for other roles. */
  onView: ((view: SupervisorView) => void) | null;
  /** What reviewers said about the officer's decisions. */
  feedback: ReactNode;
}) {
  const { now, zone } = useDesk();
  const { role } = me;
  const boards = boardsFor(role);
  const views = boards.flatMap((board) => board.views);
  const counts = useLive('queue.counts', { filters: views.map(({ filter }) => filter) }, [
    'reports',
    'outbox',
    'policy',
  ]);
  useNewDay(counts.refresh);
  const of = (view: StandardView) => counts.value?.counts[views.indexOf(view)] ?? 0;
  return (
    <Page title={t('common.start')} lead={shortDay(zone.day.format(now))}>
      <div className="page-body page-narrow start">
        {counts.error !== null && <ErrorNotice error={counts.error} onRetry={counts.refresh} />}
        {counts.value === undefined && counts.slow && <Skeleton lines={6} label={t('common.counting')} />}
        {counts.value !== undefined && (
          <>
            <Oldest filter={toDecide(role).filter} onOpen={onOpen} />
            <div className="start-boards">
              {boards.map((board) => (
                <section className="start-board" aria-label={board.title} key={board.title}>
                  <h2 className="section-title">{board.title}</h2>
                  <ul>
                    {board.views.map((view) => (
                      <li key={view.id}>
                        <Link words={viewTitle(view)} value={of(view)} onPress={() => onQueue(view)} />
                      </li>
                    ))}
                    {board.withOutbox === true && (
                      <li>
                        <Link words={t('start.decisionsNotAccepted')} value={needsYou} onPress={onOutbox} />
                      </li>
                    )}
                  </ul>
                </section>
              ))}
              {onView !== null && <SupervisorBoard myId={me.id} onView={onView} />}
            </div>
            <HiddenNote />
            {feedback}
            <FlowPanel waiting={of(toDecide(role))} />
          </>
        )}
      </div>
    </Page>
  );
}

/**
 * Reviews, appeals and policy drafts waiting for a supervisor, and legal holds that end unless someone objects. They
 * are not queue views, so each has its own page.
 */
function SupervisorBoard({ myId, onView }: { myId: string; onView: (view: SupervisorView) => void }) {
  const counts = useSupervisorCounts();
  const answers = useNewAnswers();
  const drafts = useDraftsToPublish(myId);
  return (
    <section className="start-board" aria-label={t('shell.supervision')}>
      <h2 className="section-title">{t('shell.supervision')}</h2>
      <ul>
        <li>
          <Link
            words={t('start.reviewsWaiting')}
            value={counts['second-review']}
            onPress={() => onView('second-review')}
          />
        </li>
        {answers > 0 && (
          <li>
            <Link words={t('start.newAnswers')} value={answers} onPress={() => onView('second-review')} />
          </li>
        )}
        <li>
          <Link words={t('start.appealsWaiting')} value={counts.appeals} onPress={() => onView('appeals')} />
        </li>
        {drafts > 0 && (
          <li>
            <Link words={t('start.draftsToPublish')} value={drafts} onPress={() => onView('policy')} />
          </li>
        )}
        {counts.holds > 0 && (
          <li>
            <Link words={t('start.holdsBeingLifted')} value={counts.holds} onPress={() => onView('holds')} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Link({ words, value, onPress }: { words: string; value: number; onPress: () => void }) {
  return (
    <Button className="start-link" onPress={onPress}>
      <span>{words}</span>
      <strong className={value === 0 ? 'start-none' : undefined}>{value.toLocaleString(locale())}</strong>
    </Button>
  );
}

/** The report to handle first: one that may mean danger, or else the one that has waited longest for an officer. */
function Oldest({ filter, onOpen }: { filter: QueueFilter; onOpen: (reportId: string) => void }) {
  const desk = useDesk();
  const live = useLive('queue.page', { filter, sort: { column: 'waiting', direction: 'desc' }, offset: 0, limit: 1 }, [
    'reports',
    'outbox',
  ]);
  const titles = useTitles();
  const row = live.value?.rows[0];
  if (live.value === undefined) return null;
  if (row === undefined) {
    return (
      <Empty icon={CircleCheckBig} title={t('common.nothingNeedsYourAttention')}>
        {t('start.everyReportIsDecidedOrWaiting')}
      </Empty>
    );
  }
  const mark = dueStatus(row.state, row.waitingSince, desk.now, desk);
  const title = row.danger > 0 ? t('start.mayMeanDanger') : t('start.longestWaiting');
  return (
    <section className="start-oldest" aria-label={title}>
      <div>
        <h2 className="section-title">{title}</h2>
        <p>
          {rich('start.numberOffenseWaitingSince', {
            number: <strong>{row.trackingNumber}</strong>,
            offense: titles.report(row),
            since: <Since at={row.waitingSince} />,
          })}{' '}
          {mark !== null && mark.tone !== 'calm' && (
            <Tag tone={mark.tone === 'over' ? 'danger' : 'warn'}>{mark.long}</Tag>
          )}
        </p>
        <p className="faint">{t('start.nReportsToDecideInOrder', { n: live.value.total, danger: row.danger })}</p>
      </div>
      <Button className="button button-primary" onPress={() => onOpen(row.id)}>
        {t('start.open')}
      </Button>
    </section>
  );
}
