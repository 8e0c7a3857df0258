import type { CacheState } from '#shared/ipc-shapes.ts';
import { plural, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { StoredLine } from '../ui/stored-line.tsx';
import { SettingsPart } from './settings-part.tsx';

/** What lies on this workstation, and how it is kept. */
export function StoredSection({ cache }: { cache: CacheState }) {
  return (
    <SettingsPart title={t('This workstation')}>
      <KeychainNotice kind={cache.kind} />
      <dl className="facts">
        <StoredLine cache={cache} />
        <FactLine name={t('Last heard from the server')}>
          {cache.lastPullAt === null ? t('Not yet') : <DayTime at={cache.lastPullAt} />}
        </FactLine>
        <FactLine name={t('Closed reports leave')}>
          {cache.cacheDays === null
            ? t('Not known yet')
            : plural(cache.cacheDays, '{n} day after they were closed', '{n} days after they were closed')}
        </FactLine>
        <FactLine name={t('Locks itself')}>
          {cache.lockMinutes === null
            ? t('After 10 minutes without use, or Ctrl + L')
            : plural(
                cache.lockMinutes,
                'After {n} minute without use, or Ctrl + L',
                'After {n} minutes without use, or Ctrl + L',
              )}
        </FactLine>
        <FactLine name={t('Sealed journal')}>
          {cache.journal.ready
            ? `${cache.journal.live === 0 ? t('No unsent decision') : plural(cache.journal.live, '{n} unsent decision', '{n} unsent decisions')}, ${sizeWords(cache.journal.bytes)}`
            : t("Waits for the agency's key")}
        </FactLine>
        {cache.journal.path !== null && (
          <FactLine name={t('Lies in')}>
            <span className="file-path">{cache.journal.path}</span>
          </FactLine>
        )}
      </dl>
    </SettingsPart>
  );
}

function KeychainNotice({ kind }: { kind: CacheState['kind'] }) {
  return kind === 'encrypted' ? (
    <Notice tone="ok" title={t('Reports are kept encrypted')}>
      {t("Their key opens only with this computer's keychain and your secret together.")}
    </Notice>
  ) : (
    <Notice tone="warn" title={t('This workstation has no keychain')}>
      {t('Reports are kept only while the application runs. Unsent decisions are also in the sealed journal.')}
    </Notice>
  );
}
