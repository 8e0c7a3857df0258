import type { ActKind } from '#shared/domain/act.ts';
import type { Language } from '#shared/domain/report.ts';
import { language as spokenHere, t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';

/** What an act's note is for. `inside`: the note stays internal; otherwise it goes into the letter word for word. */
const NOTES: Record<ActKind, { label: string; inside: boolean; first?: true }> = {
  approve: { label: t('review.noteToThePersonOptional'), inside: false },
  reject: { label: t('review.noteToThePersonOptional'), inside: false },
  follow_up: { label: t('review.noteToThePersonOptional'), inside: false },
  log_call: { label: t('common.noteForColleaguesOptional'), inside: true },
  escalate: { label: t('review.whyASupervisorShouldSee'), inside: true, first: true },
  assign: { label: t('review.noteForWhoeverTakesIt'), inside: true },
  note: { label: t('review.noteForColleagues'), inside: true, first: true },
  correct: { label: t('review.howYouKnowThis'), inside: true },
  return: { label: t('review.noteToThePersonOptional'), inside: false },
  uphold_appeal: { label: t('review.whyTheDecisionStands'), inside: false, first: true },
  grant_appeal: { label: t('review.noteToThePersonOptional'), inside: false, first: true },
};

/** Label, description and language of an act's note; `autoFocus` if it is the first field in the form. */
export function noteWords(kind: ActKind, language: Language) {
  const { label, inside, first } = NOTES[kind];

  return {
    label,
    description: inside
      ? t('common.staysInsideTheAgency')
      : language === spokenHere()
        ? t('review.goesIntoTheLetterWord')
        : t('review.goesIntoTheLetterWordFor', {
            language: LANGUAGE_WORDS[language],
          }),
    ...(inside ? {} : { lang: language }),
    ...(first === true ? { autoFocus: true } : {}),
  };
}
