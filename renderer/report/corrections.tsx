import { PencilLine } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { Correction } from '#shared/domain/correction.ts';
import { t } from '../t.ts';
import { valueWords } from '../wording/field-words.ts';

/** Corrections to show next to the reporter's own words, oldest first. */
export const Corrections = createContext<readonly Correction[]>([]);

/** The newest correction of a field; renders nothing if the field has none. */
export function Corrected({ field }: { field: string }) {
  const standing = useContext(Corrections).findLast((one) => one.field === field);
  if (standing === undefined) return null;
  return (
    <div className="corrected">
      <PencilLine className="tag-icon" aria-hidden />
      <span>
        <strong dir="auto">{valueWords(field, standing.value)}</strong>{' '}
        <span className="faint" title={standing.why}>
          {t('report.correctedByName', { name: standing.by.displayName })}
        </span>
      </span>
    </div>
  );
}
