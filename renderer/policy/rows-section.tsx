import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { listAt } from './document.ts';
import { useEditing } from './use-editing.ts';

/** A list in the policy whose entries have no code, such as the retention rules; each entry is a group of fields. */
export function RowsSection({
  list,
  addWords,
  blank,
  nameOf,
  children,
}: {
  list: 'retention' | 'otherPolice';
  addWords: string;
  blank: object;
  /** The heading of an entry. */
  nameOf: (entry: unknown, at: number) => string;
  /** The fields of the entry at a path, such as `retention.0`. */
  children: (path: string) => ReactNode;
}) {
  const { doc, put } = useEditing();
  const addButton = useRef<HTMLButtonElement>(null);
  const entries = listAt(doc, list);
  const [added, setAdded] = useState<number | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (added !== null) rows.current?.children[added]?.scrollIntoView({ block: 'start' });
  }, [added]);
  return (
    <div className="policy-list" ref={rows}>
      {entries.map((entry, at) => {
        const path = `${list}.${at}`;
        const name = nameOf(entry, at);
        return (
          // Entries have no code, and two may be equal, so only their index tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <section className="policy-row" key={path} aria-label={name} data-path={path}>
            <h2 className="section-title">{name}</h2>
            {children(path)}
            <Button
              className="button button-quiet policy-remove"
              aria-label={t('policy.removeName', { name })}
              onPress={() => {
                put(list, entries.toSpliced(at, 1));
                addButton.current?.focus();
              }}
            >
              <Trash2 className="icon" aria-hidden />
              {t('policy.remove')}
            </Button>
          </section>
        );
      })}
      <Button
        ref={addButton}
        className="button policy-add"
        onPress={() => {
          put(list, [...entries, structuredClone(blank)]);
          setAdded(entries.length);
        }}
      >
        <Plus className="icon" aria-hidden />
        {addWords}
      </Button>
    </div>
  );
}
