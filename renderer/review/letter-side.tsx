import type { ActKind } from '#shared/domain/act.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { useLetter } from './use-letter.ts';

const NO_LETTER = t('The person gets no letter.');
const NOT_YET: Record<ActKind, string> = {
  approve: t('Choose an offense title, and the letter appears here.'),
  reject: t('Choose a reason, and the letter appears here.'),
  follow_up: t('Tick what is missing, and the letter appears here.'),
  log_call: t('A missed call sends a letter; it appears here.'),
  escalate: NO_LETTER,
  assign: NO_LETTER,
  note: NO_LETTER,
  correct: NO_LETTER,
  return: t('Say why, and the letter appears here.'),
  uphold_appeal: t('Give the reason, and the letter appears here.'),
  grant_appeal: t('The letter appears here.'),
};

/** What stands beside a letter that the officer may not be able to read. */
const READING = {
  en: { lead: t('In English, for you to read; this one is not sent:'), label: t('The letter in English') },
  es: { lead: t('In Spanish, for you to read; this one is not sent:'), label: t('The letter in Spanish') },
};

/** The letter exactly as it will be sent, redrawn with every change of the form. */
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
    // Long letters scroll here, so Tab must reach this.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="review-letter" aria-label={t('The letter as it will be sent')} tabIndex={0}>
      <LetterHere kind={kind} ready={ready} letter={letter} />
    </section>
  );
}

function LetterHere({ kind, ready, letter }: Parameters<typeof LetterSide>[0]) {
  if (!ready) return <LetterPlaceholder>{NOT_YET[kind]}</LetterPlaceholder>;
  if (letter.error !== null) {
    return <ErrorNotice error={letter.error} title={t('The letter could not be drawn')} onRetry={letter.refresh} />;
  }
  const { value } = letter;
  if (value === undefined) return letter.slow ? <Skeleton lines={9} label={t('Drawing the letter')} /> : null;
  if (value.letter === null) return <LetterPlaceholder>{t('No letter is sent for this.')}</LetterPlaceholder>;
  return (
    <>
      {letter.changed && (
        <Notice tone="warn" role="alert" title={t('The wording of this letter changed just now')}>
          {t('This is the new wording.')}
        </Notice>
      )}
      <div className={letter.slow ? 'letters letter-stale' : 'letters'}>
        <LetterSheet letter={value.letter} label={t('The letter')} />
        {value.reading !== null && (
          <div>
            <p className="letter-reading">{READING[value.reading.language].lead}</p>
            <LetterSheet letter={value.reading} label={READING[value.reading.language].label} />
          </div>
        )}
      </div>
    </>
  );
}
