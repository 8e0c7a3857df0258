import type { ActKind } from '#shared/domain/act.ts';
import type { Language } from '#shared/domain/report.ts';
import { language as spokenHere, t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';

/** What the note of an act is for. `inside`: it stays inside the agency; else it goes into the letter, word for word. */
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

/** Label, description and language of an act's note; `autoFocus` where nothing comes before it in the form. */
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
