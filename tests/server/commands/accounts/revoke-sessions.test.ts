import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeSessions } from '#server/commands/accounts/revoke-sessions.ts';
import { findSession } from '#server/db/session.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { waitForLocks } from '../../../helpers/lock-waits.ts';

const BY = { actor: 'administrator', source: 'test' };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

describe('a revocation', () => {
  test('reaches a session that is signing out at the same time', async () => {
    const { db, now } = agency.deps;
    const account = await agency.makeOfficer();
    const { token } = await agency.signIn(account);
    const revoking = await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('session')
        .set({ revoked_at: now(), ended_why: 'signed_out' })
        .where('officer_id', '=', account.officer.id)
        .execute();
      const running = revokeSessions(agency.deps, { name: account.name }, BY);
      await waitForLocks(db, 1);
      return { running };
    });
    await revoking.running;
    expect(await findSession(db, token, now())).toBe('revoked');
  });
});
