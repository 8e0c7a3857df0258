import { Cloud, Hourglass, Maximize2, Minimize2, TriangleAlert, UserRound, X } from 'lucide-react';
import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import { waitingSince } from '#shared/domain/waiting.ts';
import type { OutboxRow, ReportView } from '#shared/ipc-shapes.ts';
import { rich, t } from '../t.ts';
import { TimeAgo, useDesk } from '../ui/desk-clock.tsx';
import { Whereabouts } from '../ui/presence.ts';
import { promiseMark } from '../ui/promise.ts';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';
import { usePaperNumber } from '../ui/use-printing.ts';
import { KIND_WORDS } from '../ui/words.ts';
import { PrintMenu } from './print-menu.tsx';
import { WhoIsHere } from './who-is-here.tsx';

export function ReportHeader({
  view,
  policy,
  filled,
  onClose,
  onFill,
}: {
  view: ReportView;
  policy: Policy | null;
  filled: boolean;
  onClose: () => void;
  onFill: () => void;
}) {
  const { report, outbox, unsent } = view;
  const desk = useDesk();
  const [said, setSaid] = useState('');
  usePaperNumber(report.trackingNumber);
  const offense = policy?.offenses.find(({ code }) => code === report.offenseCode);
  const promise = unsent ? null : promiseMark(report.state, waitingSince(report), desk.now, desk);
  return (
    <header className="report-head">
      <div className="report-titles">
        <h2 className="report-title">
          <span className="report-number">{report.trackingNumber}</span>
          <span className="cut">{offense?.title ?? KIND_WORDS[report.kind]}</span>
        </h2>
        <div className="report-marks">
          <StateTag state={shownState({ state: report.state, unsent })} />
          {offense?.nibrs && <Tag title={t('NIBRS offense code')}>NIBRS {offense.nibrs}</Tag>}
          {offense === undefined && <Tag tone="warn">{t('No offense title yet')}</Tag>}
          {report.caseNumber !== null && <Tag tone="ok">{t('Case {number}', { number: report.caseNumber })}</Tag>}
          <span className="report-mark">
            {/* In one: the spaces between the parts of a flex box are not its own. */}
            <span>
              {rich('{kind} · received {when}', {
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
          {report.assignedTo !== null && <HandedTo {...report.assignedTo} />}
          <WhoIsHere report={report} />
          {said !== '' && (
            <span className="report-mark" role="status">
              {said}
            </span>
          )}
          <ServerMark version={report.version} outbox={outbox} isSaid={unsent} />
        </div>
      </div>
      <PrintMenu trackingNumber={report.trackingNumber} say={setSaid} />
      <Button
        className="button button-quiet button-icon"
        aria-label={filled ? t('Show the queue beside the report') : t('Give the report the whole width')}
        onPress={onFill}
      >
        {filled ? <Minimize2 className="icon" aria-hidden /> : <Maximize2 className="icon" aria-hidden />}
      </Button>
      <Button className="button button-quiet button-icon" aria-label={t('Close the report')} onPress={onClose}>
        <X className="icon" aria-hidden />
      </Button>
    </header>
  );
}

/** Whose report it is, where it was handed to somebody. */
function HandedTo({ id, displayName }: { id: string; displayName: string }) {
  const { me } = useContext(Whereabouts);
  return (
    <Tag tone={id === me ? 'accent' : 'plain'} icon={UserRound}>
      {id === me ? t('Handed to you') : t('With {name}', { name: displayName })}
    </Tag>
  );
}

/** Whether what is shown is what the server has; `isSaid` where the state says already that it is not sent. */
function ServerMark({ version, outbox, isSaid }: { version: number; outbox: readonly OutboxRow[]; isSaid: boolean }) {
  if (outbox.some(({ state }) => state === 'conflict' || state === 'refused')) {
    return (
      <Tag tone="danger" icon={TriangleAlert}>
        {t('Needs you')}
      </Tag>
    );
  }
  if (isSaid) return null;
  if (outbox.length > 0) {
    return (
      <Tag tone="warn" icon={Hourglass}>
        {t('Saved here, not sent yet')}
      </Tag>
    );
  }
  return (
    <span className="report-mark" title={t('Everything shown here is stored on the agency server')}>
      <Cloud className="tag-icon" aria-hidden />
      {t('With the server · version {version}', { version })}
    </span>
  );
}
