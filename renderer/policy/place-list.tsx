import { Button } from 'react-aria-components';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { useTitles } from '../ui/titles.tsx';
import { namedPath, valueAt } from './document.ts';
import { CODED_LISTS, isCodedList } from './new-codes.ts';
import { pathWords } from './policy-words.ts';

const MOST = 20;

/** What the entry at a path is called in the draft itself, which may have entries that the version in force hasn’t. */
function titleIn(doc: unknown, path: string, titles: PolicyTitles): string | undefined {
  const [list = '', place = ''] = path.split('.');
  if (!isCodedList(list)) return undefined;
  return titles.text(Object(valueAt(doc, `${list}.${place}.${CODED_LISTS[list]}`))) || undefined;
}

/** Where something is in a draft, in words; entries of lists by their titles. */
export const placeWords = (doc: unknown, path: string, titles: PolicyTitles): string =>
  pathWords(namedPath(doc, path), titles, titleIn(doc, path, titles));

/**
 * What there is to say about places of a draft. `doc` names the entries of lists by their titles, if it is known; with
 * `onGo`, each place is a button that leads there.
 */
export function PlaceList({
  lines,
  doc,
  onGo,
}: {
  lines: readonly { path: string; words: string }[];
  doc: unknown;
  onGo?: ((path: string) => void) | undefined;
}) {
  const titles = useTitles();
  return (
    <ul className="policy-faults">
      {lines.slice(0, MOST).map(({ path, words }, at) => {
        const place = placeWords(doc, path, titles);
        return (
          // One place may have several problems of the same kind.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            {onGo === undefined ? (
              place
            ) : (
              <Button className="button button-link" onPress={() => onGo(path)}>
                {place}
              </Button>
            )}
            : {words}
          </li>
        );
      })}
    </ul>
  );
}
