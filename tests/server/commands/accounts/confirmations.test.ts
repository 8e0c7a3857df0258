import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { Role } from '#shared/domain/officer.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { newestAct, secondPersonAgrees } from '../../../helpers/second-person.ts';
import { trySignIn } from '../../../helpers/signing-in.ts';

let agency: Agency;
let first: { token: string; id: string };
let second: { token: string; id: string };
let supervisor: { token: string; id: string };
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_SUPERVISORS_TO: 'sergeants@agency.example' } });
});
afterAll(() => agency.stop());
beforeEach(async () => {
  const signedIn = async (role: Role) => {
    const { token, officer } = await agency.signedIn(role);
    return { token, id: officer.id };
  };
  [first, second, supervisor] = [
    await signedIn('administrator'),
    await signedIn('administrator'),
    await signedIn('supervisor'),
  ];
});

async function create(role: Role = 'officer') {
  const name = `new.${Math.random().toString(36).slice(2)}`;
  const body = { name, displayName: 'Officer New', role };
  const { body: made } = await agency.call('POST', '/api/v1/accounts', { token: first.token, body });
  return { id: made.account.id as string, name, password: made.password as string, waits: made.account.waitsForSecond };
}
const change = async (id: string, body: object, token = first.token) =>
  (await agency.call('POST', `/api/v1/accounts/${id}/changes`, { token, body })).body;
const decide = async (who: { token: string }, id: string, confirmed = true, seen?: Date) => {
  const askedAt = seen ?? (await newestAct(agency.deps, { id }));
  const { status, body } = await agency.call('POST', `/api/v1/confirmations/${id}`, {
    token: who.token,
    body: { confirmed, askedAt },
  });
  return status === 204 ? 'done' : (body.error.detail?.code ?? body.error.code);
};
const signIn = async (account: Pick<Account, 'name' | 'password'>) => {
  const { status, body } = await trySignIn(agency, account);
  const error = body.error as { code: string; detail?: { code: string } } | undefined;
  return status === 201 ? 'signed in' : (error?.detail?.code ?? error?.code);
};

test('nobody signs in to a new account before a second person agrees', async () => {
  const made = await create('supervisor');
  expect(made.waits).toBe(true);
  expect(await signIn(made)).toBe('awaiting_second_person');
  expect(
    (await agency.call('POST', '/api/v1/second-factor', { body: { name: made.name, password: made.password } })).status,
  ).toBe(403);
  expect(await decide(first, made.id)).toBe('second_person_needed');
  expect(await decide(supervisor, made.id)).toBe('done');
  expect(await signIn(made)).toBe('new_password_needed');
  expect(await decide(second, made.id)).toBe('not_found');
});

test('whoever does not know the password learns nothing about it', async () => {
  const { name } = await create();
  expect(await signIn({ name, password: 'wrong' })).toBe('bad_credentials');
});

test('every role waits: a clerk searches all reports, and an administrator could confirm for the first one', async () => {
  for (const role of ['records', 'administrator'] as const) {
    const made = await create(role);
    expect([made.waits, await signIn(made)]).toEqual([true, 'awaiting_second_person']);
  }
});

test('an administrator whom the first one made or reset decides nothing before someone else agreed', async () => {
  const puppet = await create('administrator');
  const officer = await create();
  await expect(secondPersonAgrees(agency.deps, { id: officer.id }, puppet.id)).rejects.toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
  expect(await decide(first, puppet.id)).toBe('second_person_needed');
  expect(await decide(supervisor, puppet.id)).toBe('done');
  await change(second.id, { kind: 'reset_password' });
  expect(await decide(second, officer.id)).toBe('unauthenticated');
});

test('whoever asked before for something that nobody agreed to may not decide about what followed', async () => {
  const made = await create();
  await change(made.id, { kind: 'set_role', role: 'supervisor' }, second.token);
  expect(await decide(first, made.id)).toBe('second_person_needed');
  expect(await decide(second, made.id)).toBe('second_person_needed');
  expect(await decide(supervisor, made.id)).toBe('done');
});

