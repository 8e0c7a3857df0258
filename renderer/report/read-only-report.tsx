import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Report } from '#shared/domain/report.ts';
import type { FoundReport } from '#shared/find-api.ts';
import { rich, t } from '../t.ts';
import { CaseNumberTag } from '../ui/case-number-tag.tsx';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS } from '../wording/words.ts';
import { Answered } from './answered.tsx';
import { Attachments } from './attachments.tsx';
import { CopiedFrom } from './copy-value.tsx';
import { Corrections } from './corrections.tsx';
import { Narrative } from './narrative.tsx';
import { PrintMenu } from './print-menu.tsx';
import { Timeline } from './timeline.tsx';
import { usePaper } from './use-paper.ts';
import { What } from './what.tsx';
import { Where } from './where.tsx';
import { When, Who } from './who-when.tsx';

/** Additional information on a printout: the agency and who prints it. */
type Paper = { agency: string; printedBy: string };

/**
 * A read-only view of any report that the server keeps, including reports no longer on this workstation. People who
 * don't make decisions use it too. The server logs each opening, so the report is requested only once.
 */
export function ReadOnlyReport({
  reportId,
  paper,
  renderTools,
  onClose,
}: {
  reportId: string;
  paper: Paper;
  /** Renders the actions available for the report, if any. */
  renderTools: (report: FoundReport) => ReactNode;
  onClose: () => void;
}) {
  const { value: report, fresh, error, slow, refresh } = useLive('find.open', { reportId });
  const pane = useRef<HTMLElement>(null);
  // A report opened next to a list takes the focus and returns it to the row that opened it.
  useEffect(() => {
    const opener = document.activeElement;
    pane.current?.focus({ preventScroll: true });
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  const shown = fresh ? report : undefined;
  return (
    <aside
      className="report beside"
      ref={pane}
      tabIndex={-1}
      aria-label={shown === undefined ? t('report.report') : t('report.reportNumber', { number: shown.trackingNumber })}
    >
      {shown === undefined ? (
        <>
          <div className="beside-bar">
            <Close onClose={onClose} />
          </div>
          {error !== null && (
            <div className="pane-notice">
              <ErrorNotice error={error} title={t('report.couldntLoadTheReport')} onRetry={refresh} />
            </div>
          )}
          {error === null && slow && <Skeleton lines={14} label={t('report.loadingReport')} />}
        </>
      ) : (
        <>
          <Head report={shown} paper={paper} tools={renderTools(shown)} onClose={onClose} />
          <Body key={shown.id} report={shown} />
        </>
      )}
    </aside>
  );
}

function Head({
  report,
  paper,
  tools,
  onClose,
}: {
  report: Report;
  paper: Paper;
  tools: ReactNode;
  onClose: () => void;
}) {
  const titles = useTitles();
  const [said, setSaid] = useState('');
  usePaper(report, paper);
  return (
    <header className="report-head">
      <div className="report-titles">
        <h2 className="report-title">
          <span className="report-number">{report.trackingNumber}</span>
          <span className="cut">{titles.report(report)}</span>
        </h2>
        <div className="report-marks">
          <StateTag state={report.state} />
          <CaseNumberTag {...report} />
          <span className="report-mark">
            {/* Render one element, because a flex container drops the spaces between its children. */}
            <span>
              {rich('report.kindReceivedWhen', {
                kind: KIND_WORDS[report.kind],
                when: <TimeAgo at={report.receivedAt} />,
              })}
            </span>
          </span>
          {said !== '' && (
            <span className="report-mark only-screen" role="status">
              {said}
            </span>
          )}
        </div>
        <div className="beside-tools">{tools}</div>
      </div>
      <PrintMenu reportId={report.id} trackingNumber={report.trackingNumber} say={setSaid} />
      <Close onClose={onClose} />
    </header>
  );
}

function Body({ report: { facts, ...report } }: { report: Report }) {
  const [whole, setWhole] = useState(false);
  return (
    // A scrolling region must be reachable by Tab so that it can be scrolled from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="report-body" tabIndex={0} aria-label={t('report.reportContents')}>
      <p className="faint only-screen">{t('report.readOnlyAndRecorded')}</p>
      <Narrative text={facts.how} whole={whole} onWhole={setWhole} />
      <CopiedFrom value={report.id}>
        <Corrections value={report.corrections}>
          <Answered questions={facts.answeredYes} />
          <What kind={report.kind} facts={facts} />
          <div className="report-pair">
            <When facts={facts} receivedAt={report.receivedAt} />
            <Where kind={report.kind} place={facts.where} />
          </div>
          <Who kind={report.kind} person={facts.who} />
        </Corrections>
      </CopiedFrom>
      <Attachments report={report} />
      <Timeline entries={report.history} />
    </section>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  return (
    <Button
      className="button button-quiet button-icon beside-close"
      aria-label={t('common.closeReport')}
      onPress={onClose}
    >
      <X className="icon" aria-hidden />
    </Button>
  );
}
