import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { lockAuditChain } from '#server/db/audit.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { intake } from '../../../helpers/builders.ts';
import { waitForLocks } from '../../../helpers/lock-waits.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('two copies of one form, sent on either side of New Year, are filed once and both answered', async () => {
  const { db } = agency.deps;
  const submissionId = randomUUID();
  const fileAt = (at: string) => {
    const deps = { ...agency.deps, now: () => new Date(at) };
    const when = { from: '2026-12-20T06:00:00.000Z', to: '2026-12-20T08:00:00.000Z' };
    return fileReport(deps, intake({ facts: { when } }), { source: 'test', submissionId });
  };

  const copies = await db.transaction().execute(async (trx) => {
    // Filing ends with an audit row, so the first copy has written its report and waits.
    await lockAuditChain(trx);
    const before = fileAt('2026-12-31T12:00:00Z');
    await waitForLocks(db, 1);
    const after = fileAt('2027-01-02T12:00:00Z');
    await waitForLocks(db, 2);
    return { both: Promise.all([before, after]) };
  });
  const [first, second] = await copies.both;

  expect(first).toMatchObject({ repeated: false, trackingNumber: expect.stringMatching(/^T26-/) });
  expect(second).toEqual({ ...first, accessCode: null, repeated: true });
});
