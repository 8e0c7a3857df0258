import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { type LanguageNote, noteWords } from './language-notes.ts';
import { PlaceList } from './place-list.tsx';

/** Texts of a draft that lack a translation, as a warning, and those changed in only one language, as information. */
export function NoteList({
  notes,
  doc = null,
  onGo,
}: {
  notes: readonly LanguageNote[];
  doc?: unknown;
  onGo?: (path: string) => void;
}) {
  const missing = notes.filter(({ why }) => why === 'missing');
  const unchanged = notes.filter(({ why }) => why === 'unchanged');
  const list = (some: readonly LanguageNote[]) => (
    <PlaceList
      lines={some.map((note) => ({ path: `${note.path}.${note.language}`, words: noteWords(note) }))}
      doc={doc}
      onGo={onGo}
    />
  );
  return (
    <>
      {missing.length > 0 && (
        <Notice tone="warn" title={t('policy.nMissingTexts', { n: missing.length })}>
          {list(missing)}
        </Notice>
      )}
      {unchanged.length > 0 && (
        <Notice tone="info" title={t('policy.nOneChanged', { n: unchanged.length })}>
          {list(unchanged)}
        </Notice>
      )}
    </>
  );
}
