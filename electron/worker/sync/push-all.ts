import { createPush, type PushDeps } from './push.ts';
import { createHintPush } from './push-hints.ts';
import { createPairPush, type PairPushDeps } from './push-pairs.ts';

/** Sends all that waits for the server: first what was decided about reports, then about pairs, then what was said of hints. */
export function createPushAll(deps: PushDeps & PairPushDeps): ReturnType<typeof createPush> {
  const acts = createPush(deps);
  const pairs = createPairPush(deps);
  const tellHints = createHintPush(deps);
  return {
    release: acts.release,
    round: async (signal) => {
      await acts.round(signal);
      await pairs(signal);
      await tellHints(signal);
    },
  };
}
