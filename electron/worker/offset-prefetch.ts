import { runSlices } from './slices.ts';

/** A question that is typed over or clicked past at once is not worth it. */
const REST_MS = 250;
/** Nobody who asks something meanwhile waits longer than this. */
const SLICE_MS = 4;

/**
 * After a page of a long queue was read, finds the places of its order in between other work, so that a jump far into it
 * is answered at once. `poke` with every page; a newer one begins anew.
 *
 * @param ahead does a little, and answers whether there is more.
 */
export function startWalkingAhead(ahead: () => boolean) {
  let now: AbortController | null = null;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    now?.abort();
  };
  return {
    poke: (): void => {
      stop();
      timer = setTimeout(() => {
        now = new AbortController();
        // What fails here fails again, and is said, when somebody asks for a page.
        runSlices(ahead, { budgetMs: SLICE_MS, signal: now.signal }).catch(() => undefined);
      }, REST_MS);
    },
    stop,
  };
}
