import { TrendingDown, TrendingUp, Waves } from 'lucide-react';
import { type Flow, type Trend, trendOf } from '#shared/domain/flow.ts';
import { locale, plural, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { shortDay } from '../ui/time.ts';
import { useLive } from '../use-live.ts';

const SIGNS = { drains: TrendingDown, grows: TrendingUp, holds: Waves } as const;

/** A week of arrivals against decisions: a sentence, and a table whose cells are bars as long as their numbers. */
export function FlowPanel({ waiting }: { waiting: number }) {
  const live = useLive('queue.flow', undefined, ['reports', 'outbox', 'policy']);
  if (live.error !== null) return <ErrorNotice error={live.error} onRetry={live.refresh} />;
  const flow = live.value;
  if (flow === undefined) return null;
  const trend = trendOf(flow, waiting);
  const Sign = SIGNS[trend.direction];
  const today = flow.days.at(-1);
  return (
    <section className="start-flow" aria-label={t('Came and went')}>
      <h2 className="section-title">{t('Came and went')}</h2>
      <p className="start-trend">
        <Sign className="icon" aria-hidden />
        {trendWords(trend)}
      </p>
      {today !== undefined && (
        <p className="faint">
          {plural(today.came, 'Today {n} report came and {went} went.', 'Today {n} reports came and {went} went.', {
            went: today.went,
          })}
        </p>
      )}
      <FlowTable flow={flow} />
    </section>
  );
}

function FlowTable({ flow: { days } }: { flow: Flow }) {
  const most = Math.max(1, ...days.flatMap(({ came, went }) => [came, went]));
  return (
    <table className="flow-table">
      <thead>
        <tr>
          <th scope="col">{t('Day')}</th>
          <th scope="col">{t('Came')}</th>
          <th scope="col">{t('Went')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, came, went }, at) => (
          <tr key={day}>
            <th scope="row">{at === days.length - 1 ? t('Today') : shortDay(day)}</th>
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

/** "The queue drains: in seven days 70 reports came and 98 went. At this pace nothing waits in about 15 days." */
export function trendWords({ came, went, direction, emptyInDays }: Trend): string {
  const numbers = plural(
    came,
    'in seven days {n} report came and {went} went',
    'in seven days {n} reports came and {went} went',
    { went },
  );
  if (direction === 'grows') return t('The queue grows: {numbers}.', { numbers });
  if (direction === 'holds')
    return came === 0 ? t('Nothing moved: {numbers}.', { numbers }) : t('The queue holds: {numbers}.', { numbers });
  const when =
    emptyInDays === 0
      ? ''
      : ` ${plural(
          emptyInDays ?? 0,
          'At this pace nothing waits in about {n} day.',
          'At this pace nothing waits in about {n} days.',
        )}`;
  return `${t('The queue drains: {numbers}.', { numbers })}${when}`;
}
