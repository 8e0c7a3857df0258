import type { CacheState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { StoredLine } from '../ui/stored-line.tsx';
import { sizeWords } from '../wording/size-words.ts';
import { SettingsPart } from './settings-part.tsx';

/** What is stored on this workstation, and how. */
export function StoredSection({ cache }: { cache: CacheState }) {
  return (
    <SettingsPart title={t('settings.thisWorkstation')}>
      <KeychainNotice kind={cache.kind} />
      <dl className="facts">
        <StoredLine cache={cache} />
        <FactLine name={t('common.lastHeardFromTheServer')}>
          {cache.lastPullAt === null ? t('common.notYet') : <DayTime at={cache.lastPullAt} />}
        </FactLine>
        <FactLine name={t('settings.closedReportsLeave')}>
          {cache.cacheDays === null
            ? t('settings.notKnownYet')
            : t('settings.nDaysAfterTheyWere', { n: cache.cacheDays })}
        </FactLine>
        <FactLine name={t('settings.locksItself')}>
          {cache.lockMinutes === null
            ? t('settings.after10MinutesWithoutUse')
            : t('settings.afterNMinutesWithoutUse', { n: cache.lockMinutes })}
        </FactLine>
        <FactLine name={t('settings.sealedJournal')}>
          {cache.journal.ready
            ? `${cache.journal.live === 0 ? t('settings.noUnsentDecision') : t('settings.nUnsentDecisions', { n: cache.journal.live })}, ${sizeWords(cache.journal.bytes)}`
            : t('settings.waitsForTheAgencysKey')}
        </FactLine>
        {cache.journal.path !== null && (
          <FactLine name={t('settings.liesIn')}>
            <span className="file-path">{cache.journal.path}</span>
          </FactLine>
        )}
      </dl>
    </SettingsPart>
  );
}

function KeychainNotice({ kind }: { kind: CacheState['kind'] }) {
  return kind === 'encrypted' ? (
    <Notice tone="ok" title={t('settings.reportsAreKeptEncrypted')}>
      {t('settings.theirKeyOpensOnlyWith')}
    </Notice>
  ) : (
    <Notice tone="warn" title={t('common.thisWorkstationHasNoKeychain')}>
      {t('settings.reportsAreKeptOnlyWhile')}
    </Notice>
  );
}
