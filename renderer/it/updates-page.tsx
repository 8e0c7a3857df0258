import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { UpdateState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { known, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useLive } from '../use-live.ts';

/** Which version runs, whether there is a newer one, and on what it runs. */
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
  const state = updates.value;
  const words = state === undefined ? null : updateWords(state);
  const shown = error ?? updates.error;
  return (
    <Page title={t('Updates')}>
      <div className="page-body page-narrow">
        {words !== null && (
          <Notice tone={words.tone} role="status" title={words.title}>
            {words.text}
          </Notice>
        )}
        {shown !== null && <ErrorNotice error={shown} onRetry={check} />}
        <dl className="facts">
          <div className="fact">
            <dt>{t('This version')}</dt>
            <dd>{state?.current ?? info.value?.version ?? ''}</dd>
          </div>
          <div className="fact">
            <dt>{t('Last checked')}</dt>
            <dd>{state?.checkedAt == null ? t('Not yet') : <DayTime at={state.checkedAt} />}</dd>
          </div>
          <div className="fact">
            <dt>{t('Comes from')}</dt>
            <dd>{server}</dd>
          </div>
          <div className="fact">
            <dt>{t('Runs on')}</dt>
            <dd>
              {info.value === undefined
                ? ''
                : info.value.runtime === 'electron'
                  ? t('Electron')
                  : t('A stand-in for Electron, for development and demonstration only')}
            </dd>
          </div>
        </dl>
        <div>
          <Button className="button" isPending={asking || state?.phase === 'checking'} onPress={check}>
            {state?.phase === 'checking' ? t('Checking…') : t('Check now')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

export function updateWords(state: UpdateState): { tone: Tone; title: string; text: string } {
  switch (state.phase) {
    case 'unknown':
      return { tone: 'info', title: t('Not checked yet'), text: known(state.message ?? '') };
    case 'checking':
      return { tone: 'info', title: t('Asking the agency server'), text: '' };
    case 'up_to_date':
      return { tone: 'ok', title: t('This is the newest version'), text: '' };
    case 'none_offered':
      return {
        tone: 'info',
        title: t('The agency server offers no updates'),
        text: t('Nothing is wrong here. Whoever looks after the server puts new versions there when there are any.'),
      };
    case 'available':
      return {
        tone: 'warn',
        title: t('Version {what} is there', { what: state.available ?? '' }),
        text:
          state.message !== null ? known(state.message) : t('The people who look after this workstation install it.'),
      };
    case 'failed':
      return {
        tone: 'warn',
        title: t('The check for updates failed'),
        text: `${known(state.message ?? '')} ${t('You can go on working; it is asked again by itself.')}`,
      };
  }
}
