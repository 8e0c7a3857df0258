import { expect, test } from 'vitest';
import { killRun } from '../helpers/kill-run.ts';

test('whichever process is killed under load, every acknowledged report, act and letter exists exactly once', async () => {
  const counts = await killRun({ kills: 3, workers: 3 });
  expect(counts).toMatchObject({
    serverKills: 2,
    postgresKills: 1,
    lostIntakes: 0,
    lostActs: 0,
    doubledActs: 0,
    wrongLetters: 0,
    caseNumberGaps: 0,
    auditOk: true,
  });
  expect(counts.intakes).toBeGreaterThan(10);
  expect(counts.acts).toBeGreaterThan(10);
});
