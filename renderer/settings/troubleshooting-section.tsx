import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { CacheState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { SettingsPart } from './settings-part.tsx';

/** For troubleshooting: fetches the reports again, and saves the information that IT needs. */
export function TroubleshootingSection({ cache, onRebuilt }: { cache: CacheState; onRebuilt: () => void }) {
  const [asking, setAsking] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [done, setDone] = useState<string | null>(null);

  const carryOut = async (work: () => Promise<string | null>) => {
    setAsking(true);
    setError(null);
    setDone(null);
    try {
      setDone(await work());
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
      setConfirming(false);
    }
  };
  const rebuild = () =>
    carryOut(async () => {
      await ask('cache.rebuild');
      onRebuilt();
      return t('settings.fetchingReportsAgain');
    });
  const save = () =>
    carryOut(async () => {
      const { path } = await ask('diagnostics.save');
      return path === null ? null : t('settings.savedAs', { path });
    });

  return (
    <SettingsPart title={t('settings.troubleshooting')}>
      <p>{cache.kind === 'encrypted' ? t('settings.ifReportsLookWrong') : t('settings.nothingIsStoredHere')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {done !== null && (
        <Notice tone="ok" role="status">
          {done}
        </Notice>
      )}
      <div className="card-actions">
        {cache.kind === 'encrypted' && (
          <Button className="button" isDisabled={asking} onPress={() => setConfirming(true)}>
            {t('settings.fetchReportsAgain')}
          </Button>
        )}
        <Button className="button" isPending={asking && !confirming} onPress={() => void save()}>
          {t('settings.saveDiagnostics')}
        </Button>
      </div>
      <p className="faint">{t('settings.diagnosticsHaveNoReports')}</p>
      <DialogFrame
        isOpen={confirming}
        title={t('settings.fetchAllReportsAgain')}
        onClose={() => setConfirming(false)}
        foot={
          <CancelOr onCancel={() => setConfirming(false)} onPress={() => void rebuild()} isPending={asking}>
            {t('settings.fetchAgain')}
          </CancelOr>
        }
      >
        <div className="stack">
          <p>{t('settings.rebuildFetches')}</p>
          <p>{t('settings.rebuildKeeps')}</p>
        </div>
      </DialogFrame>
    </SettingsPart>
  );
}
