import type { CacheState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { StoredLine } from '../ui/stored-line.tsx';
import { useLive } from '../use-live.ts';
import { sizeWords } from '../wording/size-words.ts';
import { managedWords } from './managed-words.ts';
import { SettingsPart } from './settings-part.tsx';

/** Shows what is stored on this workstation, and how. */
export function StoredSection({ cache, decides }: { cache: CacheState; decides: boolean }) {
  const info = useLive('app.info', undefined).value;
  const managed = info?.managed;
  const lockMinutes = Math.min(cache.lockMinutes ?? 10, managed?.lockMinutes ?? Number.POSITIVE_INFINITY);
  return (
    <SettingsPart title={t('settings.thisWorkstation')}>
      <KeychainNotice kind={cache.kind} />
      {info?.debuggerOpen === true && (
        <Notice tone="warn" title={t('settings.debuggerOpen')}>
          {t('settings.otherProgramsCanControlThis')}
        </Notice>
      )}
      <dl className="facts">
        <StoredLine cache={cache} />
        <FactLine name={t('common.lastContactWithServer')}>
          {cache.lastPullAt === null ? t('common.notYet') : <DayTime at={cache.lastPullAt} />}
        </FactLine>
        {cache.replacedAt !== null && (
          <FactLine name={t('settings.storedAgain')}>
            <DayTime at={cache.replacedAt} /> {t('settings.becauseDamaged')}
          </FactLine>
        )}
        <FactLine name={t('settings.closedReportsRemoved')}>
          {cache.cacheDays === null ? t('settings.unknown') : t('settings.nDaysAfterClosing', { n: cache.cacheDays })}
        </FactLine>
        <FactLine name={t('settings.autoLock')}>{t('settings.afterNMinutesIdleOrCtrl', { n: lockMinutes })}</FactLine>
        {managed !== undefined && managedWords(managed).length > 0 && (
          <FactLine name={t('settings.setByIt')}>{managedWords(managed).join('; ')}</FactLine>
        )}
        {/* A role that makes no decisions has nothing to seal, so the journal isn't shown. */}
        {decides && (
          <FactLine name={t('settings.sealedJournal')}>
            {cache.journal.ready
              ? `${cache.journal.live === 0 ? t('settings.noUnsentDecisions') : t('settings.nUnsentDecisions', { n: cache.journal.live })}, ${sizeWords(cache.journal.bytes)}`
              : t('settings.waitingForTheAgencysKey')}
          </FactLine>
        )}
        {decides && cache.journal.path !== null && (
          <FactLine name={t('settings.location')}>
            <span className="file-path">{cache.journal.path}</span>
          </FactLine>
        )}
      </dl>
    </SettingsPart>
  );
}

function KeychainNotice({ kind }: { kind: CacheState['kind'] }) {
  return kind === 'encrypted' ? (
    <Notice tone="ok" title={t('settings.reportsAreStoredEncrypted')}>
      {t('settings.openingThemTakesThisComputersKeychain')}
    </Notice>
  ) : (
    <Notice tone="warn" title={t('common.thisWorkstationHasNoKeychain')}>
      {t('settings.reportsAreKeptOnlyWhileThe')}
    </Notice>
  );
}
