import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shellUser } from '#server/cli/shell-user.ts';
import { readAudit } from '#server/db/audit.ts';
import { uuidv7 } from '#server/uuid.ts';
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
    expect.stringContaining(`Someone else can confirm this on the Confirmations page: ${other.officer.displayName}.`),
  ]);
  expect(await codeOf(account)).toBe('awaiting_second_person');
  await run('disable-officer', '--name', other.name);
  expect(await run('confirm-account', '--name', 'waits')).toEqual({
    code: 0,
    out: 'waits is confirmed\n',
    err: '',
  });
  expect(await codeOf(account)).toBe('new_password_needed');
  const row = (await readAudit(agency.deps.db, 0, 100_000)).findLast(({ action }) => action === 'officer.confirm');
  expect(row).toMatchObject({ actor: 'command line', target: made.account.id });
  expect(await run('confirm-account', '--name', 'waits')).toMatchObject({
    code: 1,
    err: 'No account named waits is waiting for a second person.\n',
  });
});

const ISSUER = 'https://login.example';
let oidc: Record<string, string>;
beforeAll(() => {
  const secret = join(agency.dataDir, 'oidc-secret');
  writeFileSync(secret, 'a secret');
  oidc = {
    P2C_OIDC_ISSUER: ISSUER,
    P2C_OIDC_CLIENT_ID: 'p2c',
    P2C_OIDC_CLIENT_SECRET_FILE: secret,
    P2C_OIDC_ROLES: 'p2c=officer',
  };
});
const link = (name: string, subject: string, more: string[] = [], env = oidc) =>
  runServerCommand(built, agency, ['link-officer', '--name', name, '--subject', subject, ...more], env);

test('link-officer gives an account to a person in the directory, once, and its password stops working', async () => {
  const [one, other] = [await agency.makeOfficer(), await agency.makeOfficer()];
  const linked = await link(one.name, 'person-7', ['--issuer', `${ISSUER}/`]);
  expect([linked.err, linked.out]).toEqual([
    expect.stringContaining('No supervisor was notified'),
    expect.stringContaining(`${one.name} now signs in through the directory`),
  ]);
  expect(await codeOf(one)).toBe('bad_credentials');
  const again = await link(other.name, 'person-7');
  expect([again.code, again.err]).toEqual([1, `${other.name} or this person is already linked.\n`]);
  expect((await link('nobody', 'person-8')).err).toBe('Not found: nobody\n');
});

test('link-officer refuses a directory that nobody here signs in through, and changes nothing', async () => {
  const one = await agency.makeOfficer();
  const without = await link(one.name, 'person-9', [], {});
  expect([without.code, without.err]).toEqual([1, expect.stringContaining('P2C_OIDC_ISSUER is not set')]);
  const other = await link(one.name, 'person-9', ['--issuer', 'https://elsewhere.example']);
  expect([other.code, other.err]).toEqual([1, expect.stringContaining(`people sign in here through ${ISSUER}`)]);
  await agency.signIn(one);
});

test('the last administrator who can sign in is not linked; of two, one is', async () => {
  const own = await startAgency();
  const there = (args: string[]) => runServerCommand(built, own, args, oidc);
  const toLink = (name: string) => there(['link-officer', '--name', name, '--subject', `person ${name}`]);
  const [first] = await own.deps.db.selectFrom('officer').select('id').where('role', '=', 'administrator').execute();
  expect(first).toBeUndefined();
  const one = await own.makeOfficer('administrator');
  const waits = await own.makeOfficer('administrator');
  await own.deps.db
    .insertInto('account_confirmation')
    .values({
      id: uuidv7(new Date()),
      officer_id: waits.officer.id,
      why: 'created',
      asked_by: 'x',
      asked_at: new Date(),
    })
    .execute();
  const refused = await toLink(one.name);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining(`${one.name} is the only administrator who can sign in`),
  ]);
  await own.signIn(one);
  const other = await own.makeOfficer('administrator');
  expect((await toLink(one.name)).code).toBe(0);
  // The account just linked has not signed in through the directory yet. So `other` is the only administrator who is
  // known to be able to sign in.
  expect((await toLink(other.name)).code).toBe(1);
  const off = await there(['disable-officer', '--name', other.name]);
  expect([off.code, off.out]).toEqual([0, expect.stringContaining('No administrator can sign in now')]);
  await own.stop();
});

