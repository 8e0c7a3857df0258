import type { Topic } from '#shared/ipc-names.ts';

/**
 * How long notifications about background work (pulling, linking) are batched, in milliseconds: four updates per second
 * feel live enough.
 */
export const BACKGROUND_MS = 250;
const BACKGROUND: ReadonlySet<Topic> = new Set(['reports', 'sync']);

/**
 * Batches notifications. Notifications about a user's actions are sent in the same event-loop turn, together with all
 * pending ones. Notifications about background work are sent at once if none was sent recently, otherwise after a
 * pause. Without batching, a pull of 100,000 reports would make the window request its rows and counts a thousand
 * times, and the pull would wait for the responses.
 */
export function createNews(say: (topics: Topic[]) => void): (topic: Topic) => void {
  const fresh = new Set<Topic>();
  let soon: NodeJS.Immediate | null = null;
  let later: NodeJS.Timeout | null = null;

  function tell(): void {
    soon = null;
    if (fresh.size > 0) {
      say([...fresh]);
      fresh.clear();
    }
    if (later !== null) clearTimeout(later);
    later = setTimeout(() => {
      later = null;
      if (fresh.size > 0) tell();
    }, BACKGROUND_MS);
    later.unref();
  }

  return (topic) => {
    fresh.add(topic);
    if (soon === null && (later === null || !BACKGROUND.has(topic))) soon = setImmediate(tell);
  };
}
