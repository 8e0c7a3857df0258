import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { linkOfficer } from '#server/commands/accounts/link-officer.ts';
import { readAudit } from '#server/db/audit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { openTestBrowser, redeem, startWay, throughProvider } from '../../helpers/browser-flow.ts';
import { bundle } from '../../helpers/bundle.ts';
import { type IdentityProvider, type Person, startIdentityProvider } from '../../helpers/identity-provider.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

const BY = { actor: 'test', source: 'test' };
const TO = 'sergeants@agency.example';
let directory: IdentityProvider;
let built: string;
beforeAll(async () => {
  [directory, built] = await Promise.all([startIdentityProvider(), bundle('server/main.ts')]);
});
afterAll(() => directory.stop());

async function startWorld() {
  const agency = await startAgency({ env: { ...directory.env, P2C_SUPERVISORS_TO: TO } });
  onTestFinished(() => agency.stop());
  const signIn = async (sub: string, claims: Person = {}): Promise<string> => {
    directory.people.set(sub, { preferred_username: sub, roles: ['p2c-officers'], ...claims });
    const started = await startWay(agency);
    const { body } = await redeem(agency, started, await throughProvider(agency, openTestBrowser(), started, sub));
    return body.token;
  };
  /** Runs the command with a list whose file is `minutesAgo` minutes old. */
  const disableMissing = (lines: readonly string[], options: readonly string[] = [], minutesAgo = 0) => {
    const file = join(agency.dataDir, 'people.txt');
    writeFileSync(file, lines.join('\n'));
    const at = new Date(Date.now() - minutesAgo * 60_000);
    utimesSync(file, at, at);
    const env = {
      ...directory.env,
      PUBLIC_URL: agency.serverUrl,
      SMTP_URL: agency.mail.url,
      MAIL_FROM: 'p2c@agency.example',
      P2C_SUPERVISORS_TO: TO,
    };
    return runServerCommand(built, agency, ['disable-missing', '--file', file, ...options], env);
  };
  return { agency, signIn, disableMissing };
}
const answerTo = async (agency: Agency, token: string) => {
  const { status, body } = await agency.call('GET', '/api/v1/me', { token });
  return status === 200 ? 'ok' : body.error.code;
};
const disabled = async ({ deps }: Agency) => {
  const rows = await deps.db.selectFrom('officer').select('name').where('disabled_why', '=', 'directory').execute();
  return rows.map(({ name }) => name).sort();
};

test('the next request of an officer who is on no line is refused, and their workstation destroys its key', async () => {
  const { agency, signIn, disableMissing } = await startWorld();
  const local = await agency.signedIn('supervisor');
  const [stays, goes] = [await signIn('stays'), await signIn('goes')];
  for (let n = 0; n < 2; n += 1) {
    const report = await agency.file();
    const officer = (await agency.call('GET', '/api/v1/me', { token: goes })).body;
    await agency.act(local.token, report, { kind: 'assign', to: officer.id, note: '' });
  }
  expect(await answerTo(agency, goes)).toBe('ok');
  const result = await disableMissing(['stays', 'someone.else']);
  expect(result).toEqual({
    code: 0,
    err: '',
    out:
      '2 lines in the list; 1 of 2 accounts disabled\ngoes: disabled\n' +
      'It still has 2 assigned reports: see Accounts, Move reports…\n',
  });
  expect(await Promise.all([goes, stays, local.token].map((token) => answerTo(agency, token)))).toEqual([
    'session_revoked',
    'ok',
    'ok',
  ]);
  const row = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ action }) => action === 'officer.disable');
  expect(row).toMatchObject({ actor: 'command line', detail: { why: 'directory', sessions: 1 } });
  const mail = await agency.mail.mailTo(TO, 'directory: 1 disabled');
  expect(mail.parsed.text).toContain('so their accounts were disabled');
  expect(mail.parsed.text).toContain('goes');
  // The person is back in the directory and signs in again. Then even the old list does not disable the account.
  expect(await answerTo(agency, await signIn('goes'))).toBe('ok');
  const again = await disableMissing(['stays'], [], 5);
  expect(again.out).toContain('goes: left alone, signed in through the directory after the list was written');
  expect(await disabled(agency)).toEqual([]);
});

test('a renamed person is found by subject, by object id and by the username of the last sign-in, and by no former one', async () => {
  const { agency, signIn, disableMissing } = await startWorld();
  for (const [sub, oid] of [['by-subject'], ['by-id', 'Oid-7'], ['by-name'], ['by-old-name']] as const) {
    await signIn(sub, { preferred_username: `${sub}@old.example`, oid });
    await signIn(sub, { preferred_username: `${sub}@New.example`, oid });
  }
  const list = ['by-subject', 'Oid-7', 'BY-NAME@new.example', 'by-old-name@old.example'];
  expect((await disableMissing(list)).code).toBe(0);
  expect(await disabled(agency)).toEqual(['by-old-name@old.example']);
});

test('an account that was linked and never signed in through the directory is left alone and named', async () => {
  const { agency, signIn, disableMissing } = await startWorld();
  await signIn('stays');
  const linked = await agency.makeOfficer();
  await linkOfficer(agency.deps, { name: linked.name, issuer: directory.url, subject: 'linked-1' }, BY);
  const { code, out } = await disableMissing(['stays']);
  expect([code, out]).toEqual([
    0,
    expect.stringContaining(`${linked.name}: left alone, this person's username in the directory`),
  ]);
  expect(await disabled(agency)).toEqual([]);
});

test('an account that an administrator disabled stays so', async () => {
  const { agency, signIn, disableMissing } = await startWorld();
  for (const sub of ['stays', 'barred']) await signIn(sub);
  await changeAccount(agency.deps, { name: 'barred' }, { kind: 'disable' }, BY);
  expect((await disableMissing(['stays'])).out).toContain('0 of 1 account disabled');
  expect(await disabled(agency)).toEqual([]);
});

test('a list that looks broken changes nothing and says what it would have done, unless told --yes', async () => {
  const { agency, signIn, disableMissing } = await startWorld();
  const people = Array.from({ length: 19 }, (_, n) => `person${n}`);
  for (const sub of people) await signIn(sub);
  for (const [list, why] of [
    [[], 'The list is empty. Nothing was changed'],
    [['', '  ', '""'], 'The list is empty. Nothing was changed'],
    [['userPrincipalName'], 'No one on the list has an account here. Nothing was changed'],
    [people.slice(4), 'That is more than a fifth of the accounts. Nothing was changed'],
  ] as const) {
    const refused = await disableMissing(list);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(why) });
    expect(refused.out).toContain('person0: would be disabled');
  }
  expect((await disableMissing(people.slice(1), ['--dry-run'])).out).toContain('1 of 19 accounts would be disabled');
  expect(await disabled(agency)).toEqual([]);
  expect(await disableMissing(people.slice(4), ['--yes'])).toMatchObject({ code: 0 });
  expect(await disabled(agency)).toEqual(people.slice(0, 4));
});

test('without a directory there is nothing to compare with', async () => {
  const agency = await startAgency();
  onTestFinished(() => agency.stop());
  const result = await runServerCommand(built, agency, ['disable-missing', '--file', 'none.txt']);
  expect([result.code, result.err]).toEqual([1, expect.stringContaining('P2C_OIDC_ISSUER is not set')]);
});
