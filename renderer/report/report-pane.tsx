import { FileX2 } from 'lucide-react';
import { memo, type Ref, useState } from 'react';
import { Button } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { useAfterPaint } from '../hooks/use-after-paint.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { actsNow, stateAhead } from '../model/state-ahead.ts';
import { t } from '../t.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { LiveValue } from '../use-live.ts';
import { ActBar } from './act-bar.tsx';
import { Attachments } from './attachments.tsx';
import { Unsent } from './corrections.tsx';
import { Duplicates } from './duplicates.tsx';
import { Hints } from './hints.tsx';
import { MissingLine } from './missing-line.tsx';
import { NewsLine } from './news-line.tsx';
import { Pending } from './pending.tsx';
import { ReportSections } from './report-facts.tsx';
import { ReportHeader } from './report-header.tsx';
import { RequirementsLine } from './requirements-line.tsx';
import { SameSender } from './same-sender.tsx';
import { SeenBy } from './seen-by.tsx';
import { Timeline } from './timeline.tsx';

/** One report next to the queue: what was reported, flags, history, and the available acts. */
export const ReportPane = memo(function ReportPane({
  view,
  fresh,
  slow,
  error,
  unasked,
  onRetry,
  policy,
  officer,
  filled,
  scroller,
  onAct,
  onCompare,
  onOpen,
  onClose,
  onFill,
}: Pick<LiveValue<ReportView>, 'fresh' | 'slow' | 'error'> & {
  view: ReportView | undefined;
  /** True if the server could not be reached to look up duplicates that are no longer on this workstation. */
  unasked: boolean;
  onRetry: () => void;
  policy: Policy | null;
  officer: Officer;
  filled: boolean;
  scroller: Ref<HTMLElement>;
  onAct: (act: ActKind, reportId: string) => void;
  /** Compares the report with a possible duplicate. */
  onCompare: (reportId: string, otherId: string) => void;
  onOpen: (id: string) => void;
  onClose: () => void;
  onFill: () => void;
}) {
  if (error !== null && !fresh) {
    return (
      <section className="report" aria-label={t('report.report')}>
        {error.code === 'not_found' ? (
          <Empty
            icon={FileX2}
            title={t('report.thisReportIsNotOnThis')}
            actions={
              <Button className="button" onPress={onClose}>
                {t('report.backToQueue')}
              </Button>
            }
          >
            {t('report.itMayHaveBeenRemovedFrom')}
          </Empty>
        ) : (
          <div className="pane-notice">
            <ErrorNotice error={error} title={t('report.couldntLoadTheReport')} onRetry={onRetry} />
          </div>
        )}
      </section>
    );
  }
  if (view === undefined || (slow && !fresh)) {
    return (
      <section className="report" aria-label={t('report.report')}>
        {slow && <Skeleton lines={14} label={t('report.loadingReport')} />}
      </section>
    );
  }
  const { report } = view;
  const underWay = stateAhead(view, officer.role) !== report.state;
  return (
    <section className="report" aria-label={t('report.reportNumber', { number: report.trackingNumber })}>
      <ReportHeader
        view={view}
        policy={policy}
        printedBy={officer.displayName}
        filled={filled}
        onClose={onClose}
        onFill={onFill}
      />
      <ReportBody
        key={report.id}
        view={view}
        unasked={unasked}
        policy={policy}
        supervised={officer.role === 'supervisor'}
        scroller={scroller}
        onCompare={(otherId) => onCompare(report.id, otherId)}
        onOpen={onOpen}
      />
      <ActBar
        report={report}
        allowed={actsNow(view, officer)}
        waiting={underWay}
        enabled={fresh}
        onAct={(act) => onAct(act, report.id)}
      />
    </section>
  );
});

function ReportBody({
  view,
  unasked,
  policy,
  supervised,
  scroller,
  onCompare,
  onOpen,
}: {
  view: ReportView;
  unasked: boolean;
  policy: Policy | null;
  /** Whether to show the trail, that is, who opened this report. */
  supervised: boolean;
  scroller: Ref<HTMLElement>;
  onCompare: (otherId: string) => void;
  onOpen: (id: string) => void;
}) {
  const { report } = view;
  const [wholeNarrative, setWholeNarrative] = useState(false);
  const seen = useAfterPaint();
  const whole = usePrinting() || seen;
  return (
    // A scrolling region must be reachable by Tab so that it can be scrolled from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="report-body" ref={scroller} tabIndex={0} aria-label={t('report.reportContents')}>
      <Pending rows={view.outbox} />
      <NewsLine report={report} />
      <RequirementsLine view={view} policy={policy} />
      <Unsent value={view.outbox}>
        <MissingLine report={report} policy={policy} />
      </Unsent>
      {view.hints.length > 0 && <Hints view={view} supervised={supervised} />}
      {view.duplicates.length > 0 && (
        <Duplicates duplicates={view.duplicates} incident={view.incident} onCompare={onCompare} />
      )}
      {view.comparing && <p className="faint">{t('report.stillComparingWithOtherReportsMore')}</p>}
      {unasked && <p className="faint">{t('report.offlineOlderDuplicatesNotShown')}</p>}
      <Unsent value={view.outbox}>
        <ReportSections
          report={report}
          wholeNarrative={wholeNarrative}
          onWholeNarrative={setWholeNarrative}
          // Content further down renders after the rest is visible, so that the top of the report appears sooner.
          underProperty={whole && <Attachments report={report} />}
          underLocation={
            whole && (
              <>
                <SameSender view={view} onOpen={onOpen} />
                <Timeline entries={report.history} />
                {supervised && <SeenBy reportId={report.id} />}
              </>
            )
          }
        />
      </Unsent>
    </section>
  );
}
