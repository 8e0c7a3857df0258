import { Button } from 'react-aria-components';
import type { PairRow } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { PAIR_WORDS } from '../wording/pair-words.ts';

/**
 * Shows a pair decision that the server refused, with the reason, the current decision next to the officer's, and what to
 * do next.
 */
export function RefusedPair({
  row,
  onOpen,
  onUndo,
}: {
  row: PairRow;
  onOpen: (reportId: string) => void;
  onUndo: () => void;
}) {
  const live = useLive('pairs.compare', { id: row.id }, ['reports', 'outbox']);
  const decision = live.value?.decision ?? null;
  const reports = row.reports.map((id, at) => {
    return { id, number: row.trackingNumbers[at] ?? '', isHere: live.value?.here[at] ?? true };
  });
  const gone = reports.filter(({ isHere }) => !isHere);
  return (
    <>
      <Notice tone="danger" title={why(row)}>
        {gone.map(({ id, number }) => (
          <p key={id}>{t('outbox.numberIsNoLongerOnThis', { number })}</p>
        ))}
        <p>{gone.length > 0 ? t('outbox.yourDecisionNoLongerAppliesCancel') : t('outbox.openOneOfTheReportsTo')}</p>
      </Notice>
      {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
      {live.value !== undefined && (
        <dl className="facts">
          <FactLine name={t('outbox.yours')}>{PAIR_WORDS[row.decision]}</FactLine>
          <FactLine name={t('outbox.nowOnTheServer')}>
            {decision === null ? (
              t('outbox.noOneHasDecidedOnThese')
            ) : (
              <>
                {PAIR_WORDS[decision.decision]}{' '}
                <span className="faint">
                  <DayTime at={decision.at} /> · {decision.by.displayName}
                </span>
              </>
            )}
          </FactLine>
        </dl>
      )}
      <div className="waiting-actions">
        <Button className="button button-primary" onPress={onUndo}>
          {t('outbox.cancel')}
        </Button>
        {reports
          .filter(({ isHere }) => isHere)
          .map(({ id, number }) => (
            <Button className="button button-quiet" key={id} onPress={() => onOpen(id)}>
              {t('outbox.openReportNumber', { number })}
            </Button>
          ))}
      </div>
    </>
  );
}

function why({ problem }: PairRow): string {
  if (problem === null) return t('outbox.theServerDidNotAcceptThis');
  return problem.code === 'not_found' ? t('outbox.theAgencyServerNoLongerHas') : errorSentence(problem);
}
