import type { ReviewSheet } from '#shared/domain/second-review.ts';
import { languageName } from '#shared/words/languages.ts';
import { language as spoken, t } from '../t.ts';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { useLive } from '../use-live.ts';

/**
 * The letter that will be sent if the first decision is set aside, plus a translated copy if it is in another language.
 */
export function LetterThatGoes({
  reportId,
  letter,
}: {
  reportId: string;
  letter: NonNullable<ReviewSheet['sendBack']>['letter'];
}) {
  // The letter doesn't depend on the cause, which is only for use inside the agency, so any cause will do here.
  const act = { kind: 'return', cause: '-', note: '' } as const;
  const asked = letter === null ? null : { reportId, act, language: spoken() };
  const { value } = useLive('letter.preview', asked, ['policy', 'reports']);
  if (letter === null) return <LetterPlaceholder>{t('second-review.noLetterGoes')}</LetterPlaceholder>;
  // If this workstation doesn't have the latest change yet, its letter differs from the server's, so don't use it.
  const same = value?.letter?.text === letter.text ? value : null;
  const copy = same?.reading ?? null;
  const language = copy === null ? '' : languageName(copy.language, spoken());
  const sheet = same?.letter ? { ...letter, language: same.letter.language } : letter;
  return (
    <>
      <h3 className="section-title">{t('second-review.letterThatGoes')}</h3>
      <LetterSheet letter={sheet} label={t('second-review.letterThatGoes')} />
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
