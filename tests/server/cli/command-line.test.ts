import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptChecks } from '#server/db/key-checks.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { makeRelease, makeSigners } from '../../helpers/releases.ts';
import { runServerCommand } from '../../helpers/server-command.ts';
import { trySignIn } from '../../helpers/signing-in.ts';
import { writeSpringfield } from '../../helpers/springfield.ts';

let agency: Agency;
/** The built command, as in production: it starts in half the time that the sources take. */
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency(), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const run = (args: string[], env?: Record<string, string>) => runServerCommand(built, agency, args, env);

test('create-officer creates an account, prints its password once, and the account can sign in', async () => {
  const args = ['create-officer', '--name', 'Rivera', '--display', 'Officer Rivera', '--role', 'officer'];
  const made = await run(args);
  expect([made.code, made.err]).toEqual([
    0,
    expect.stringMatching(/^No supervisor was notified of this by e-mail: .*\n$/),
  ]);
  const password = made.out.trim().split('\n').at(-1) ?? '';
  const account = { name: 'rivera', password };
  expect((await trySignIn(agency, account)).body.error.code).toBe('new_password_needed');
  const session = await trySignIn(agency, account, { newPassword: 'a heron over the river' });
  expect(session.body.officer).toMatchObject({ displayName: 'Officer Rivera', role: 'officer' });
  const again = await run(args);
  expect([again.code, again.out, again.err]).toEqual([1, '', 'This username is taken.\n']);
  const { actor, source } = await agency.deps.db
    .selectFrom('audit')
    .select(['actor', 'source'])
    .where('action', '=', 'officer.create')
    .where('target', '=', session.body.officer.id)
    .executeTakeFirstOrThrow();
  expect([actor, source]).toEqual([
    'command line',
    expect.stringMatching(new RegExp(`^command line: ${userInfo().username}`)),
  ]);
});

test('help is printed and exits with 0, for all commands and for one; a command that is not known exits with 2', async () => {
  for (const word of ['--help', '-h', 'help']) {
    const { code, out, err } = await run([word], { DATABASE_URL: '' });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: p2c-server COMMAND.*\n {2}serve {10}/);
  }
  const one = await run(['create-officer', '--help'], { DATABASE_URL: '' });
  expect([one.code, one.out, one.err]).toEqual([0, expect.stringMatching(/^Usage: create-officer --name N /), '']);
  // Options that the short line omits are listed, too.
  for (const [command, option] of [
    ['publish-update', '--channel NAME'],
    ['verify-audit', '--anchors FILE'],
    ['init', '--dry-run'],
    ['publish-policy', '--why TEXT'],
    ['restore', 'Usage: restore --backup DIR --identity FILE --database NAME\nRestore a backup into a new database'],
    ['database-roles', 'Usage: database-roles [--former ROLE] [--database NAME]\nPrint the SQL'],
    ['mail-bounced', 'printed instead'],
  ] as const)
    expect((await run([command, '--help'])).out).toContain(option);
  const unknown = await run(['frobnicate']);
  expect([unknown.code, unknown.out, unknown.err]).toEqual([
    2,
    '',
    'There is no command frobnicate. For a list: p2c-server help\n',
  ]);
  const near = await run(['list-officer']);
  expect([near.code, near.err]).toEqual([2, expect.stringMatching(/Did you mean .*list-officers/)]);
});

