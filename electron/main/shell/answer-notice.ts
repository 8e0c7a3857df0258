import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from './words.ts';

/** `tells`: it says something of the reports, and is taken back when nobody is signed in any more. */
export type AnswerNotice = { title: string; body: string; tells: boolean };

/**
 * What a notification says when people answered an officer's questions; null where none is shown. Anybody may look at a
 * screen: it names reports by number only, and behind the lock it says nothing but that something waits.
 */
export function answerNotice(
  kind: SessionState['kind'],
  focused: boolean,
  trackingNumbers: readonly string[],
): AnswerNotice | null {
  if (trackingNumbers.length === 0) return null;
  if (kind === 'locked') return { title: 'P2C Review', body: t('menu.somethingWaitsForYou'), tells: false };
  // Who looks at the window sees it in the queue.
  if (kind !== 'signed_in' || focused) return null;
  const [only] = trackingNumbers;
  return trackingNumbers.length === 1
    ? { title: t('menu.thePersonAnswered'), body: t('menu.reportNumber', { number: only ?? '' }), tells: true }
    : {
        title: t('menu.nPersonsAnswered', { n: trackingNumbers.length }),
        body: t('menu.lookUnderAnswered'),
        tells: true,
      };
}
