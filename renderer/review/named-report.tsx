import { plainTrackingNumber } from '#shared/domain/ids.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { QueueRow } from '#shared/domain/queue.ts';
import { VIEWS } from '#shared/domain/views.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { calendarDay, longDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';

const NEWEST = { sort: { column: 'receivedAt', direction: 'desc' } as const, offset: 0, limit: 1 };

/**
 * Describes the report whose number was typed, if it is on this workstation, so that a wrong number is noticed before
 * sending.
 */
export function NamedReport({ typed, view }: { typed: string; view: ReportView }) {
  const number = plainTrackingNumber(useDebounced(typed));
  const filter = { ...VIEWS.all.filter, text: `number:"${number}" is:any` };
  const found = useLive('queue.page', number === null ? null : { ...NEWEST, filter }, ['reports']);
  const row = found.value?.rows[0];
  const { zone } = useDesk();
  if (number === null || !found.fresh || row?.trackingNumber !== number || row.id === view.report.id) return null;
  return (
    <div className="hint-text" role="status">
      <p>
        {[row.person, KIND_WORDS[row.kind], STATE_WORDS[row.state], longDay(calendarDay(row.receivedAt, zone))].join(
          ' · ',
        )}
      </p>
      {isUnlinked(row, view) && <p>{t('review.aDifferentReporterNothingSuggests')}</p>}
      {cameLater(row, view.report) && <Notice tone="warn" title={t('review.namedCameLater')} />}
    </div>
  );
}

/** Whether the report that would stay is the newer of two that are undecided: then the other way round is usual. */
export const cameLater = (
  { state, receivedAt }: Pick<QueueRow, 'state' | 'receivedAt'>,
  report: Pick<ReportView['report'], 'receivedAt'>,
): boolean => state !== 'approved' && receivedAt > report.receivedAt;

/** Whether another report is by a different person and is linked neither by the comparison nor by an officer. */
export function isUnlinked(
  { trackingNumber, person }: Pick<QueueRow, 'trackingNumber' | 'person'>,
  { report, duplicates }: Pick<ReportView, 'report' | 'duplicates'>,
): boolean {
  const { familyName, givenName } = knownFacts(report).who;
  const isSameName = person.toLowerCase() === `${familyName}, ${givenName}`.toLowerCase();
  const isLinked = duplicates.some(
    (one) => one.state !== 'not_same' && [one.trackingNumber, one.primaryNumber].includes(trackingNumber),
  );
  return !isSameName && !isLinked;
}