test('--version prints the version of the program', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test("unlock-officer releases all of an account's locks or just one, and list-officers shows them", async () => {
  const account = await agency.makeOfficer();
  for (const address of ['127.0.0.1', '2001:db8::7']) {
    for (let n = 0; n < 5; n += 1) await trySignIn(agency, { ...account, password: 'wrong' }, { address });
  }
  await expect(agency.signIn(account)).rejects.toThrow('423');
  const listed = async () =>
    (await run(['list-officers'])).out.split('\n').find((line) => line.startsWith(account.name));
  expect(await listed()).toMatch(/locked for address [^;]+; address /);
  const one = await run(['unlock-officer', '--name', account.name, '--source', 'address 127.0.0.1']);
  expect([one.code, one.out]).toEqual([0, `${account.name} is unlocked but still locked for address 2001:db8::/64\n`]);
  await agency.signIn(account);
  expect((await run(['unlock-officer', '--name', account.name])).out).toContain('is unlocked everywhere');
  expect(await listed()).not.toContain('locked');
  expect((await run(['unlock-officer', '--name', 'nobody'])).code).toBe(1);
});

test('disable, enable, reset-password and reset-second-factor work, and list-officers shows the result', async () => {
  const account = await agency.makeOfficer('records');
  const name = ['--name', account.name];
  await agency.signIn(account);
  expect((await run(['list-sessions'])).out).toMatch(new RegExp(`\\t${account.name}\\ttest\\t`));
  expect((await run(['disable-officer', ...name])).code).toBe(0);
  await expect(agency.signIn(account)).rejects.toThrow('401');
  expect((await run(['list-officers'])).out).toMatch(new RegExp(`^${account.name}\\t.*\\trecords\\t.*disabled`, 'm'));
  expect((await run(['list-sessions'])).out).not.toContain(account.name);
  expect((await run(['enable-officer', ...name])).code).toBe(0);
  await agency.signIn(account);
  const reset = await run(['reset-password', ...name]);
  const password = reset.out.trim().split('\n').at(-1) ?? '';
  expect((await trySignIn(agency, { ...account, password })).body.error.code).toBe('new_password_needed');
  expect((await run(['reset-second-factor', ...name])).code).toBe(0);
  expect((await run(['disable-officer', '--name', 'nobody'])).err).toBe('Not found: nobody\n');
});

test('revoke-workstation ends the sessions of everyone who used it', async () => {
  const [one, other] = [await agency.makeOfficer(), await agency.makeOfficer()];
  const at = { workstation: 'Stolen laptop' };
  const tokens = [await trySignIn(agency, one, at), await trySignIn(agency, other, at)].map(({ body }) => body.token);
  const elsewhere = await agency.signIn(one);
  expect((await run(['revoke-workstation', '--workstation', 'Stolen laptop'])).out).toContain('2 sessions at Stolen');
  for (const token of tokens) {
    expect((await agency.call('GET', '/api/v1/me', { token })).body.error.code).toBe('session_revoked');
  }
  expect((await agency.call('GET', '/api/v1/me', elsewhere)).status).toBe(200);
});

test('revoke-sessions ends them, and a workstation that uses one learns it was revoked', async () => {
  const account = await agency.makeOfficer();
  const { token } = await agency.signIn(account);
  const { out } = await run(['revoke-sessions', '--name', account.name]);
  expect(out).toContain(`1 sessions of ${account.name} ended.`);
  expect(out).toContain('even for officers who had signed out');
  const answer = await agency.call('GET', '/api/v1/me', { token });
  expect([answer.status, answer.body.error.code]).toEqual([401, 'session_revoked']);
  expect((await agency.call('GET', '/api/v1/me', await agency.signIn(account))).status).toBe(200);
  expect((await run(['revoke-sessions', '--name', 'nobody'])).code).toBe(1);
});

test('verify-audit counts the rows and exits with 1 at the first bad one', async () => {
  const good = await run(['verify-audit']);
  expect([good.code, good.out]).toEqual([0, expect.stringMatching(/^\d+ rows, ok\nhead \d+:[0-9a-f]{64}\n$/)]);
  const { db } = agency.deps;
  await sql`alter table audit disable trigger all`.execute(db);
  await sql`update audit set actor = 'x' where seq = 2`.execute(db);
  const bad = await run(['verify-audit']);
  expect([bad.code, bad.out]).toEqual([1, '']);
  expect(bad.err).toContain('broken at row 2');
});

test('publish-update puts out a signed release, and its roll-out is paused, widened and withdrawn by command', async () => {
  const signers = makeSigners();
  const folder = await makeRelease(signers, { version: '2.0.0', sequence: 9 });
  const keys = { P2C_UPDATE_KEYS: signers.keys.agency.join() };
  const listed = async () => ((await run(['updates'])).out.split('\n')[1] ?? '').split('\t').slice(0, 8).join(' ');
  try {
    expect((await run(['updates'])).out).toBe('No releases.\n');
    const wrong = await run(['publish-update', '--dir', tmpdir()], keys);
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringContaining('Nothing was published. There is no release.json'),
    ]);
    const done = await run(['publish-update', '--dir', folder, '--share', '30', '--window', '22:00-05:00'], keys);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain('published version 2.0.0 (sequence 9, channel stable, medium)');
    expect(await listed()).toBe('2.0.0 9 stable medium no floor live 30% 22:00-05:00');
    await run(['pause-update', '--version', '2.0.0']);
    expect(await listed()).toContain('paused 30%');
    await run(['resume-update', '--version', '2.0.0']);
    await run(['set-update-share', '--version', '2.0.0', '--share', '100']);
    expect(await listed()).toContain('live 100%');
    await run(['set-update-window', '--version', '2.0.0', '--window', '01:00-04:30']);
    expect(await listed()).toContain('live 100% 01:00-04:30');
    await run(['set-update-window', '--version', '2.0.0', '--window', 'none']);
    expect(await listed()).toContain('live 100% at quit');
    expect((await run(['set-update-window', '--version', '2.0.0', '--window', '9-5'])).code).toBe(2);
    await run(['withdraw-update', '--version', '2.0.0']);
    expect(await listed()).toContain('withdrawn 100%');
    const again = await run(['resume-update', '--version', '2.0.0']);
    expect([again.code, again.err]).toEqual([
      1,
      'Nothing was changed. Version 2.0.0 was withdrawn; publish a newer one.\n',
    ]);
    const { db } = agency.deps;
    const rows = await db.selectFrom('audit').select('action').where('target', '=', '2.0.0').execute();
    expect(rows.map(({ action }) => action)).toEqual(['update.publish', ...Array(6).fill('update.roll_out')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('export-audit writes a file that verify-export accepts without a database, until the file is changed', async () => {
  // Uses its own agency because another test in this file breaks the log.
  const own = await startAgency();
  const here = { DATABASE_URL: own.databaseUrl, P2C_DATA_DIR: own.dataDir };
  const file = join(own.dataDir, 'audit.jsonl');
  const made = await run(['export-audit', '--file', file], here);
  expect([made.code, made.err]).toEqual([0, '']);
  const head = /head (\d+:[0-9a-f]{64})/.exec(made.out)?.[1] ?? '';
  expect((await run(['verify-audit', '--head', head], here)).code).toBe(0);
  expect(
    (await run(['verify-audit', '--head', head.replace(/.$/, (one) => (one === '0' ? '1' : '0'))], here)).code,
  ).toBe(1);
  const alone = { DATABASE_URL: 'postgres://x:x@127.0.0.1:1/x' };
  const key = (await run(['anchor-key'], here)).out.trim();
  for (const known of [
    ['--head', head],
    ['--anchor-key', key],
  ]) {
    const checked = await run(['verify-export', '--file', file, ...known], alone);
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining(`head ${head}`)]);
  }
  // The file alone can't tell whether it is complete.
  const unknown = await run(['verify-export', '--file', file], alone);
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('Give --anchor-key')]);
  const at = Number(head.split(':')[0]);
  const beyond = await run(['verify-export', '--file', file, '--head', `${at + 1}:${'0'.repeat(64)}`], alone);
  expect([beyond.code, beyond.err]).toEqual([1, expect.stringContaining('rows were cut off its end')]);
  // The file is never overwritten.
  expect((await run(['export-audit', '--file', file], here)).code).toBe(1);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"outcome":"success"', '"outcome":"failure"'));
  const changed = await run(['verify-export', '--file', file], alone);
  expect([changed.code, changed.err]).toEqual([1, expect.stringMatching(/line \d+: row \d+ was changed/)]);
  expect((await run(['verify-export', '--file', `${file}.not`], alone)).code).toBe(1);
  await own.stop();
});

