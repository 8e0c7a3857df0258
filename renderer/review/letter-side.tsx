import type { ActKind } from '#shared/domain/act.ts';
import type { Letter } from '#shared/letters/letter.ts';
import { languageName } from '#shared/words/languages.ts';
import { language as spoken, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { useLetter } from './use-letter.ts';

const NO_LETTER = t('review.thePersonGetsNoLetter');
const NOT_YET: Record<ActKind, string> = {
  approve: t('review.chooseAnOffenseTitleAnd'),
  reject: t('review.chooseAReasonAndThe'),
  follow_up: t('review.tickWhatIsMissingAnd'),
  log_call: t('review.aMissedCallSendsA'),
  escalate: NO_LETTER,
  assign: NO_LETTER,
  note: NO_LETTER,
  correct: NO_LETTER,
  return: t('review.sayWhyAndTheLetter'),
  uphold_appeal: t('review.giveTheReasonAndThe'),
  grant_appeal: t('review.theLetterAppearsHere'),
};

/** Texts for the translation shown next to a letter that the officer may not be able to read. */
const reading = ({ language }: Pick<Letter, 'language'>) => {
  const name = languageName(language, spoken());
  return { lead: t('review.copyForYouToRead', { language: name }), label: t('review.theLetterIn', { language: name }) };
};

/** The letter exactly as it will be sent, re-rendered on every change of the form. */
export function LetterSide({
  kind,
  ready,
  letter,
}: {
  kind: ActKind;
  ready: boolean;
  letter: ReturnType<typeof useLetter>;
}) {
  return (
    // Long letters scroll, so this must be reachable by Tab.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="review-letter" aria-label={t('review.theLetterAsItWill')} tabIndex={0}>
      <LetterHere kind={kind} ready={ready} letter={letter} />
    </section>
  );
}

function LetterHere({ kind, ready, letter }: Parameters<typeof LetterSide>[0]) {
  if (!ready) return <LetterPlaceholder>{NOT_YET[kind]}</LetterPlaceholder>;
  if (letter.error !== null) {
    return <ErrorNotice error={letter.error} title={t('review.theLetterCouldNotBe')} onRetry={letter.refresh} />;
  }
  const { value } = letter;
  if (value === undefined) return letter.slow ? <Skeleton lines={9} label={t('review.drawingTheLetter')} /> : null;
  if (value.letter === null) return <LetterPlaceholder>{t('review.noLetterIsSentFor')}</LetterPlaceholder>;
  return (
    <>
      {letter.changed && (
        <Notice tone="warn" role="alert" title={t('review.theWordingOfThisLetter')}>
          {t('review.thisIsTheNewWording')}
        </Notice>
      )}
      <div className={letter.slow ? 'letters letter-stale' : 'letters'}>
        <LetterSheet letter={value.letter} label={t('review.theLetter')} />
        {value.reading !== null && (
          <div>
            <p className="letter-reading">{reading(value.reading).lead}</p>
            <LetterSheet letter={value.reading} label={reading(value.reading).label} />
          </div>
        )}
      </div>
    </>
  );
}
