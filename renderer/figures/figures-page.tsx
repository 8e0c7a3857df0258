import { ChartColumn, ChevronLeft, ChevronRight, CloudOff } from 'lucide-react';
import { useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { receivedFromTo, type Shown } from '#shared/domain/views.ts';
import { addDays } from '#shared/domain/working-days.ts';
import { useBackOnline } from '../hooks/use-back-online.ts';
import { isAway } from '../model/error-remedy.ts';
import { titlesOf } from '../model/policy-titles.ts';
import { calendarDay, longDay } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { FigureCard } from './figure-card.tsx';
import { dayViews, monthViews } from './figure-sets.ts';
import { KindChoice } from './kind-choice.tsx';
import { dayPeriod, neighbor, PERIODS, type Period, periodOf, periodWords } from './period.ts';
import { Tiles } from './tiles.tsx';

/** The server updates figures every ten minutes, so figures older than this show that something is wrong. */
const LATE_MS = 3_600_000;

/**
 * Shows figures for a day or a longer period, for supervisors. They come from the server, which computes daily totals.
 */
export function FiguresPage({
  online,
  policy,
  me,
  onQueue,
}: {
  online: boolean;
  policy: Policy | null;
  me: Officer;
  onQueue: (shown: Shown) => void;
}) {
  const { zone, now } = useDesk();
  const today = calendarDay(new Date(now).toISOString(), zone);
  const [period, setPeriod] = useState<Period>(() => dayPeriod(today));
  const [kind, setKind] = useState<ReportKind | null>(null);
  const { from, to } = period;
  const asked = { from, to, ...(kind === null ? {} : { kind }) };
  const { value: shown, fresh, error, slow, refresh } = useLive('figures.read', asked);
  // The server logs each read, so the figures are fetched again only on request or when the connection returns.
  useBackOnline(online, error, refresh);

  const uncounted = shown?.days.filter(({ received }) => received === null).length ?? 0;
  // The workstation keeps closed reports only for `cacheDays`, so it may lack reports from an earlier period.
  const isHere = policy !== null && from >= addDays(today, -policy.limits.cacheDays);
  const titles = titlesOf(policy);
  const isCutOff = error !== null && isAway(error);
  // The previous period's figures stay, with their own charts, until the new ones arrive.
  const isOther = !fresh && error === null;
  const isDay = fresh ? period.unit === 'day' : shown?.from === shown?.to;
  const views = shown === undefined ? [] : (isDay ? dayViews : monthViews)(shown, titles, me.id);
  const content = (
    <div className="page-body figures-body" aria-busy={slow || isOther}>
      {error !== null && !isCutOff && <ErrorNotice error={error} title={t('figures.couldntLoad')} onRetry={refresh} />}
      {shown === undefined && isCutOff && (
        <Empty
          icon={CloudOff}
          title={t('figures.needServer')}
          actions={
            <Button className="button" onPress={refresh}>
              {t('common.tryAgain')}
            </Button>
          }
        />
      )}
      {shown !== undefined && isCutOff && (
        <Notice tone="warn" role="status" title={t('figures.notCurrent')}>
          {shownAs(shown)}
        </Notice>
      )}
      {shown !== undefined && error !== null && !isCutOff && <p className="faint">{shownAs(shown)}</p>}
      {shown === undefined && error === null && slow && <Skeleton lines={12} label={t('figures.loading')} />}
      {shown !== undefined && shown.completeAsOf === null && (
        <Empty icon={ChartColumn} title={t('figures.notCounted')} />
      )}
      {shown !== undefined && shown.completeAsOf !== null && (
        <>
          <p className="figures-asof">
            {t('figures.completeAsOf')} <DayTime at={shown.completeAsOf} />
            {shown.firstDay !== null &&
              shown.from < shown.firstDay &&
              ` · ${t('figures.countedSince', { day: longDay(shown.firstDay) })}`}
          </p>
          {now - Date.parse(shown.completeAsOf) > LATE_MS && (
            <Notice tone="warn" role="status" title={t('figures.behind')}>
              <p>{t('figures.behindMore')}</p>
            </Notice>
          )}
          {shown.hidden > 0 && <Notice tone="info">{t('figures.nHidden', { n: shown.hidden })}</Notice>}
          {uncounted === shown.days.length ? (
            <Empty icon={ChartColumn} title={t('figures.daysNotCounted', { n: uncounted })}>
              {t('figures.daysNotCountedMore')}
            </Empty>
          ) : (
            <>
              {uncounted > 0 && <Notice tone="info">{t('figures.someNotCounted', { n: uncounted })}</Notice>}
              <Tiles
                figures={shown}
                onReceived={isHere ? () => onQueue(receivedFromTo(shown.from, shown.to, kind)) : null}
              />
              <div className="figures-grid">
                {views.map((view) => (
                  <FigureCard view={view} figures={shown} key={view.id} />
                ))}
              </div>
            </>
          )}
        </>
      )}
    </div>
  );

  const before = neighbor(period, -1, today);
  const next = neighbor(period, 1, today);
  const unitNames = {
    day: t('figures.theDay'),
    weekend: t('figures.theWeekend'),
    week: t('figures.theWeek'),
    month: t('figures.theMonth'),
  };
  return (
    <Page
      title={t('figures.title')}
      lead={t('figures.lead')}
      tools={
        <>
          <KindChoice kind={kind} onKind={setKind} />
          <Refresh onPress={refresh} />
        </>
      }
    >
      <Tabs
        className="figures-tabs"
        selectedKey={period.unit}
        onSelectionChange={(key) => {
          const unit = PERIODS.find((one) => one === key);
          if (unit !== undefined) setPeriod(periodOf(unit, to, today));
        }}
      >
        <div className="figures-bar">
          <TabList className="tab-list" aria-label={t('figures.title')}>
            {PERIODS.map((unit) => (
              <Tab className="tab" id={unit} key={unit}>
                {unitNames[unit]}
              </Tab>
            ))}
          </TabList>
          <div className="figures-period" role="group" aria-label={t('figures.time')}>
            <Button
              className="button button-icon"
              aria-label={t('common.previous')}
              isDisabled={before === null}
              onPress={() => before !== null && setPeriod(before)}
            >
              <ChevronLeft className="icon" aria-hidden />
            </Button>
            <strong aria-live="polite">{periodWords(period)}</strong>
            <Button
              className="button button-icon"
              aria-label={t('common.next')}
              isDisabled={next === null}
              onPress={() => next !== null && setPeriod(next)}
            >
              <ChevronRight className="icon" aria-hidden />
            </Button>
          </div>
        </div>
        {PERIODS.map((unit) => (
          <TabPanel className="figures-panel" id={unit} key={unit}>
            {content}
          </TabPanel>
        ))}
      </Tabs>
    </Page>
  );
}

const shownAs = ({ from, to }: { from: string; to: string }): string =>
  from === to
    ? t('figures.notCurrentDay', { day: longDay(from) })
    : t('figures.notCurrentMore', { from: longDay(from), to: longDay(to) });
