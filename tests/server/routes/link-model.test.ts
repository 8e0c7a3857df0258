import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { LinkFitting } from '#shared/domain/link-fit.ts';
import { LEAST_DECISIONS } from '#shared/link/refit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { decideAboutPairs } from '../../helpers/decided-pairs.ts';

let agency: Agency;
let administrator: SignInResult;
let officer: SignInResult;
/** Milliseconds by which the server's clock is moved forward, so that a sign-in seems long ago. */
let ahead = 0;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date(Date.now() + ahead), env: { P2C_PROOF_MINUTES: '10' } });
  officer = await agency.signedIn();
  administrator = await agency.signedIn('administrator');
});
afterAll(() => agency.stop());

const token = () => administrator.token;
const state = async (): Promise<LinkFitting> => {
  const { status, body } = await agency.call('GET', '/api/v1/link-model/fitting', { token: token() });
  expect(status).toBe(200);
  return body;
};
const fit = () => agency.call('POST', '/api/v1/link-model/fits', { token: token() });
const publish = (body: object) => agency.call('POST', '/api/v1/link-model/versions', { token: token(), body });
const inForce = async (): Promise<{ version: number }> =>
  (await agency.call('GET', '/api/v1/link-model', { token: officer.token })).body;
const actions = async () =>
  (await readAudit(agency.deps.db, 0, 100_000)).filter(({ action }) => action.startsWith('link_model.'));

test('with too few decisions the server reports how many there are, and fits nothing', async () => {
  const ships = { version: 0, at: null, by: null };
  expect(await state()).toEqual({ decisions: 0, needed: LEAST_DECISIONS, versions: [ships], fit: null });
  const refused = await fit();
  expect(refused.status).toBe(409);
  expect(refused.body.error).toMatchObject({
    code: 'act_not_allowed',
    message: expect.stringContaining('0 decisions'),
  });
  expect(await actions()).toEqual([]);
});

test('an administrator has the weights refitted, compares old and new, and reauthenticates to put them in force', async () => {
  await decideAboutPairs(agency, officer.officer.id, LEAST_DECISIONS);
  // Two simultaneous requests share one fit, and the server answers other requests meanwhile.
  const [made, again, meanwhile] = await Promise.all([fit(), fit(), agency.call('GET', '/healthz')]);
  expect(meanwhile.status).toBe(200);
  expect(made.status).toBe(201);
  expect(again.body.id).toBe(made.body.id);
  expect(made.body).toMatchObject({ basedOn: 0, decisions: LEAST_DECISIONS });
  expect(made.body.old.map(({ threshold }: { threshold: number }) => threshold)).toEqual([0.5, 0.95]);
  expect(made.body.weights).toContainEqual(
    expect.objectContaining({ hypothesis: 'same_person', comparison: 'phone', level: 'same', words: null }),
  );
  // Fitting does not put a model into force. The last fit, with who made it, is kept until it is published.
  expect((await inForce()).version).toBe(0);
  expect((await state()).fit).toEqual({ ...made.body, by: administrator.officer.displayName });

  ahead = 11 * 60_000;
  expect((await publish({ fit: made.body.id })).body.error.code).toBe('proof_needed');
  expect((await inForce()).version).toBe(0);
  ahead = 0;
  const published = await publish({ fit: made.body.id });
  expect([published.status, published.body]).toEqual([201, { version: 1 }]);
  expect((await inForce()).version).toBe(1);
  const after = await state();
  expect(after.fit).toBeNull();
  expect(after.versions).toMatchObject([
    { version: 1, by: administrator.officer.displayName },
    { version: 0, by: null },
  ]);
  expect(await actions()).toMatchObject([
    { action: 'link_model.fit', actor: administrator.officer.id, target: made.body.id },
    { action: 'link_model.publish', actor: administrator.officer.id, target: '1', detail: { fit: made.body.id } },
  ]);
});

test('a fit that is not the latest, or not based on the version in force, cannot be put in force', async () => {
  const first = (await fit()).body;
  const second = (await fit()).body;
  const stale = await publish({ fit: first.id });
  expect([stale.status, stale.body.error.code]).toEqual([409, 'stale_version']);
  expect((await actions()).at(-1)).toMatchObject({
    action: 'link_model.publish',
    outcome: 'failure',
    actor: administrator.officer.id,
    detail: { fit: first.id, why: 'stale_version' },
  });
  expect((await publish({ version: 0 })).body).toEqual({ version: 2 });
  expect((await publish({ fit: second.id })).body.error.code).toBe('stale_version');
  expect((await state()).fit).toBeNull();
});

test('an earlier version can be restored as a new one; an unknown version is a 404', async () => {
  expect((await publish({ version: 1 })).body).toEqual({ version: 3 });
  const { versions } = await state();
  expect(versions.map(({ version }) => version)).toEqual([3, 2, 1, 0]);
  expect((await publish({ version: 99 })).status).toBe(404);
  expect((await publish({ model: {} })).status).toBe(400);
});