test('nobody agrees to what was done after they looked', async () => {
  const made = await create();
  const seen = await newestAct(agency.deps, { id: made.id });
  await change(made.id, { kind: 'set_role', role: 'supervisor' });
  expect(await decide(second, made.id, true, seen)).toBe('newer_acts');
  expect(await signIn(made)).toBe('awaiting_second_person');
  expect(await decide(second, made.id)).toBe('done');
  const audited = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ target }) => target === made.id);
  expect(audited).toMatchObject({ action: 'officer.confirm', detail: { acts: ['created', 'role'] } });
});

test('a declined account that is enabled waits again, and still for someone else than who asked first', async () => {
  const made = await create();
  expect(await decide(supervisor, made.id, false)).toBe('done');
  await change(made.id, { kind: 'enable' }, second.token);
  expect(await signIn(made)).toBe('awaiting_second_person');
  expect(await decide(first, made.id)).toBe('second_person_needed');
  expect(await decide(supervisor, made.id)).toBe('done');
  expect(await signIn(made)).toBe('new_password_needed');
});

test('a declined role cannot be used by enabling the account', async () => {
  const clerk = await agency.makeOfficer('records');
  await change(clerk.officer.id, { kind: 'set_role', role: 'supervisor' });
  expect(await decide(second, clerk.officer.id, false)).toBe('done');
  await change(clerk.officer.id, { kind: 'enable' });
  expect(await signIn(clerk)).toBe('awaiting_second_person');
});

test('one administrator alone cannot give a disabled account its role back', async () => {
  const officer = await agency.makeOfficer('supervisor');
  const { id } = officer.officer;
  await change(id, { kind: 'enable' });
  expect(await signIn(officer)).toBe('signed in');
  await change(id, { kind: 'disable' });
  await change(id, { kind: 'enable' });
  expect(await signIn(officer)).toBe('awaiting_second_person');
  expect(await waiting(id)).toMatchObject([{ what: 'enabled', by: { id: first.id }, from: null, to: 'supervisor' }]);
  expect(await decide(first, id)).toBe('second_person_needed');
  expect(await decide(second, id)).toBe('done');
  expect(await signIn(officer)).toBe('signed in');
});

test('the count is of those that the person who asks may decide about', async () => {
  const waiting = async (who: { token: string }) =>
    (await agency.call('GET', '/api/v1/me/confirmations', { token: who.token })).body.waiting as number;
  const [ownBefore, otherBefore] = [await waiting(first), await waiting(supervisor)];
  await create();
  expect([await waiting(first), await waiting(supervisor)]).toEqual([ownBefore, otherBefore + 1]);
});

test('a reset password and another role wait, too', async () => {
  const officer = await agency.makeOfficer();
  const { password } = await change(officer.officer.id, { kind: 'reset_password' });
  expect(await signIn({ name: officer.name, password })).toBe('awaiting_second_person');
  expect(await decide(second, officer.officer.id)).toBe('done');
  expect(await signIn({ name: officer.name, password })).toBe('new_password_needed');
  const clerk = await agency.makeOfficer('records');
  await change(clerk.officer.id, { kind: 'set_role', role: 'officer' });
  expect(await signIn(clerk)).toBe('awaiting_second_person');
});

test('resetting the second factor waits only together with the password', async () => {
  const officer = await agency.makeOfficer();
  await change(officer.officer.id, { kind: 'reset_second_factor' });
  expect(await signIn(officer)).toBe('signed in');
  const { password } = await change(officer.officer.id, { kind: 'reset_password' });
  await decide(second, officer.officer.id);
  await change(officer.officer.id, { kind: 'reset_second_factor' });
  expect(await signIn({ name: officer.name, password })).toBe('awaiting_second_person');
});

test('the account itself may not agree, nor an officer or a clerk', async () => {
  const made = await create();
  expect(await decide(await agency.signedIn('officer'), made.id)).toBe('forbidden');
  expect(await decide(await agency.signedIn('records'), made.id)).toBe('forbidden');
  await expect(secondPersonAgrees(agency.deps, { id: made.id }, made.id)).rejects.toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
});

