import { OPENING_USES, type OpeningUse, type OpeningUses } from '#shared/domain/trail.ts';
import { t } from '../t.ts';

const USE_WORDS: Record<OpeningUse, (n: number) => string> = {
  opened: (n) => t('trail.openedNTimes', { n }),
  compared: (n) => t('trail.comparedNTimes', { n }),
  printed: (n) => t('trail.printedNTimes', { n }),
  saved_pdf: (n) => t('trail.savedAsPdfNTimes', { n }),
  copied: () => t('trail.copiedForRecords'),
  attachment_viewed: (n) => t('trail.viewedAttachmentsNTimes', { n }),
  attachment_saved: (n) => t('trail.savedAttachmentsNTimes', { n }),
  previewed: (n) => t('trail.previewedNTimes', { n }),
  found: (n) => t('trail.openedFromSearchNTimes', { n }),
  reviewed: (n) => t('trail.openedForReviewNTimes', { n }),
  as_seen: (n) => t('trail.seenAsItWasNTimes', { n }),
  exported: (n) => t('trail.exportedNTimes', { n }),
  decision_read: (n) => t('trail.readDecisionNTimes', { n }),
  appeal_read: () => t('trail.readAppeal'),
  letter_read: (n) => t('trail.readLetterNTimes', { n }),
};

/** Describes what was done with a report, for example "opened twice, printed". */
export const usesWords = (uses: OpeningUses): string =>
  OPENING_USES.flatMap((use) => {
    const n = uses[use];
    return n === undefined ? [] : [USE_WORDS[use](n)];
  }).join(', ');

/** Formats a duration, for example "40 s" or "4 min". */
export function durationWords(seconds: number): string {
  if (seconds < 60) return t('trail.nSeconds', { n: seconds });
  if (seconds < 5400) return t('times.nMin', { n: Math.round(seconds / 60) });
  return t('times.nHr', { n: Math.round(seconds / 3600) });
}
