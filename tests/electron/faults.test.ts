import { expect, test } from 'vitest';
import { faultRun } from '../helpers/fault-run.ts';

test('with kills, network faults and deleted caches, every decision shown as saved is carried out once or explained', async () => {
  const run = await faultRun({ seed: 7, kills: 8, decisions: 40, workstations: 2, reports: 80, livesPerCache: 3 });
  expect(run).toMatchObject({
    lost: [],
    doubled: [],
    sentAfterUndo: [],
    backAfterUndo: [],
    unexplained: [],
    lettersTwice: 0,
    failures: [],
    cachesCorrupt: 0,
    auditOk: true,
  });
  expect(run.carriedOut).toBeGreaterThan(10);
  expect(run.carriedOut + run.takenBack + run.needYou + run.decidedAgain).toBeGreaterThanOrEqual(run.saved - run.kills);
  // Only an undo that was interrupted by a kill may have an unknown outcome.
  expect(run.open).toBeLessThanOrEqual(run.kills);
  expect(run.serverKills).toBeGreaterThan(0);
  expect(run.cachesDeleted).toBeGreaterThan(0);
  // Two caches remain at the end, so others must have been checked, too.
  expect(run.cachesChecked).toBeGreaterThan(2);
  expect(run.recovered).toBeGreaterThan(0);
  expect(run.tokensRenewed).toBeGreaterThan(0);
});