test('bad arguments print an explanation and exit with code 2', async () => {
  for (const [args, env, words] of [
    [['dance'], {}, 'There is no command'],
    [['create-officer', '--name', 'x'], {}, '--display is missing'],
    [['create-officer', '--name', 'x', '--display', 'y', '--role', 'king'], {}, '--role: Must be one of: officer'],
    // A name that is too long for the contract's responses would lock the officer out of everything.
    [
      ['create-officer', '--name', 'x', '--display', 'y'.repeat(161), '--role', 'officer'],
      {},
      '--display: Enter no more than 160',
    ],
    [
      ['create-officer', '--name', 'x', '--display', 'a\nb', '--role', 'officer'],
      {},
      '--display: This text contains a character',
    ],
    [
      ['create-officer', '--name', 'a b', '--display', 'y', '--role', 'officer'],
      {},
      '--name: A username can have letters',
    ],
    [['publish-update', '--folder', 'x'], {}, '--folder'],
    [['publish-update', '--dir', 'x', '--share', '101'], {}, '--share must be'],
    [['publish-update', '--dir', 'x', '--window', '9-5'], {}, '--window must look like'],
    [['pause-update', '--version', '1.0'], {}, '--version must look like'],
    [['verify-audit'], { P2C_UPDATE_KEYS: 'x' }, 'P2C_UPDATE_KEYS: '],
    [['verify-audit'], { PORT: 'http' }, 'PORT: '],
  ] as const) {
    const answer = await run([...args], env);
    expect([args[0], answer.code]).toEqual([args[0], 2]);
    expect(answer.err).toContain(words);
    expect(answer.err).not.toContain('    at ');
  }
});

