import { Plus, Trash2, TriangleAlert, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { problemAt } from '../wording/error-words.ts';
import { listAt, problemUnder, textAt, valueAt } from './document.ts';
import { TextAt } from './fields.tsx';
import { CODED_LISTS, type CodedList } from './new-codes.ts';
import { useEditing } from './use-editing.ts';

/**
 * A list in the policy, such as its reasons; each entry opens to show its fields.
 * @param blank a new entry, which gets its code from its title.
 */
export function ListSection({
  list,
  addWords,
  blank,
  children,
}: {
  list: CodedList;
  addWords: string;
  blank: object;
  /** The fields of the entry at a path, such as `reasons.0`; `isNew` decides which of them can still be changed. */
  children: (path: string, isNew: boolean) => ReactNode;
}) {
  const titles = useTitles();
  const { doc, put, faults, known, notes } = useEditing();
  const [added, setAdded] = useState<number | null>(null);
  const [removed, setRemoved] = useState<{ at: number; entry: unknown; name: string } | null>(null);
  const newest = useRef<HTMLDetailsElement>(null);
  const putBack = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone, so focus the button that restores the entry.
  useEffect(() => {
    if (removed !== null) putBack.current?.focus();
  }, [removed]);
  useEffect(() => {
    if (added === null) return;
    newest.current?.querySelector<HTMLElement>('input, textarea')?.focus();
    // Focusing scrolls only the first field into view, so scroll again to show as much of the entry as possible.
    newest.current?.scrollIntoView({ block: 'start' });
  }, [added]);
  const entries = listAt(doc, list);
  const nameOf = (entry: unknown) => titles.text(Object(valueAt(entry, CODED_LISTS[list]))) || t('policy.untitled');
  // An error about the list as a whole, such as that some kind of report has no entry.
  const problem = problemAt(faults, list);
  const remove = (at: number) => {
    setRemoved({ at, entry: entries[at], name: nameOf(entries[at]) });
    setAdded(null);
    put(list, entries.toSpliced(at, 1));
  };
  const removedNotice = removed !== null && (
    <Notice
      key="removed"
      tone="info"
      role="status"
      title={t('policy.removed', { name: removed.name })}
      actions={
        <Button
          ref={putBack}
          className="button"
          onPress={() => {
            put(list, entries.toSpliced(removed.at, 0, removed.entry));
            setRemoved(null);
          }}
        >
          <Undo2 className="icon" aria-hidden />
          {t('policy.putBack')}
        </Button>
      }
    />
  );
  return (
    <div className="policy-list">
      {problem !== undefined && <p className="field-error">{problem}</p>}
      {entries.flatMap((entry, at) => {
        const path = `${list}.${at}`;
        const isNew = !known.has(`${list}.${textAt(entry, 'code')}`);
        const name = nameOf(entry);
        const row = (
          <details
            className="policy-entry"
            // A new entry has no code yet, or its code changes while its title is typed, so its path is the key.
            key={isNew ? path : textAt(entry, 'code')}
            ref={at === added ? newest : null}
            data-path={path}
            {...(isNew ? { open: true } : {})}
          >
            <summary>
              <span className="policy-entry-title">{name}</span>
              {problemUnder(faults, path) !== undefined ? (
                <span className="policy-problem">
                  <TriangleAlert className="icon" aria-hidden />
                  {t('policy.hasProblems')}
                </span>
              ) : (
                notes.some((note) => note.why === 'missing' && note.path.startsWith(`${path}.`)) && (
                  <span className="policy-problem policy-missing">
                    <TriangleAlert className="icon" aria-hidden />
                    {t('policy.lacksLanguage')}
                  </span>
                )
              )}
            </summary>
            <div className="stack policy-entry-fields">
              {children(path, isNew)}
              {isNew && (
                <TextAt path={`${path}.code`} label={t('policy.code')} description={t('policy.codeDescription')} />
              )}
              <Button
                className="button button-quiet policy-remove"
                aria-label={t('policy.removeName', { name })}
                onPress={() => remove(at)}
              >
                <Trash2 className="icon" aria-hidden />
                {t('policy.remove')}
              </Button>
            </div>
          </details>
        );
        return removed?.at === at ? [removedNotice, row] : [row];
      })}
      {removed?.at === entries.length && removedNotice}
      <Button
        className="button policy-add"
        onPress={() => {
          put(list, [...entries, { code: '', ...blank }]);
          setAdded(entries.length);
          setRemoved(null);
        }}
      >
        <Plus className="icon" aria-hidden />
        {addWords}
      </Button>
    </div>
  );
}
