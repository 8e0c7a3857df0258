import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';
import { trySignIn } from '../../helpers/signing-in.ts';

let agency: Agency;
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const run = (...args: string[]) => runServerCommand(built, agency, args);
const codeOf = async (account: { name: string; password: string }) => {
  const { body } = await trySignIn(agency, account);
  const error = body.error as { code: string; detail?: { code: string } };
  return error.detail?.code ?? error.code;
};

test('confirm-account lets in an account that nobody else can confirm, and the log says who agreed', async () => {
  const { token } = await agency.signedIn('administrator');
  const other = await agency.makeOfficer('supervisor');
  const body = { name: 'waits', displayName: 'Officer Waits', role: 'officer' };
  const { body: made } = await agency.call('POST', '/api/v1/accounts', { token, body });
  const account = { name: 'waits', password: made.password as string };
  expect(await codeOf(account)).toBe('awaiting_second_person');
  const refused = await run('confirm-account', '--name', 'waits');
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining(`Someone else can confirm this on the page Confirmations: ${other.officer.displayName}.`),
  ]);
  expect(await codeOf(account)).toBe('awaiting_second_person');
  await run('disable-officer', '--name', other.name);
  expect(await run('confirm-account', '--name', 'waits')).toEqual({
    code: 0,
    out: 'waits can sign in now\n',
    err: '',
  });
  expect(await codeOf(account)).toBe('new_password_needed');
  const row = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ action }) => action === 'officer.confirm');
  expect(row).toMatchObject({ actor: 'command line', target: made.account.id });
  expect(await run('confirm-account', '--name', 'waits')).toMatchObject({ code: 1, err: 'Not found: waits\n' });
});

test('link-officer gives an account to a person in the directory, once, and its password works no more', async () => {
  const [one, other] = [await agency.makeOfficer(), await agency.makeOfficer()];
  const link = (name: string) =>
    run('link-officer', '--name', name, '--issuer', 'https://login.example', '--subject', 'person-7');
  expect((await link(one.name)).out).toContain(`${one.name} signs in through the directory from now on`);
  expect(await codeOf(one)).toBe('bad_credentials');
  const again = await link(other.name);
  expect([again.code, again.err]).toEqual([1, `${other.name} or this person is linked already.\n`]);
  expect((await link('nobody')).err).toBe('Not found: nobody\n');
});
