import type { SessionState } from '#shared/ipc-shapes.ts';
import { plural, t } from './words.ts';

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
  if (kind === 'locked') return { title: 'P2C Review', body: t('Something waits for you.'), tells: false };
  // Who looks at the window sees it in the queue.
  if (kind !== 'signed_in' || focused) return null;
  const [only] = trackingNumbers;
  return trackingNumbers.length === 1
    ? { title: t('The person answered'), body: t('Report {number}', { number: only ?? '' }), tells: true }
    : {
        title: plural(trackingNumbers.length, '{n} person answered', '{n} persons answered'),
        body: t('Look under “Answered”.'),
        tells: true,
      };
}
