import { Button } from 'react-aria-components';
import type { LinkVersion } from '#shared/domain/link-fit.ts';
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
    <section aria-label="Former versions" className="stack">
      <h2 className="section-title">Former versions</h2>
      <ul className="fit-versions">
        {former.map(({ version, at, by }) => (
          <li key={version}>
            <span>
              {versionWords(version)}
              {at !== null && (
                <>
                  , from <DayTime at={at} />
                </>
              )}
              {by !== null && `, by ${by}`}
            </span>
            <Button
              className="button button-quiet"
              aria-label={`Put in force again: ${versionWords(version)}`}
              onPress={() => onAgain(version)}
            >
              Put in force again…
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
