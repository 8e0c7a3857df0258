import { publishPolicy } from '../commands/agency/publish-policy.ts';
import { type Draw, drawSample } from '../commands/second-review/draw-sample.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';

const BY = { actor: 'system', source: 'demo-data' };
const SHARE_PERCENT = 10;

/**
 * Turns on second review for a share of decisions, and draws last week's sample, so that a supervisor finds decisions
 * to review. The first policy selects no decisions, because each agency decides that for itself.
 */
export async function drawDemoSample(deps: Deps): Promise<Draw | null> {
  const policy = await currentPolicy(deps.db);
  const review = { ...policy.review, sharePercent: SHARE_PERCENT };
  await publishPolicy(deps, { ...policy, review }, BY, { why: 'Second review, to try it in the demonstration.' });
  return drawSample(deps, BY);
}
