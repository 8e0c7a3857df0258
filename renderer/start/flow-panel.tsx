import { TrendingDown, TrendingUp, Waves } from 'lucide-react';
import { type Flow, type Trend, trendOf } from '#shared/domain/flow.ts';
import { useNewDay } from '../hooks/use-new-day.ts';
import { shortDay } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useLive } from '../use-live.ts';

const SIGNS = { drains: TrendingDown, grows: TrendingUp, holds: Waves } as const;

/** Reports received and closed over the past week, as a sentence and as a table with bars. */
export function FlowPanel({ waiting }: { waiting: number }) {
  const live = useLive('queue.flow', undefined, ['reports', 'outbox', 'policy']);
  useNewDay(live.refresh);
  if (live.error !== null) return <ErrorNotice error={live.error} onRetry={live.refresh} />;
  const flow = live.value;
  if (flow === undefined) return null;
  const trend = trendOf(flow, waiting);
  const Sign = SIGNS[trend.direction];
  const today = flow.days.at(-1);
  return (
    <section className="start-flow" aria-label={t('start.receivedVsClosed')}>
      <h2 className="section-title">{t('start.receivedVsClosed')}</h2>
      <p className="start-trend">
        <Sign className="icon" aria-hidden />
        {trendWords(trend)}
      </p>
      {today !== undefined && (
        <p className="faint">{t('start.todayNReceivedWentClosed', { n: today.came, went: today.went })}</p>
      )}
      <FlowTable flow={flow} />
      <p className="faint">{t('start.closedMeans')}</p>
    </section>
  );
}

function FlowTable({ flow: { days } }: { flow: Flow }) {
  const most = Math.max(1, ...days.flatMap(({ came, went }) => [came, went]));
  return (
    <table className="flow-table">
      <thead>
        <tr>
          <th scope="col">{t('start.day')}</th>
          <th scope="col">{t('start.received')}</th>
          <th scope="col">{t('start.closed')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, came, went }, at) => (
          <tr key={day}>
            <th scope="row">{at === days.length - 1 ? t('common.today') : shortDay(day)}</th>
            <td>
              <Bar value={came} most={most} of="came" />
            </td>
            <td>
              <Bar value={went} most={most} of="went" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ value, most, of }: { value: number; most: number; of: 'came' | 'went' }) {
  return (
    <span className="flow-cell">
      <span className={`flow-bar flow-${of}`} style={{ width: `${(value / most) * 100}%` }} aria-hidden />
      <span>{value.toLocaleString(locale())}</span>
    </span>
  );
}

/**
 * Describes the trend, for example "Backlog shrinking: 70 in, 98 closed in 7 days. Cleared in about 15 days at this
 * pace."
 */
export function trendWords({ came, went, direction, emptyInDays }: Trend): string {
  const numbers = t('start.nInWentClosedIn7', { n: came, went });
  if (direction === 'grows') return t('start.backlogGrowingNumbers', { numbers });
  if (direction === 'holds')
    return came === 0 ? t('start.noActivityNumbers', { numbers }) : t('start.backlogSteadyNumbers', { numbers });
  const when = emptyInDays === 0 ? '' : ` ${t('start.clearedInAboutNDaysAt', { n: emptyInDays ?? 0 })}`;
  return `${t('start.backlogShrinkingNumbers', { numbers })}${when}`;
}
