import { Hourglass, Maximize2, Minimize2, TriangleAlert, UserRound, X } from 'lucide-react';
import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { replyDay } from '#shared/domain/reply-terms.ts';
import type { Report } from '#shared/domain/report.ts';
import { waitingSince } from '#shared/domain/waiting.ts';
import type { OutboxRow, ReportView } from '#shared/ipc-shapes.ts';
import { dangerOf } from '#shared/screening/danger.ts';
import { SessionContext } from '../hooks/presence.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { dueStatus } from '../model/promise.ts';
import { shortDay } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { CaseNumberTag } from '../ui/case-number-tag.tsx';
import { ContactFirst } from '../ui/contact-first.tsx';
import { TimeAgo, useDesk } from '../ui/desk-clock.tsx';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { DANGER_SIGN_WORDS } from '../wording/hint-words.ts';
import { KIND_WORDS } from '../wording/words.ts';
import { CopiedFrom, CopyValue } from './copy-value.tsx';
import { OtherViewers } from './other-viewers.tsx';
import { PrintMenu } from './print-menu.tsx';
import { usePaper } from './use-paper.ts';

export function ReportHeader({
  view,
  policy,
  printedBy,
  filled,
  onClose,
  onFill,
}: {
  view: ReportView;
  policy: Policy | null;
  /** The officer's name, for printouts. */
  printedBy: string;
  filled: boolean;
  onClose: () => void;
  onFill: () => void;
}) {
  const { report, outbox, unsent } = view;
  const printing = usePrinting();
  const desk = useDesk();
  const [said, setSaid] = useState('');
  usePaper(report, { agency: policy?.agency.name ?? '', printedBy });
  const { id } = report;
  const offense = policy?.offenses.find(({ code }) => code === report.offenseCode);
  const promise = unsent ? null : dueStatus(report.state, waitingSince(report), desk.now, desk);
  const answerBy =
    unsent || policy === null
      ? null
      : replyDay(report, { timeZone: policy.agency.timeZone, holidays: policy.holidays });
  return (
    <header className="report-head">
      <div className="report-titles">
        <h2 className="report-title">
          <span className="report-number">
            <CopiedFrom value={report.id}>
              <CopyValue isReached>{report.trackingNumber}</CopyValue>
            </CopiedFrom>
          </span>
          <span className="cut">{useTitles().report(report)}</span>
        </h2>
        <div className="report-marks">
          <FirstOfAll report={report} />
          <StateTag state={shownState({ state: report.state, unsent: unsent && !printing })} />
          {offense?.nibrs && <Tag title={t('report.nIBRSOffenseCode')}>NIBRS {offense.nibrs}</Tag>}
          {offense === undefined && <Tag tone="warn">{t('report.noOffenseTitleYet')}</Tag>}
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
          {promise !== null && (
            <span className={`report-mark promise-${promise.tone}`}>
              {promise.tone === 'over' && <TriangleAlert className="tag-icon" aria-hidden />}
              {promise.long}
            </span>
          )}
          {answerBy !== null && (
            <span className="report-mark">{t('report.reporterHasUntil', { day: shortDay(answerBy) })}</span>
          )}
          {report.assignedTo !== null && <AssignedTo {...report.assignedTo} />}
          <OtherViewers report={report} />
          {said !== '' && (
            <span className="report-mark only-screen" role="status">
              {said}
            </span>
          )}
          <ServerMark outbox={outbox} isSaid={unsent} />
        </div>
      </div>
      <PrintMenu reportId={id} trackingNumber={report.trackingNumber} say={setSaid} />
      <Button
        className="button button-quiet button-icon"
        aria-label={filled ? t('report.showQueueNextToReport') : t('report.expandReportToFullWidth')}
        onPress={onFill}
      >
        {filled ? <Minimize2 className="icon" aria-hidden /> : <Maximize2 className="icon" aria-hidden />}
      </Button>
      <Button className="button button-quiet button-icon" aria-label={t('common.closeReport')} onPress={onClose}>
        <X className="icon" aria-hidden />
      </Button>
    </header>
  );
}

/** Shows what an officer must know first: signs of danger, and how to contact the reporter safely. */
function FirstOfAll({ report }: { report: Report }) {
  const { safeContact, interpreter } = knownFacts(report).who;
  const signs = dangerOf(report);
  return (
    <>
      {signs.length > 0 && (
        <strong className="danger-bar" role="alert">
          <TriangleAlert className="icon" aria-hidden />
          {t('report.danger', { what: signs.map((sign) => DANGER_SIGN_WORDS[sign]).join(', ') })}
        </strong>
      )}
      <ContactFirst safeContact={safeContact} interpreter={interpreter} />
    </>
  );
}

/** Shows who the report is assigned to. */
function AssignedTo({ id, displayName }: { id: string; displayName: string }) {
  const { me } = useContext(SessionContext);
  // A printout can't say "you", because anyone may read it.
  const printing = usePrinting();
  const isMe = id === me && !printing;
  return (
    <Tag tone={isMe ? 'accent' : 'plain'} icon={UserRound}>
      {isMe ? t('report.assignedToYou') : t('report.assignedToName', { name: displayName })}
    </Tag>
  );
}

/**
 * Marks a report if the server has not received or did not accept some of its decisions. `isSaid` is true if the
 * report's state already shows that they are unsent.
 */
function ServerMark({ outbox, isSaid }: { outbox: readonly OutboxRow[]; isSaid: boolean }) {
  if (outbox.some(({ state }) => state === 'conflict' || state === 'refused')) {
    return (
      <span className="only-screen">
        <Tag tone="danger" icon={TriangleAlert}>
          {t('common.needsAttention')}
        </Tag>
      </span>
    );
  }
  if (isSaid) return null;
  if (outbox.length > 0) {
    return (
      <span className="only-screen">
        <Tag tone="warn" icon={Hourglass}>
          {t('report.savedHereNotSentYet')}
        </Tag>
      </span>
    );
  }
  return null;
}
