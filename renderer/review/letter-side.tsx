import { useEffect, useRef } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Letter } from '#shared/letters/letter.ts';
import { languageName } from '#shared/words/languages.ts';
import { language as spoken, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { useLetter } from './use-letter.ts';

const NO_LETTER = t('review.noLetterGoesToTheReporter');
const NOT_YET: Record<ActKind, string> = {
  approve: t('review.chooseAnOffenseTitleToSee'),
  reject: t('review.chooseAReasonToSeeThe'),
  follow_up: t('review.checkWhatIsMissingToSee'),
  log_call: t('review.aMissedCallSendsALetter'),
  message: t('review.writeToSeeTheLetter'),
  escalate: NO_LETTER,
  assign: NO_LETTER,
  note: NO_LETTER,
  correct: NO_LETTER,
  return: t('review.sayWhyToSeeTheLetter'),
  uphold_appeal: t('review.enterTheReasonToSeeThe'),
  grant_appeal: t('review.theLetterWillAppearHere'),
};

/**
 * UI strings for the translated copy of the letter, which is shown in case the officer cannot read the letter's language.
 */
const reading = ({ language }: Pick<Letter, 'language'>) => {
  const name = languageName(language, spoken());
  return {
    lead: t('review.languageCopyForYouToRead', { language: name }),
    label: t('review.letterInLanguage', { language: name }),
  };
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
  const { former } = letter;
  const side = useRef<HTMLElement>(null);
  // Scrolls to the text that a choice changed, because that is what the officer looks for.
  useEffect(() => {
    if (former !== null) side.current?.querySelector('.letter-new')?.scrollIntoView({ block: 'nearest' });
  }, [former]);
  return (
    // Long letters scroll, so this must be reachable by Tab.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="review-letter" ref={side} aria-label={t('review.letterAsItWillBeSent')} tabIndex={0}>
      <LetterHere kind={kind} ready={ready} letter={letter} />
    </section>
  );
}

function LetterHere({ kind, ready, letter }: Parameters<typeof LetterSide>[0]) {
  if (!ready) return <LetterPlaceholder>{NOT_YET[kind]}</LetterPlaceholder>;
  if (letter.error !== null) {
    return <ErrorNotice error={letter.error} title={t('review.couldntPrepareTheLetter')} onRetry={letter.refresh} />;
  }
  const { value } = letter;
  if (value === undefined) return letter.slow ? <Skeleton lines={9} label={t('review.preparingTheLetter')} /> : null;
  if (value.letter === null) return <LetterPlaceholder>{t('review.noLetterIsSentForThis')}</LetterPlaceholder>;
  return (
    <>
      {letter.changed && (
        <Notice tone="warn" role="alert" title={t('review.thisLettersWordingJustChanged')}>
          {t('review.thisIsTheNewWording')}
        </Notice>
      )}
      <div className={letter.slow ? 'letters letter-stale' : 'letters'} aria-busy={letter.slow}>
        <LetterSheet letter={value.letter} label={t('review.letter')} former={letter.former} />
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
