import type { ReactNode } from 'react';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { Notice } from '../ui/notice.tsx';
import { OfficerName } from '../ui/openings-table.tsx';
import { anywayWords, dangerAnswerWords } from '../wording/history-words.ts';
import { ACT_NOUNS } from '../wording/words.ts';
import { AsSeen } from './as-seen.tsx';
import { Cause, isCausedByNote } from './cause.tsx';
import { CircumstanceLines } from './circumstances.tsx';
import { LETTER_STATES } from './letter-states.ts';

/** One decision in full: who, when, what, why, the note, and the letter that was sent to the reporter. */
export function DecisionDetail({
  row,
  openings,
  drawSeen,
}: {
  row: DecisionRow;
  /** The link to the list of who opened the report. */
  openings: ReactNode;
  drawSeen: (seen: Output<'audit.decision'>) => ReactNode;
}) {
  return (
    <>
      <h2 className="audit-title">
        {ACT_NOUNS[row.kind]} · {row.trackingNumber}
      </h2>
      <dl className="facts">
        <Line term={t('common.officer')} value={<OfficerName {...row.officer} />} />
        {row.circumstances === null && <Line term={t('common.when')} value={<DayTime at={row.at} />} />}
        <Line term={t('common.why')} value={<Cause row={row} />} />
        {row.danger != null && (
          <Line term={t('common.askedAboutDanger')} value={<span dir="auto">{dangerAnswerWords(row.danger)}</span>} />
        )}
        {anywayWords(row).map((line) => (
          <Line key={line} term={t('common.approvedAnyway')} value={<span dir="auto">{line}</span>} />
        ))}
        <CircumstanceLines row={row} />
        {row.caseNumber !== null && (
          <Line term={t('common.caseNumber')} value={<span className="number">{row.caseNumber}</span>} />
        )}
        {row.note !== '' && !isCausedByNote(row) && (
          <Line
            term={t('common.note')}
            value={
              <span className="version-note" dir="auto">
                {row.note}
              </span>
            }
          />
        )}
      </dl>
      <div className="audit-detail-buttons">
        <AsSeen row={row} draw={drawSeen} />
        {openings}
      </div>
      {row.letter === null ? (
        <LetterPlaceholder>{t('audit.noLetterWasSentForThis')}</LetterPlaceholder>
      ) : (
        <>
          <Notice tone={row.letter.state === 'failed' ? 'danger' : row.letter.state === 'sent' ? 'ok' : 'info'}>
            {LETTER_STATES[row.letter.state].long}
            {row.letter.state === 'sent' && row.letter.sentAt !== null && (
              <>
                {': '}
                <DayTime at={row.letter.sentAt} />
              </>
            )}
          </Notice>
          <LetterSheet letter={{ subject: row.letter.subject, text: row.letter.text, language: row.language }} />
        </>
      )}
    </>
  );
}

function Line({ term, value }: { term: string; value: ReactNode }) {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
