import type { FieldError } from '#shared/field-error.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { fieldSentence } from '../wording/error-words.ts';
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

/** What is wrong with a draft, and where. `doc` names the entries of lists by their codes, if it is known. */
export function FaultList({ faults, doc = null }: { faults: readonly FieldError[]; doc?: unknown }) {
  const titles = useTitles();
  if (faults.length === 0) return null;
  return (
    <Notice tone="warn" title={t('policy.nFaults', { n: faults.length })}>
      <ul className="policy-faults">
        {faults.slice(0, MOST).map(({ path, detail }, at) => (
          // One place may have several problems of the same kind.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            {pathWords(namedPath(doc, path), titles, titleIn(doc, path, titles))}: {fieldSentence({ detail })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
