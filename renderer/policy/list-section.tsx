import { Plus, Trash2, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { useTitles } from '../ui/titles.tsx';
import { listAt, problemUnder, textAt, valueAt } from './document.ts';
import { TextAt } from './fields.tsx';
import { useEditing } from './use-editing.ts';

/** Codes of the lists in the version that the draft was made from: those can't be renamed, as decisions name them. */
export type KnownCodes = ReadonlySet<string>;

/**
 * A list of the policy, such as its reasons: each entry opens to show its fields.
 * @param blank a new entry, which has no code yet; without it, entries can't be added.
 */
export function ListSection({
  list,
  known,
  titleAt = 'title',
  blank,
  children,
}: {
  list: 'reasons' | 'offenses' | 'missingItems' | 'sentences' | 'mustAccept';
  known: KnownCodes;
  /** Where an entry has its title. */
  titleAt?: string;
  blank?: object;
  /** The fields of the entry at a path, such as `reasons.0`. */
  children: (path: string) => ReactNode;
}) {
  const titles = useTitles();
  const { doc, put, faults } = useEditing();
  const entries = listAt(doc, list);
  const names = entries.map((entry) => titles.text(Object(valueAt(entry, titleAt))) || t('policy.untitled'));
  return (
    <div className="policy-list">
      {entries.map((entry, at) => {
        const path = `${list}.${at}`;
        const code = textAt(entry, 'code');
        const isNew = !known.has(`${list}.${code}`);
        return (
          // An entry may have no code yet, or twice the same one, so only its place tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          <details className="policy-entry" key={path} {...(isNew ? { open: true } : {})}>
            <summary>
              <span className="policy-entry-title">{names[at]}</span>
              {problemUnder(faults, path) !== undefined && (
                <span className="policy-problem">
                  <TriangleAlert className="icon" aria-hidden />
                  {t('policy.hasProblems')}
                </span>
              )}
            </summary>
            <div className="stack policy-entry-fields">
              {isNew && <TextAt path={`${path}.code`} label={t('policy.code')} />}
              {children(path)}
              <Button
                className="button button-quiet policy-remove"
                aria-label={t('policy.removeName', { name: names[at] ?? '' })}
                onPress={() => put(list, entries.toSpliced(at, 1))}
              >
                <Trash2 className="icon" aria-hidden />
                {t('policy.remove')}
              </Button>
            </div>
          </details>
        );
      })}
      {blank !== undefined && (
        <Button className="button policy-add" onPress={() => put(list, [...entries, { code: '', ...blank }])}>
          <Plus className="icon" aria-hidden />
          {t('policy.add')}
        </Button>
      )}
    </div>
  );
}