test('unlink-officer gives a linked account a password of this server again, which reset-password points to', async () => {
  const one = await agency.makeOfficer();
  await link(one.name, 'person-10');
  for (const command of ['reset-password', 'reset-second-factor']) {
    const refused = await run(command, '--name', one.name);
    expect([refused.code, refused.err]).toEqual([
      1,
      `This account is managed in the agency’s directory: change it there, or run: unlink-officer --name ${one.name}\n`,
    ]);
  }
  expect((await run('list-officers')).out).toMatch(new RegExp(`^${one.name}\t.*\tdirectory$`, 'm'));
  const done = await run('unlink-officer', '--name', one.name);
  const password = done.out.trim().split('\n').at(-1) ?? '';
  expect([done.err, await codeOf({ ...one, password })]).toEqual([
    expect.stringContaining('No supervisor was notified'),
    'new_password_needed',
  ]);
  const rows = await readAudit(agency.deps.db, 0, 100_000);
  expect(rows.findLast(({ action }) => action === 'officer.unlink')).toMatchObject({ target: one.officer.id });
  const again = await run('unlink-officer', '--name', one.name);
  expect([again.code, again.err]).toEqual([1, `${one.name} does not sign in through the directory.\n`]);
});

test('list-officers has a line of names with the time zone, and shows who waits for a second person', async () => {
  const { token } = await agency.signedIn('administrator');
  const body = { name: 'waiting', displayName: 'Officer Waiting', role: 'officer' };
  await agency.call('POST', '/api/v1/accounts', { token, body });
  const { out } = await run('list-officers');
  expect(out.split('\n')[0]).toBe('username\tname\trole\tlast sign-in (UTC)\tstate');
  expect(out).toMatch(/^waiting\t.*waits for confirmation/m);
});

test('disable-officer says what the account still holds', async () => {
  const one = await agency.makeOfficer();
  const { id } = await agency.file();
  const { token } = await agency.signedIn();
  await agency.act(token, await agency.report(id), { kind: 'assign', to: one.officer.id, note: '' });
  const { out } = await run('disable-officer', '--name', one.name);
  expect(out).toContain('It still has 1 assigned report');
});

describe('what a command does without a second person', () => {
  const SUPERVISORS = 'supervisors@agency.example';
  const mailed = () => ({
    SMTP_URL: agency.mail.url,
    PUBLIC_URL: agency.serverUrl,
    P2C_SUPERVISORS_TO: SUPERVISORS,
    MAIL_FROM: 'p2c@agency.example',
  });
  const create = ['create-officer', '--name', 'made-here', '--display', 'Officer Here', '--role', 'officer'];

  test('is mailed to the supervisors before it ends, without the password', async () => {
    const made = await runServerCommand(built, agency, create, mailed());
    expect([made.code, made.err]).toEqual([0, '']);
    const mails = () => agency.mail.mails.filter(({ to }) => to.includes(SUPERVISORS));
    const [mail] = mails();
    expect(mail?.parsed.subject).toBe('P2C Review: account made-here');
    expect(mail?.parsed.text).toContain(`(${shellUser()}) made the account made-here with the role officer.`);
    const reset = await runServerCommand(built, agency, ['reset-password', '--name', 'made-here'], mailed());
    expect(mails().at(-1)?.parsed.text).toContain('gave the account made-here a new temporary password.');
    for (const { out } of [made, reset]) {
      const password = out.trim().split('\n').at(-1) ?? '';
      expect(password.length).toBeGreaterThan(7);
      expect(mails().some(({ raw }) => raw.includes(password))).toBe(false);
    }
  });

  test('is mailed for each command that gives an account back, or takes its second factor away', async () => {
    for (const [command, said] of [
      ['disable-officer', null],
      ['enable-officer', 'let the account made-here sign in again.'],
      ['reset-second-factor', 'removed the second factor of the account made-here.'],
    ] as const) {
      const before = agency.mail.mails.length;
      const ran = await runServerCommand(built, agency, [command, '--name', 'made-here'], mailed());
      expect([ran.code, ran.err]).toEqual([0, '']);
      const texts = agency.mail.mails.slice(before).map(({ parsed }) => parsed.text);
      expect(texts).toEqual(said === null ? [] : [expect.stringContaining(said)]);
    }
  });

  test('is done even if they cannot be told, which it says', async () => {
    agency.mail.refuse(SUPERVISORS, 550);
    const reset = await runServerCommand(built, agency, ['reset-password', '--name', 'made-here'], mailed());
    expect([reset.code, reset.out, reset.err]).toEqual([
      0,
      expect.stringContaining('The temporary password of made-here'),
      expect.stringContaining('No supervisor was notified of this by e-mail: '),
    ]);
  });

  test('is told to nobody where no address is set, which it says', async () => {
    const before = agency.mail.mails.length;
    const { P2C_SUPERVISORS_TO: _, ...nobody } = mailed();
    for (const env of [nobody, {}]) {
      const reset = await runServerCommand(built, agency, ['reset-password', '--name', 'made-here'], env);
      const said = 'No supervisor was notified of this by e-mail: P2C_SUPERVISORS_TO is not set.\n';
      expect([reset.code, reset.err, agency.mail.mails.length]).toEqual([0, said, before]);
    }
  });
});
