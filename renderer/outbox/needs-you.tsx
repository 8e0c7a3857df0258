import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { locale, rich, t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence, fieldSentence } from '../wording/error-words.ts';
import { fieldWords } from '../wording/field-words.ts';
import { ACT_VERBS, STATE_WORDS } from '../wording/words.ts';
import { compareReports } from './compare.ts';
import { Comparison } from './comparison.tsx';
import { stillFits } from './still-fits.ts';

type Act = { row: OutboxRow; officer: Pick<Officer, 'id' | 'role'> };

/**
 * Shows a decision that the server did not accept, with the reason, the changes field by field, and what the officer can
 * do next.
 */
export function NeedsYou({
  row,
  officer,
  onOpen,
  onRedecide,
  onWithdraw,
}: Act & { onOpen: () => void; onRedecide: () => void; onWithdraw: (fits: boolean) => void }) {
  const live = useLive('outbox.compare', { id: row.id }, ['reports', 'outbox']);
  const titles = useTitles();
  const now = live.value?.now ?? null;
  const fits = stillFits(row, now, officer);
  const verb = ACT_VERBS[row.act.kind];
  return (
    <>
      <Notice
        tone="danger"
        title={row.problem === null ? t('outbox.theServerDidNotAcceptThis') : errorSentence(row.problem)}
      >
        {row.problem !== null && row.problem.fields.length > 0 && (
          <ul>
            {row.problem.fields.map(({ path, detail }) => (
              <li key={path}>
                {fieldWords(path.replace(/^act\./, ''))}: {fieldSentence({ detail })}
              </li>
            ))}
          </ul>
        )}
        <p>
          {wayOn(row, fits)}
          {now !== null && !fits && ` ${t('outbox.theReportIsNowState', { state: STATE_WORDS[now.state] })}`}
        </p>
      </Notice>
      {row.act.note !== '' && (
        <div className="fact">
          <dt>{t('outbox.yourNote')}</dt>
          <dd className="version-note">{row.act.note}</dd>
        </div>
      )}
      {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
      {live.slow && <Skeleton lines={4} label={t('outbox.loadingBothVersions')} />}
      {live.value !== undefined && now === null && <p>{t('outbox.thisReportIsNoLongerOn')}</p>}
      {now !== null && (
        <>
          <p className="faint">
            {rich('outbox.youDecidedWhenOnVersionSeen', {
              when: <TimeAgo at={row.createdAt} />,
              seen: row.seen.reportVersion,
              version: now.version,
            })}
          </p>
          <Comparison
            compared={compareReports({
              before: live.value?.before ?? null,
              now,
              act: row.act,
              role: officer.role,
              titles,
            })}
            saw={row.seen.reportVersion}
            version={now.version}
          />
        </>
      )}
      <div className="waiting-actions">
        {fits && (
          <Button
            className="button button-primary"
            aria-label={t('outbox.decideAgainWhatNumber', {
              what: verb.toLocaleLowerCase(locale()),
              number: row.trackingNumber,
            })}
            onPress={onRedecide}
          >
            {t('outbox.decideAgainWhat', { what: verb.toLocaleLowerCase(locale()) })}
          </Button>
        )}
        <Button
          className={fits ? 'button' : 'button button-primary'}
          aria-label={t('outbox.cancelMyDecisionOnNumber', { number: row.trackingNumber })}
          onPress={() => onWithdraw(fits)}
        >
          {t('outbox.cancel')}
        </Button>
        {now !== null && (
          <Button
            className="button button-quiet"
            aria-label={t('outbox.openReportNumber', { number: row.trackingNumber })}
            onPress={onOpen}
          >
            {t('common.openReport')}
          </Button>
        )}
      </div>
    </>
  );
}

function wayOn(row: OutboxRow, fits: boolean): string {
  if (!fits) return t('outbox.yourDecisionNoLongerAppliesCancel2');
  if (row.problem?.code === 'letter_changed') return t('outbox.theAgencyChangedThisLettersWording');
  return t('outbox.readWhatChangedThenDecideAgain');
}