test('an unreachable database is reported in one sentence', async () => {
  const answer = await run(['verify-audit'], { DATABASE_URL: 'postgres://x:hidden-word@127.0.0.1:1/x' });
  expect(answer.code).toBe(1);
  expect(answer.err).toMatch(/^The database cannot be used: .*\n$/);
  expect(answer.err).not.toContain('hidden-word');
});

test('what is wrong with an option comes last, with the usage of that command alone', async () => {
  for (const [args, words] of [
    [['create-officer', '--name', 'x'], '--display is missing'],
    [['link-officer', '--nam', 'x'], "Unknown option '--nam'"],
  ] as const) {
    const { err } = await run([...args]);
    const lines = err.trim().split('\n');
    expect([lines.length, lines[0]]).toEqual([2, expect.stringContaining(`Usage: ${args[0]} --name`)]);
    expect(lines[1]).toContain(words);
  }
});

test('a file that is not there is named in a sentence', async () => {
  const file = join(agency.dataDir, 'bounce.eml');
  expect(await run(['mail-bounced', '--file', file])).toEqual({ code: 1, out: '', err: `There is no ${file}.\n` });
});

test('verify-audit says when --head is of a row that the log does not have', async () => {
  const own = await startAgency();
  const { code, err } = await run(['verify-audit', '--head', `99999:${'0'.repeat(64)}`], {
    DATABASE_URL: own.databaseUrl,
  });
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^The audit log ends at row \d+, before row 99999 of --head: /),
  ]);
  await own.stop();
});

test('replace-key changes nothing while the servers have the key that the database was used with', async () => {
  for (const key of ['server-key', 'recovery-key']) {
    const kept = await keptChecks(agency.deps.db);
    const { code, out } = await run(['replace-key', '--key', key]);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('is the one that the database was used with. Nothing was changed.'),
    ]);
    expect(await keptChecks(agency.deps.db)).toEqual(kept);
  }
  const other = { P2C_SERVER_KEY: randomBytes(32).toString('base64') };
  expect((await run(['replace-key', '--key', 'server-key'], other)).out).toContain('will use a different server-key');
  expect((await keptChecks(agency.deps.db)).has('server-key')).toBe(false);
});

