import { Button } from 'react-aria-components';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { useTitles } from '../ui/titles.tsx';
import { namedPath, valueAt } from './document.ts';
import { CODED_LISTS, isCodedList } from './new-codes.ts';
import { pathWords } from './policy-words.ts';

const MOST = 20;

/**
 * The title of the entry at a path according to the draft, which may have entries that the version in force doesn't.
 */
function titleIn(doc: unknown, path: string, titles: PolicyTitles): string | undefined {
  const [list = '', place = ''] = path.split('.');
  if (!isCodedList(list)) return undefined;
  return titles.text(Object(valueAt(doc, `${list}.${place}.${CODED_LISTS[list]}`))) || undefined;
}

/** Describes a place in a draft, with list entries by their titles. */
export const placeWords = (doc: unknown, path: string, titles: PolicyTitles): string =>
  pathWords(namedPath(doc, path), titles, titleIn(doc, path, titles));

/**
 * A list of remarks about places in a draft. `doc`, if known, provides the titles of list entries; with `onGo`, each
 * place is a button that leads there.
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
