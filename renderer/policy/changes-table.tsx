import { NOT_LISTED, type PolicyChange } from '#shared/domain/policy-difference.ts';
import { t } from '../t.ts';
import { useTitles } from '../ui/titles.tsx';
import { changeNotes, noteWords } from './language-notes.ts';
import { pathWords } from './policy-words.ts';
import { valueWords } from './value-words.ts';

/** The changes in a draft: where, before, and after. */
export function ChangesTable({ label, changes }: { label: string; changes: readonly PolicyChange[] }) {
  const titles = useTitles();
  const notes = changeNotes(changes);
  if (changes.length === 0) return <p className="faint">{t('policy.nChanges', { n: 0 })}</p>;
  return (
    <table className="tray-table policy-changes" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('policy.where')}</th>
          <th scope="col">{t('policy.before')}</th>
          <th scope="col">{t('policy.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => {
          const note = notes.get(path);
          return (
            <tr key={path}>
              <th scope="row">{pathWords(path, titles)}</th>
              <td className="policy-text">{changedValue(path, before)}</td>
              <td className="policy-text">
                {changedValue(path, after)}
                {note !== undefined && <span className="field-warning">{noteWords(note)}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function changedValue(path: string, value: string | null): string {
  if (value === NOT_LISTED) return t('policy.notListed');
  return value === null ? t('policy.none') : valueWords(path, value);
}