test('publish-policy puts a file in force as the next version, or says what is wrong with it', async () => {
  const before = await agency.policy();
  const file = join(agency.dataDir, 'policy.json');
  writeFileSync(file, JSON.stringify({ ...before, limits: { ...before.limits, holdSeconds: 7 } }));
  const done = await run(['publish-policy', '--file', file]);
  expect([done.code, done.out]).toEqual([0, `version ${before.version + 1} of the policy is now active\n`]);
  expect(done.err).toContain('Check these, with counsel where the law is concerned:\ndanger.to: No one gets an e-mail');
  expect((await agency.policy()).limits.holdSeconds).toBe(7);
  writeFileSync(file, JSON.stringify({ ...before, limits: { ...before.limits, holdSeconds: -1 } }));
  const refused = await run(['publish-policy', '--file', file]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('limits.holdSeconds');
  writeFileSync(file, JSON.stringify({ ...before, agency: { ...before.agency, timeZone: 'America/Hartford' } }));
  const faulty = await run(['publish-policy', '--file', file]);
  expect([faulty.code, faulty.err]).toEqual([1, expect.stringMatching(/cannot be used:\nagency\.timeZone: /)]);
  writeFileSync(file, JSON.stringify({ ...before, agency: { ...before.agency, city: 'Springfield' } }));
  for (const more of [[], ['--dry-run']]) {
    const foreign = await run(['publish-policy', '--file', file, ...more]);
    expect([foreign.code, foreign.err]).toEqual([1, expect.stringContaining('is a policy for Springfield')]);
  }
  expect((await agency.policy()).version).toBe(before.version + 1);
});

test('publish-policy --dry-run names every change or fault and publishes nothing; show-policy prints what it takes', async () => {
  const shown = await run(['show-policy']);
  expect(JSON.parse(shown.out)).toEqual(await agency.policy());
  const { version, letters, limits, ...rest } = await agency.policy();
  const file = join(agency.dataDir, 'next.json');
  const write = (change: object) => writeFileSync(file, JSON.stringify({ ...rest, letters, limits, ...change }));
  write({ limits: { ...limits, promiseDays: 9 } });
  const dry = await run(['publish-policy', '--file', file, '--dry-run']);
  expect([dry.code, dry.out]).toEqual([
    0,
    `limits.promiseDays\n  - ${limits.promiseDays}\n  + 9\n1 changes. Nothing was published; it would become version ${version + 1}.\n`,
  ]);
  const less = structuredClone(letters);
  for (const [kind, name] of [
    ['approved', '{case_number}'],
    ['follow_up', '{link}'],
  ] as const)
    for (const wording of Object.values(less[kind]))
      if (wording !== undefined) wording.paragraphs = wording.paragraphs.filter((one) => !one.includes(name));
  write({ letters: less });
  for (const more of [['--dry-run'], []]) {
    const refused = await run(['publish-policy', '--file', file, ...more]);
    expect(refused.code).toBe(1);
    for (const [language, named] of Object.entries({ en: 'English', es: 'Spanish' })) {
      expect(refused.err).toContain(
        `letters.approved.${language}.paragraphs: The letter “Approved” in ${named} must include {case_number}`,
      );
      expect(refused.err).toContain(
        `letters.follow_up.${language}.paragraphs: The letter “Follow-up” in ${named} must include {link}`,
      );
    }
  }
  expect((await agency.policy()).version).toBe(version);
  write({ limits: { ...limits, promiseDays: 9 } });
  expect((await run(['publish-policy', '--file', file, '--why', 'A new promise.'])).code).toBe(0);
  const published = await agency.deps.db
    .selectFrom('policy_publication')
    .select(['published_by', 'why'])
    .where('version', '=', version + 1)
    .executeTakeFirstOrThrow();
  expect(published).toEqual({ published_by: 'command line', why: 'A new promise.' });
  expect(JSON.parse((await run(['show-policy', '--version', String(version)])).out)).toMatchObject({ version, limits });
  expect((await run(['show-policy', '--version', '99'])).err).toBe('There is no version 99 of the policy.\n');
});

test('rebuild-figures counts everything again, and refuses a day that is none', async () => {
  expect((await run(['rebuild-figures'])).out).toBe('There are no reports to count.\n');
  await agency.file({ facts: { who: { email: null } } });
  expect(await run(['rebuild-figures'])).toMatchObject({ code: 0, out: 'Counted again: 1 days; read 1 reports.\n' });
  const { code, err } = await run(['rebuild-figures', '--from', 'yesterday']);
  expect([code, err]).toEqual([2, '--from must be a day like 2026-03-07\n']);
});

test('a command without a database makes none, and says which one it looked for', async () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'p2c-none-')), 'data');
  const { out, err, code } = await run(['list-officers'], { DATABASE_URL: '', P2C_DATA_DIR: dataDir });
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`There is no database in ${dataDir}. DATABASE_URL is not set`);
  expect(existsSync(dataDir)).toBe(false);
});

test('a command makes no tables in an empty database; migrate does', async () => {
  const name = `empty_${randomBytes(4).toString('hex')}`;
  await sql`create database ${sql.ref(name)}`.execute(agency.deps.db);
  const [url, owner] = [agency.databaseUrl, agency.ownerUrl].map((one) =>
    Object.assign(new URL(one), { pathname: name }),
  );
  if (url === undefined || owner === undefined) throw new Error('no address');
  const there = { DATABASE_URL: url.href };
  const refused = await run(['list-officers'], there);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining(`The database ${name} on ${url.host} has no tables`),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'p2c-init-'));
  const owned = { ...there, MIGRATE_DATABASE_URL: owner.href };
  expect((await run(['init', '--file', '/nowhere.json'], owned)).err).toBe('There is no /nowhere.json.\n');
  expect((await run(['init', '--file', writeSpringfield(folder), '--dry-run'], owned)).code).toBe(0);
  expect((await run(['migrate', '--plan'], there)).out).toContain('0001-baseline');
  const denied = await run(['migrate'], there);
  expect([denied.code, denied.err]).toEqual([
    1,
    expect.stringContaining("this account doesn't have permission to create them"),
  ]);
  rmSync(folder, { recursive: true });
  expect(await run(['migrate'], owned)).toMatchObject({ code: 0, err: '' });
  expect(await run(['list-officers'], there)).toMatchObject({ code: 0, err: '' });
  await sql`drop database ${sql.ref(name)} with (force)`.execute(agency.deps.db);
});