test('declining disables the account', async () => {
  const made = await create();
  expect(await decide(supervisor, made.id, false)).toBe('done');
  expect(await signIn(made)).toBe('bad_credentials');
  const row = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ action }) => action === 'officer.confirm');
  expect(row).toMatchObject({
    actor: supervisor.id,
    target: made.id,
    detail: { decision: 'declined', asked: first.id },
  });
});

test('the list names what waits, and supervisors get a mail', async () => {
  const made = await create();
  const { body } = await agency.call('GET', '/api/v1/confirmations', { token: supervisor.token });
  expect(body.rows.find((row: { officer: { id: string } }) => row.officer.id === made.id)).toMatchObject({
    why: 'created',
    askedBy: { id: first.id },
  });
  const mail = await agency.mail.mailTo('sergeants@agency.example', `account ${made.name}`);
  expect(mail.parsed.text).toContain('Nobody can sign in to it');
});

const waiting = async (id: string) => {
  const { body } = await agency.call('GET', '/api/v1/confirmations', { token: supervisor.token });
  const row = (body.rows as { officer: { id: string }; acts: { what: string; by: { id: string } }[] }[]).find(
    ({ officer }) => officer.id === id,
  );
  return row?.acts ?? [];
};

test('whoever confirms sees every act that waits, with who did it and the role before and after', async () => {
  const { id } = await create();
  await change(id, { kind: 'reset_password' });
  await change(id, { kind: 'reset_second_factor' }, second.token);
  await change(id, { kind: 'set_role', role: 'supervisor' }, second.token);
  expect(await waiting(id)).toMatchObject([
    { what: 'created', by: { id: first.id }, from: null, to: 'officer' },
    { what: 'password', by: { id: first.id, displayName: expect.stringContaining('administrator') } },
    { what: 'second_factor', by: { id: second.id } },
    { what: 'role', by: { id: second.id }, from: 'officer', to: 'supervisor' },
  ]);
});

test('a second factor that is reset while another change waits is one of its acts', async () => {
  const { officer } = await agency.makeOfficer();
  await change(officer.id, { kind: 'set_role', role: 'records' });
  await change(officer.id, { kind: 'reset_second_factor' }, second.token);
  expect((await waiting(officer.id)).map(({ what }) => what)).toEqual(['role', 'second_factor']);
  expect(await decide(second, officer.id)).toBe('second_person_needed');
});

test('an account that was declined says so, and enabled again it waits with what was declined and who enabled it', async () => {
  const { id, name } = await create();
  const listed = async () => {
    const { body } = await agency.call('GET', `/api/v1/accounts?text=${name}`, { token: first.token });
    const { declined, waitsForSecond } = body.rows[0];
    return { declined, waitsForSecond };
  };
  await decide(supervisor, id, false);
  expect(await listed()).toEqual({ declined: true, waitsForSecond: false });
  await change(id, { kind: 'enable' }, second.token);
  expect(await listed()).toEqual({ declined: false, waitsForSecond: true });
  expect(await waiting(id)).toMatchObject([
    { what: 'created', by: { id: first.id } },
    { what: 'enabled', by: { id: second.id } },
  ]);
});

test('reports are not offered to an account that waits, and of two equal names the username is shown', async () => {
  const { id, name } = await create();
  const colleagues = async () => {
    const { body } = await agency.call('GET', '/api/v1/colleagues', { token: supervisor.token });
    return body.rows as { id: string; displayName: string }[];
  };
  expect((await colleagues()).map((one) => one.id)).not.toContain(id);
  const body = { from: first.id, to: id };
  expect((await agency.call('POST', '/api/v1/reassignments', { token: second.token, body })).status).toBe(409);
  const same = await create();
  for (const one of [id, same.id]) await decide(supervisor, one);
  const shown = (await colleagues())
    .filter((one) => [id, same.id].includes(one.id))
    .map(({ displayName }) => displayName);
  expect(shown.sort()).toEqual([`Officer New (${name})`, `Officer New (${same.name})`].sort());
});
