import { Button } from 'react-aria-components';
import type { LinkVersion } from '#shared/domain/link-fit.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { versionWords } from './fit-words.ts';

/** Lists every version that has been in use; each can be restored. */
export function LinkageVersions({
  versions,
  onAgain,
}: {
  versions: readonly LinkVersion[];
  onAgain: (version: number) => void;
}) {
  const former = versions.slice(1);
  if (former.length === 0) return null;
  return (
    <section aria-label={t('linkage.previousVersions')} className="stack">
      <h2 className="section-title">{t('linkage.previousVersions')}</h2>
      <ul className="fit-versions">
        {former.map(({ version, at, by }) => (
          <li key={version}>
            <span>
              {versionWords(version)}
              {at !== null && <>{rich('linkage.fromWhen', { when: <DayTime at={at} /> })}</>}
              {by !== null && t('linkage.byName', { name: by })}
            </span>
            <Button
              className="button button-quiet"
              aria-label={t('linkage.reactivateVersion', { version: versionWords(version) })}
              onPress={() => onAgain(version)}
            >
              {t('linkage.reactivate')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
