import type { ReviewSheet } from '#shared/domain/second-review.ts';
import { languageName } from '#shared/words/languages.ts';
import { language as spoken, t } from '../t.ts';
import { LetterPlaceholder, LetterSheet, type LetterView, type SheetLetter } from '../ui/letter-sheet.tsx';
import { useLive } from '../use-live.ts';

export type LetterToSend = {
  letter: SheetLetter;
  /** A translated copy for the reviewer, if the letter is in another language than the screens. */
  copy: LetterView | null;
};

/**
 * Returns the letter that will be sent if the first decision is set aside; null if no letter will be sent. Call it when
 * the form appears, before the letter is shown: a language or a copy that arrives later would move the button below the
 * letter just when it is pressed.
 */
export function useLetterToSend({ reportId, sendBack }: ReviewSheet): LetterToSend | null {
  const letter = sendBack?.letter ?? null;
  // The letter doesn't depend on the cause, which is only for use inside the agency, so any cause will do here.
  const act = { kind: 'return', cause: '-', note: '' } as const;
  const asked = letter === null ? null : { reportId, act, language: spoken() };
  const { value } = useLive('letter.preview', asked, ['policy', 'reports']);
  if (letter === null) return null;
  // If this workstation doesn't have the latest change yet, its letter differs from the server's, so don't use it.
  const same = value?.letter?.text === letter.text ? value : null;
  return {
    letter: same?.letter ? { ...letter, language: same.letter.language } : letter,
    copy: same?.reading ?? null,
  };
}

/** The letter that will be sent if the first decision is set aside, with its copy. */
export function LetterThatGoes({ toSend }: { toSend: LetterToSend | null }) {
  if (toSend === null) return <LetterPlaceholder>{t('second-review.noLetterGoes')}</LetterPlaceholder>;
  const { letter, copy } = toSend;
  const language = copy === null ? '' : languageName(copy.language, spoken());
  return (
    <>
      <h3 className="section-title">{t('second-review.letterThatGoes')}</h3>
      <LetterSheet letter={letter} label={t('second-review.letterThatGoes')} />
      {copy !== null && (
        <div>
          <p className="letter-reading">{t('review.languageCopyForYouToRead', { language })}</p>
          <LetterSheet
            letter={{ subject: copy.subject, text: copy.text, language: copy.language }}
            label={t('review.letterInLanguage', { language })}
          />
        </div>
      )}
    </>
  );
}
