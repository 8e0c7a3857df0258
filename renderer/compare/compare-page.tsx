import { ArrowLeft, ArrowRightLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { distanceWords, metersBetween } from '../model/map-frame.ts';
import { t } from '../t.ts';
import { CaseNumberTag } from '../ui/case-number-tag.tsx';
import { CityMap } from '../ui/city-map.tsx';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FoldedMap } from '../ui/folded-map.tsx';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';
import type { LiveValue } from '../use-live.ts';
import { duplicateTitle, percent } from '../wording/duplicate-words.ts';
import { FieldTable, Narratives } from './field-table.tsx';
import { IncidentStrip } from './incident-strip.tsx';
import { isStandIn, type KeepReason, type Kept } from './keep.ts';
import { Reasons } from './reasons.tsx';
import { TimeLine } from './time-line.tsx';

const KEPT_WORDS: Record<KeepReason, string> = {
  approved: t('compare.keepApproved'),
  open: t('compare.keepOpen'),
  primary: t('compare.keepPrimary'),
  answered: t('compare.keepAnswered'),
  photos: t('compare.keepPhotos'),
  older: t('compare.keepOlder'),
  chosen: t('compare.keep'),
};

/** A report next to a possible duplicate, with everything that helps the officer decide. */
export function ComparePage({
  view,
  duplicate,
  at,
  other,
  kept,
  scroller,
  onMove,
  renderFiles,
  onSwap,
  onOpen,
  onClose,
  children,
}: {
  view: ReportView;
  duplicate: ShownDuplicate;
  /** Index of this candidate, from 0. */
  at: number;
  other: LiveValue<ReportView>;
  /** The report that stays on file if the other is rejected as its duplicate; null while the other one loads. */
  kept: Kept | null;
  scroller: RefObject<HTMLElement | null>;
  /** Renders the files that a reporter attached. */
  renderFiles: (report: Shown['report']) => ReactNode;
  onMove: (by: 1 | -1) => void;
  /** Makes the other report the primary; null where that would change nothing. */
  onSwap: (() => void) | null;
  onOpen: (reportId: string) => void;
  onClose: () => void;
  /** The actions available for this comparison. */
  children: ReactNode;
}) {
  const { report, duplicates, incident } = view;
  const { keys } = usePreferences();
  // Focus the comparison, so that scroll keys work immediately and screen readers start here.
  useEffect(() => scroller.current?.focus(), [scroller]);
  const right = other.fresh ? other.value : undefined;
  return (
    <main
      className="main compare"
      aria-label={t('compare.compareNumberWithNumber2', {
        number: report.trackingNumber,
        number2: duplicate.trackingNumber,
      })}
    >
      <header className="compare-head">
        <Button className="button button-quiet button-icon" aria-label={t('compare.backToReport')} onPress={onClose}>
          <ArrowLeft className="icon" aria-hidden />
        </Button>
        <h1 className="compare-title">
          {duplicateTitle(duplicate)}
          {duplicate.state === 'suggested' && <Tag tone="duplicate">≈ {percent(duplicate.probability)}</Tag>}
          {duplicate.other === null && (
            <Tag title={t('compare.noLongerOnThisWorkstationRead')}>{t('compare.fromTheServer')}</Tag>
          )}
        </h1>
        {onSwap !== null && kept !== null && (
          <Button className="button button-quiet" {...shortcut(keys.swap)} onPress={onSwap}>
            <ArrowRightLeft className="icon" aria-hidden />
            {kept.side === 'left' ? t('compare.keepBInstead') : t('compare.keepAInstead')} <Kbd of="swap" />
          </Button>
        )}
        <div className="compare-steps">
          <Button
            className="button"
            aria-label={t('compare.previousCandidate')}
            {...shortcut(keys.previous)}
            isDisabled={at === 0}
            onPress={() => onMove(-1)}
          >
            <ChevronLeft className="icon" aria-hidden />
            <Kbd of="previous" />
          </Button>
          <span>{placeWords({ at, duplicates })}</span>
          <Button
            className="button"
            aria-label={t('compare.nextCandidate')}
            {...shortcut(keys.next)}
            isDisabled={at + 1 >= duplicates.length}
            onPress={() => onMove(1)}
          >
            <Kbd of="next" />
            <ChevronRight className="icon" aria-hidden />
          </Button>
        </div>
      </header>
      {/* A scrollable region must be reachable with Tab, so that it can be scrolled with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="compare-body" ref={scroller} tabIndex={0} aria-label={t('compare.bothReports')}>
        {incident !== null && (
          <IncidentStrip
            incident={incident}
            shown={[report.id, duplicate.reportId]}
            kept={kept && (kept.side === 'left' ? report.trackingNumber : keptRight(report.trackingNumber, duplicate))}
          />
        )}
        {right !== undefined && <Both {...{ left: view, right, duplicate, kept, renderFiles, onOpen }} />}
        {right === undefined && other.error !== null && (
          <ErrorNotice
            error={other.error}
            title={t('compare.couldntLoadNumber', { number: duplicate.trackingNumber })}
            onRetry={other.refresh}
          />
        )}
        {right === undefined && other.error === null && other.slow && (
          <Skeleton lines={12} label={t('compare.loadingTheOtherReport')} />
        )}
      </section>
      {children}
    </main>
  );
}

/**
 * "2 of 3", or "dismissed, 1 of 2" for a candidate that an officer marked as a different incident. Dismissed candidates
 * come last and are not in the main count.
 */
function placeWords({ at, duplicates }: { at: number; duplicates: readonly ShownDuplicate[] }): string {
  const total = duplicates.filter(({ state }) => state !== 'not_same').length;
  return at < total
    ? t('compare.whatOfTotal', { what: at + 1, total })
    : t('compare.dismissedWhatOfWhat2', { what: at + 1 - total, what2: duplicates.length - total });
}

/**
 * Returns the number to show if the right report is kept: its own or, if it duplicates a third report, that report's.
 */
const keptRight = (left: string, duplicate: ShownDuplicate): string =>
  isStandIn(duplicate.trackingNumber, left, duplicate) ? duplicate.primaryNumber : duplicate.trackingNumber;

function rightWords(left: string, duplicate: ShownDuplicate, why: KeepReason): string {
  const number = keptRight(left, duplicate);
  return number === duplicate.trackingNumber ? KEPT_WORDS[why] : t('compare.primaryIsNumber', { number });
}

type Shown = Pick<ReportView, 'report' | 'unsent'>;

function Both({
  left,
  right,
  duplicate,
  kept,
  renderFiles,
  onOpen,
}: {
  left: Shown;
  right: Shown;
  duplicate: ShownDuplicate;
  kept: Kept | null;
  renderFiles: (report: Shown['report']) => ReactNode;
  onOpen: (reportId: string) => void;
}) {
  const [a, b] = [left.report, right.report];
  return (
    <>
      <div className="compare-sides">
        <span />
        <SideHead label="A" shown={left} kept={kept?.side === 'left' ? KEPT_WORDS[kept.why] : null} onOpen={onOpen} />
        <SideHead
          label="B"
          shown={right}
          kept={kept?.side === 'right' ? rightWords(a.trackingNumber, duplicate, kept.why) : null}
          onOpen={onOpen}
        />
      </div>
      <Narratives left={a} right={b} />
      {a.attachments.length + b.attachments.length > 0 && (
        <div className="compare-files">
          <span />
          <div>{renderFiles(a)}</div>
          <div>{renderFiles(b)}</div>
        </div>
      )}
      <div className="compare-why">
        <section aria-label={t('compare.reasons')}>
          <h2 className="section-title">{t('common.why')}</h2>
          <Reasons duplicate={duplicate} />
        </section>
        <section aria-label={t('common.dateAndTime')}>
          <h2 className="section-title">{t('common.dateAndTime')}</h2>
          <TimeLine left={a} right={b} />
        </section>
        <section aria-label={t('common.location')}>
          <h2 className="section-title">{t('common.location')}</h2>
          <BothPlaces left={a} right={b} />
        </section>
      </div>
      <FieldTable left={a} right={b} />
    </>
  );
}

function SideHead({
  label,
  shown,
  kept,
  onOpen,
}: {
  label: 'A' | 'B';
  shown: Shown;
  /** Says why this report is the one to keep; null if it is not. */
  kept: string | null;
  onOpen: (reportId: string) => void;
}) {
  const { report, unsent } = shown;
  return (
    <div className="compare-side">
      <span className={label === 'B' ? 'side-mark side-mark-other' : 'side-mark'}>{label}</span>
      <Button
        className="button button-link cell-number"
        aria-label={t('compare.openLabelNumber', { label, number: report.trackingNumber })}
        onPress={() => onOpen(report.id)}
      >
        {report.trackingNumber}
      </Button>
      {kept !== null && <Tag tone="ok">{kept}</Tag>}
      <StateTag state={shownState({ state: report.state, unsent })} />
      <CaseNumberTag {...report} />
      <span className="faint">
        {t('compare.received')} <TimeAgo at={report.receivedAt} />
      </span>
    </div>
  );
}

function BothPlaces({ left, right }: Record<'left' | 'right', Shown['report']>) {
  const [a, b] = [left.facts.where.point, right.facts.where.point];
  const marks = [...(a === null ? [] : [{ point: a, label: 'A' }]), ...(b === null ? [] : [{ point: b, label: 'B' }])];
  // Show no map if neither report has a location to mark.
  if (marks.length === 0) return <p className="faint">{distanceOf(a, b)}</p>;
  const map = <CityMap marks={marks} words={distanceOf(a, b)} />;
  const isOnline = [left, right].some(({ facts }) => facts.where.placeType === 'online');
  if (!isOnline) return map;
  return (
    <>
      <p className="faint">{distanceOf(a, b)}</p>
      <FoldedMap>{map}</FoldedMap>
    </>
  );
}

type Point = Shown['report']['facts']['where']['point'];

function distanceOf(a: Point, b: Point): string {
  if (a !== null && b !== null) {
    const words = distanceWords(metersBetween(a, b));
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  }
  if (a === null && b === null) return t('compare.neitherReportIsMapped');
  return t('compare.whatIsNotMapped', { what: a === null ? 'A' : 'B' });
}
