import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const signIn = (name: string, password: string) =>
  agency.call('POST', '/api/v1/sessions', { body: { name, password, workstation: 'Front desk' } });
const me = (token: string) => agency.call('GET', '/api/v1/me', { token });

test('a correct password opens a session for twelve hours, and signing out ends it', async () => {
  const account = await agency.makeOfficer('supervisor');
  const answer = await signIn(account.name.toUpperCase(), account.password);
  expect(answer.status).toBe(201);
  expect(answer.body.officer).toEqual(account.officer);
  expect(answer.body.expiresAt).toBe(new Date(now.getTime() + 12 * 3_600_000).toISOString());
  const { token } = answer.body;
  expect((await me(token)).body).toEqual(account.officer);
  const out = await agency.call('DELETE', '/api/v1/sessions/current', { token });
  expect([out.status, out.body]).toEqual([204, '']);
  const after = await me(token);
  expect([after.status, after.body.error.code, after.headers.get('www-authenticate')]).toEqual([
    401,
    'unauthenticated',
    'Bearer',
  ]);
});

test('a session expires after twelve hours', async () => {
  const { token } = await agency.signedIn();
  later(12 * 60 - 1);
  expect((await me(token)).status).toBe(200);
  later(1);
  expect((await me(token)).status).toBe(401);
});

test('five wrong passwords in fifteen minutes lock their source for the account until an administrator unlocks it', async () => {
  const { name, password } = await agency.makeOfficer();
  for (let n = 0; n < 5; n += 1) {
    const answer = await signIn(name, 'wrong');
    expect([answer.status, answer.body.error.code]).toEqual([401, 'bad_credentials']);
  }
  later(24 * 60);
  const locked = await signIn(name, password);
  expect([locked.status, locked.body.error.code]).toEqual([423, 'account_locked']);
  await changeAccount(agency.deps, { name }, { kind: 'unlock' }, { actor: 'test', source: 'test' });
  expect((await signIn(name, password)).status).toBe(201);
});

test('wrong passwords that are further apart, or before a correct one, do not add up', async () => {
  const { name, password } = await agency.makeOfficer();
  for (let n = 0; n < 4; n += 1) await signIn(name, 'wrong');
  later(16);
  for (let n = 0; n < 4; n += 1) await signIn(name, 'wrong');
  expect((await signIn(name, password)).status).toBe(201);
  for (let n = 0; n < 4; n += 1) await signIn(name, 'wrong');
  expect((await signIn(name, password)).status).toBe(201);
});

test('five wrong passwords in any fifteen minutes are too many, whenever the first one was', async () => {
  const { name, password } = await agency.makeOfficer();
  for (const who of [name, 'edge.of.the.window']) {
    const codes: string[] = [];
    // Attempts after 0, 13, 13.5, 14, 16, 16.2 and 16.3 minutes. The sixth attempt is the fifth one within fifteen
    // minutes, so the seventh is refused.
    for (const minutes of [13, 0.5, 0.5, 2, 0.2, 0.1, 0]) {
      codes.push((await signIn(who, 'wrong')).body.error.code);
      later(minutes);
    }
    expect(codes).toEqual([...Array(6).fill('bad_credentials'), 'account_locked']);
  }
  expect((await signIn(name, password)).status).toBe(423);
  const slow = await agency.makeOfficer();
  for (let n = 0; n < 8; n += 1) {
    expect((await signIn(slow.name, 'wrong')).body.error.code).toBe('bad_credentials');
    later(4);
  }
  expect((await signIn(slow.name, slow.password)).status).toBe(201);
});

test('ten simultaneous wrong passwords do not reveal whether the name exists', async () => {
  const tenAtOnce = async (name: string) => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(name, 'wrong')));
    return answers.map(({ status, body }) => `${status} ${body.error.code}`).toSorted();
  };
  const five = (what: string) => Array.from({ length: 5 }, () => what);
  for (let round = 0; round < 3; round += 1) {
    const { name } = await agency.makeOfficer();
    for (const who of [name, `nobody.${round}`]) {
      expect(await tenAtOnce(who)).toEqual([...five('401 bad_credentials'), ...five('423 account_locked')]);
    }
  }
});

test('five simultaneous wrong passwords lock it too', async () => {
  const { name, password } = await agency.makeOfficer();
  await Promise.all([1, 2, 3, 4, 5].map(() => signIn(name, 'wrong')));
  expect((await signIn(name, password)).status).toBe(423);
});

test('an unknown name gets exactly the same responses as a real one, attempt by attempt', async () => {
  const { name } = await agency.makeOfficer();
  for (let n = 0; n < 7; n += 1) {
    const [real, unreal] = [await signIn(name, 'wrong'), await signIn('nobody.here', 'wrong')];
    expect([unreal.status, unreal.body]).toEqual([real.status, real.body]);
  }
});

test('no password or token is stored in plain text', async () => {
  const account = await agency.makeOfficer();
  const { token } = await agency.signIn(account);
  const { db } = agency.deps;
  const kept = JSON.stringify([
    await db.selectFrom('officer').selectAll().execute(),
    await db.selectFrom('session').selectAll().execute(),
    await db.selectFrom('audit').selectAll().execute(),
  ]);
  expect(kept).not.toContain(token);
  expect(kept).not.toContain(account.password);
  expect(kept).toContain('$argon2id$v=19$');
});

test('success and failure are in the audit log, without the names that were tried', async () => {
  const { name, officer, password } = await agency.makeOfficer();
  await signIn(name, 'wrong');
  await signIn(name, password);
  await signIn('somebody.else', 'wrong');
  const rows = await agency.deps.db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(3).execute();
  expect(rows.map((row) => [row.action, row.actor, row.outcome, row.source])).toEqual([
    ['session.open', 'nobody', 'failure', '127.0.0.1'],
    ['session.open', officer.id, 'success', '127.0.0.1'],
    ['session.open', officer.id, 'failure', '127.0.0.1'],
  ]);
  expect(JSON.stringify(rows)).not.toContain('somebody');
});

test('malformed tokens, tokens of another scheme and made-up tokens all get the same response', async () => {
  for (const authorization of ['', 'Bearer', `Bearer ${'a'.repeat(43)}`, 'Basic abc', `Bearer ${"'--".repeat(12)}`]) {
    const answer = await agency.call('GET', '/api/v1/me', { headers: { authorization } });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthenticated']);
  }
});
