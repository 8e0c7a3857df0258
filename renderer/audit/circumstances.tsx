import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { howLong } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { useTitles } from '../ui/titles.tsx';
import { hintName } from '../wording/hint-words.ts';
import { durationWords } from '../wording/trail-words.ts';

/** A clock error smaller than this is not worth showing. */
const WRONG_MS = 60_000;

/** Shows when and how a decision was made on the workstation. */
export function CircumstanceLines({ row }: { row: DecisionRow }) {
  const titles = useTitles();
  const { circumstances, hintsFollowed } = row;
  const seconds = (Date.parse(row.at) - Date.parse(row.receivedAt)) / 1000;
  const took = seconds < 60 ? durationWords(Math.round(seconds)) : howLong(row.receivedAt, Date.parse(row.at));
  if (circumstances === null) {
    return (
      <>
        <FactLine name={t('trail.reportOpenFor')}>{t('trail.notRecorded')}</FactLine>
        <FactLine name={t('trail.timeToDecision')}>{took}</FactLine>
        <FactLine name={t('common.flags')}>{t('trail.notRecorded')}</FactLine>
      </>
    );
  }
  const { pressedAt, clockOffsetMs, offline, openSeconds, hintsShown, hintsDismissed, titleSuggested, undoneBefore } =
    circumstances;
  const pressed = new Date(Date.parse(pressedAt) + clockOffsetMs).toISOString();
  const minutes = Math.round(Math.abs(clockOffsetMs) / 60_000);
  return (
    <>
      <FactLine name={t('trail.pressed')}>
        <>
          <DayTime at={pressed} />
          {offline && <> · {t('trail.workingOffline')}</>}
        </>
      </FactLine>
      <FactLine name={t('trail.reachedTheServer')}>
        <DayTime at={row.at} />
      </FactLine>
      {Math.abs(clockOffsetMs) >= WRONG_MS && (
        <FactLine name={t('trail.workstationClock')}>
          {clockOffsetMs > 0 ? t('trail.nMinutesSlow', { n: minutes }) : t('trail.nMinutesFast', { n: minutes })}
        </FactLine>
      )}
      <FactLine name={t('trail.reportOpenFor')}>{durationWords(openSeconds)}</FactLine>
      <FactLine name={t('trail.timeToDecision')}>{took}</FactLine>
      <FactLine name={t('common.flags')}>
        {hintsShown.length === 0 ? (
          t('trail.noFlags')
        ) : (
          <ul className="trail-list">
            {hintsShown.map((code) => (
              <li key={code}>
                {hintName(code)}
                {hintsDismissed.includes(code) && <span className="faint"> · {t('trail.dismissedByOfficer')}</span>}
              </li>
            ))}
            {hintsFollowed !== null && (
              <li className="faint">{hintsFollowed ? t('trail.followed') : t('trail.notFollowed')}</li>
            )}
          </ul>
        )}
      </FactLine>
      {row.kind === 'approve' && titleSuggested != null && (
        <FactLine name={t('trail.suggestedTitle')}>
          {titles.offense(titleSuggested)}{' '}
          <span className="faint">
            {Object(row.event.params)['offenseCode'] === titleSuggested
              ? t('trail.titleChosen')
              : t('trail.titleNotChosen')}
          </span>
        </FactLine>
      )}
      {undoneBefore > 0 && (
        <FactLine name={t('trail.undoneBefore')}>{t('trail.nDecisions', { n: undoneBefore })}</FactLine>
      )}
    </>
  );
}
