import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { installsAtQuit } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { say, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ReleaseNotes } from '../ui/release-notes.tsx';
import { useLive } from '../use-live.ts';
import { severityName, updateWords } from './update-words.ts';

/** The running version, whether a newer one exists, and the platform it runs on. */
export function UpdatesPage({ server }: { server: string }) {
  const info = useLive('app.info', undefined);
  const updates = useLive('updates.state', undefined, ['updates']);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const check = () => {
    setAsking(true);
    setError(null);
    ask('updates.check')
      .catch((thrown: unknown) => setError(toAppError(thrown)))
      .finally(() => setAsking(false));
  };
  const restart = () => {
    setError(null);
    ask('updates.restart').catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const state = updates.value;
  const words = state === undefined ? null : updateWords(state);
  const shown = error ?? updates.error;
  return (
    <Page title={t('common.updates')}>
      <div className="page-body page-narrow">
        {words !== null && (
          <Notice
            tone={words.tone}
            role="status"
            title={words.title}
            actions={
              state === undefined || !installsAtQuit(state) ? undefined : (
                <Button className="button button-primary" onPress={restart}>
                  {t('it.restartNow')}
                </Button>
              )
            }
          >
            {words.text}
          </Notice>
        )}
        {state !== undefined && state.keys !== 'ok' && state.problem !== state.keys && (
          <Notice tone="warn" title={t('it.updatesCantBeVerified')}>
            {say('errors.update', { code: state.keys, params: {} })}
          </Notice>
        )}
        {state?.notes != null && <ReleaseNotes title={t('it.whatIsNew')} notes={state.notes} />}
        {shown !== null && <ErrorNotice error={shown} onRetry={check} />}
        <dl className="facts">
          <div className="fact">
            <dt>{t('it.thisVersion')}</dt>
            <dd>{state?.current ?? info.value?.version ?? ''}</dd>
          </div>
          {state?.severity != null && (
            <div className="fact">
              <dt>{t('it.severity')}</dt>
              <dd>{severityName(state.severity)}</dd>
            </div>
          )}
          <div className="fact">
            <dt>{t('it.lastChecked')}</dt>
            <dd>{state?.checkedAt == null ? t('common.notYet') : <DayTime at={state.checkedAt} />}</dd>
          </div>
          <div className="fact">
            <dt>{t('it.source')}</dt>
            <dd>{server}</dd>
          </div>
          <div className="fact">
            <dt>{t('it.runsOn')}</dt>
            <dd>
              {info.value === undefined
                ? ''
                : info.value.runtime === 'electron'
                  ? t('it.electron')
                  : t('it.aStandInForElectronFor')}
            </dd>
          </div>
        </dl>
        <div>
          <Button className="button" isPending={asking || state?.phase === 'checking'} onPress={check}>
            {state?.phase === 'checking' ? t('it.checking') : t('common.checkNow')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
