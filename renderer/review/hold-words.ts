import { t } from '../t.ts';

/** Describes when an act will be sent and which key undoes it until then; `key` is null if no key does. */
export function holdWords(seconds: number, key: string | null): string {
  if (seconds <= 0) return t('review.sentRightAway');
  if (seconds % 60 === 0) {
    const n = seconds / 60;
    return key === null ? t('review.sendsInNMinutesYouCan', { n }) : t('review.sendsInNMinutesPressKey', { n, key });
  }
  const n = seconds;
  return key === null ? t('review.sendsInNSecondsYouCan', { n }) : t('review.sendsInNSecondsPressKey', { n, key });
}
