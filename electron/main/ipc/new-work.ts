import type { Channel } from '#shared/ipc-names.ts';

/**
 * Channels that make new decisions. They are refused below the minimum version; earlier decisions can still be sent,
 * undone or discarded, and everything can be read. Administrators' channels (accounts, services, roll-outs) are not
 * included: they touch no report, and pausing or publishing a release is how workstations get above the minimum.
 */
export const NEW_WORK: ReadonlySet<Channel> = new Set<Channel>([
  'review.act',
  'pairs.decide',
  'pairs.undo',
  'hints.say',
  'reviews.decide',
  'reviews.take-over',
  'reviews.close',
  'reviews.answer',
  'reviews.unblind',
  'courtesy.done',
  'papers.printed',
  'rms.push',
  'holds.place',
  'holds.lift',
  'holds.keep',
  'linkage.publish',
  'policy.open',
  'policy.publish',
]);
