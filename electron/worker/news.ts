import type { Topic } from '#shared/ipc-names.ts';

/** News of what the machine does by itself (pulling, linking) wait so long for more of their kind: four times a second is enough to look alive. */
export const BACKGROUND_MS = 250;
const BACKGROUND: ReadonlySet<Topic> = new Set(['reports', 'sync']);

/**
 * Gathers news into as few messages as nobody notices. What a person did is told in the same turn of the loop, together with
 * all that waits; what comes by itself is told at once when nothing was told lately, else after a pause. A pull of
 * 100,000 reports would otherwise have the window ask a thousand times for its rows and counts, and the pull would wait
 * for the answers.
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
