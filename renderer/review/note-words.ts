import type { ActKind } from '#shared/domain/act.ts';
import type { Person } from '#shared/domain/report.ts';
import { deliveryChannel } from '#shared/letters/mail-address.ts';
import { language as spokenHere, t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';

/**
 * Label and handling of each act's note. With `inside`, the note stays internal; with `isOnPage`, the reporter reads it
 * on the report's own page; otherwise it goes into the letter word for word.
 */
const NOTES: Record<ActKind, { label: string; inside: boolean; first?: true; isOnPage?: true }> = {
  approve: { label: t('review.noteToReporterOptional'), inside: false },
  reject: { label: t('review.noteToReporterOptional'), inside: false },
  follow_up: { label: t('review.noteToReporterOptional'), inside: false },
  log_call: { label: t('common.internalNoteOptional'), inside: true },
  message: { label: t('review.messageToReporter'), inside: false, first: true, isOnPage: true },
  escalate: { label: t('review.whyASupervisorShouldSeeThis'), inside: true, first: true },
  assign: { label: t('review.noteForTheOfficerTakingIt'), inside: true },
  note: { label: t('review.internalNote'), inside: true, first: true },
  correct: { label: t('review.howYouKnowThis'), inside: true },
  return: { label: t('review.noteToReporterOptional'), inside: false },
  uphold_appeal: { label: t('review.whyTheDecisionStands'), inside: false, first: true },
  grant_appeal: { label: t('review.noteToReporterOptional'), inside: false, first: true },
};

/** Label, description and language of an act's note; `autoFocus` if it is the first field in the form. */
export function noteWords(kind: ActKind, who: Person) {
  const { label, inside, first, isOnPage } = NOTES[kind];
  const { language } = who;
  return {
    label,
    description: inside
      ? t('common.notSharedOutsideTheAgency')
      : isOnPage === true
        ? t('review.readOnThePage', { way: deliveryChannel(who) })
        : language === spokenHere()
          ? t('review.goesIntoTheLetterWordFor')
          : t('review.goesIntoTheLetterWordFor2', {
              language: LANGUAGE_WORDS[language],
            }),
    ...(inside ? {} : { lang: language }),
    ...(first === true ? { autoFocus: true } : {}),
  };
}
