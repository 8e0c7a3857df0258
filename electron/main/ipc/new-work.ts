import type { Channel } from '#shared/ipc-names.ts';

/**
 * Channels that decide something new. Below the floor of the agency's releases they are refused: what was decided is
 * still sent, undone or discarded, and everything can be read. What administrators do (accounts, services, roll-outs) is
 * not in it: that touches no report, and pausing or publishing a release is what brings workstations above the floor.
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
