import { Button } from 'react-aria-components';
import type { LinkVersion } from '#shared/domain/link-fit.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { versionWords } from './fit-words.ts';

/** Every version that was in force; each can be put in force again. */
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
    <section aria-label={t('Former versions')} className="stack">
      <h2 className="section-title">{t('Former versions')}</h2>
      <ul className="fit-versions">
        {former.map(({ version, at, by }) => (
          <li key={version}>
            <span>
              {versionWords(version)}
              {at !== null && <>{rich(', from {when}', { when: <DayTime at={at} /> })}</>}
              {by !== null && t(', by {name}', { name: by })}
            </span>
            <Button
              className="button button-quiet"
              aria-label={t('Put in force again: {version}', { version: versionWords(version) })}
              onPress={() => onAgain(version)}
            >
              {t('Put in force again…')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
