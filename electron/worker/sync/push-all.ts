import { createPush, type PushDeps } from './push.ts';
import { createHintPush } from './push-hints.ts';
import { createPairPush, type PairPushDeps } from './push-pairs.ts';
import { createTrailPush, type TrailPushDeps } from './push-trail.ts';

export type PushAll = ReturnType<typeof createPush> & {
  /** Sends only the trail, which is all that a role without reports has to send. */
  trail: (signal: AbortSignal) => Promise<void>;
  /** Sends only decisions about reports that the full pull in progress has brought again. */
  pulled: (signal: AbortSignal) => Promise<void>;
};

/**
 * Sends everything that is waiting: decisions about reports first, then decisions about pairs, then hint feedback and the
 * trail.
 */
export function createPushAll(deps: PushDeps & PairPushDeps & TrailPushDeps): PushAll {
  const acts = createPush(deps);
  const pairs = createPairPush(deps);
  const tellHints = createHintPush(deps);
  const sendTrail = createTrailPush(deps);
  return {
    release: acts.release,
    trail: sendTrail,
    pulled: (signal) => acts.round(signal, 'pulled'),
    round: async (signal) => {
      await acts.round(signal);
      await pairs(signal);
      await tellHints(signal);
      await sendTrail(signal);
    },
  };
}
