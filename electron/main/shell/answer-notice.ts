import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from './words.ts';

/** `tells`: whether the notification mentions reports; if so, it is removed once no one is signed in. */
export type AnswerNotice = { title: string; body: string; tells: boolean };

/**
 * Returns the notification to show when reporters replied to an officer's follow-ups; null for none. Anyone may see the
 * screen, so it names reports by number only, and while locked it only says that something is waiting.
 */
export function answerNotice(
  kind: SessionState['kind'],
  focused: boolean,
  trackingNumbers: readonly string[],
): AnswerNotice | null {
  if (trackingNumbers.length === 0) return null;
  if (kind === 'locked') return { title: 'P2C Review', body: t('menu.somethingNeedsYourAttention'), tells: false };
  // An officer who is looking at the window sees the reply in the queue.
  if (kind !== 'signed_in' || focused) return null;
  const [only] = trackingNumbers;
  return trackingNumbers.length === 1
    ? { title: t('menu.reporterReplied'), body: t('menu.reportNumber', { number: only ?? '' }), tells: true }
    : {
        title: t('menu.nReportersReplied', { n: trackingNumbers.length }),
        body: t('menu.seeReporterRepliedInTheQueue'),
        tells: true,
      };
}
