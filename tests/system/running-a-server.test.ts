import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';
import { ownPort } from '../helpers/own-port.ts';
import { publicFolder } from '../helpers/run-folder.ts';
import { until } from '../helpers/workstation.ts';

/*
 * First start, backup and restore as docs/running-a-server.md says: its commands are read from it and run as root, with
 * Debian's own PostgreSQL and the server's own account. Only paths and ports are replaced, and systemctl starts and stops
 * the processes itself.
 */
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
const programs = `/usr/lib/postgresql/${versions.at(-1)}/bin`;
const can = process.getuid?.() === 0 && versions.length > 0 && spawnSync('zstd', ['--version']).status === 0;
if (!can)
  console.warn('NOT TESTED: the commands of docs/running-a-server.md. They need root, zstd and Debian’s PostgreSQL.');
const PASSWORD = 'restored-by-the-book';

let base: string;
let ports: [number, number];
let databasePort: number;
let madeAccount = false;
let env: NodeJS.ProcessEnv;

/** The shell commands under a heading of the document. */
function commandsUnder(heading: string): string {
  const text = readFileSync(join(root, 'docs/running-a-server.md'), 'utf8');
  const part = text.split(/^#{2,3} /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...part.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) => block);
  expect(blocks.length).toBeGreaterThan(0);
  return blocks.join('');
}

const backups = () => (existsSync(join(base, 'backups')) ? readdirSync(join(base, 'backups')).sort() : []);

async function follow(heading: string): Promise<string> {
  const script = commandsUnder(heading)
    .replaceAll('/var/backups/p2c-review', join(base, 'backups'))
    .replaceAll('/var/lib/p2c-review', join(base, 'lib'))
    .replaceAll('/etc/p2c-review', join(base, 'etc'))
    .replaceAll('/root/p2c-keys', join(base, 'keys'))
    .replaceAll('@127.0.0.1/p2c', `@127.0.0.1:${databasePort}/p2c`)
    .replaceAll('127.0.0.1:4810', `127.0.0.1:${ports[0]}`)
    .replaceAll('2026-11-24-013000', backups().at(-1) ?? '')
    .replaceAll('p2c-review@4810', `p2c-review@${ports[0]}`)
    .replaceAll('p2c-review@4811', `p2c-review@${ports[1]}`);
  return (await run('sh', ['-euc', script], { env, cwd: base })).stdout;
}

/** Keeps to what systemd does with the unit: one process for each port, with the service's settings. */
const SYSTEMCTL = `#!/bin/sh
set -eu
verb=$1; shift
case $verb in
  stop) while read -r pid; do kill "$pid" 2>/dev/null && tail --pid="$pid" -f /dev/null; done <"$PIDS" || true; : >"$PIDS" ;;
  enable) exec systemctl start $(echo "$@" | sed 's/--now//') ;;
  start) for unit in "$@"; do PORT=\${unit#*@} setsid p2c-server serve >>"$LOG" 2>&1 </dev/null & echo $! >>"$PIDS"; done ;;
esac
`;

beforeAll(async () => {
  if (!can) return;
  execFileSync(process.execPath, ['build/build-all.ts'], { cwd: root });
  base = publicFolder('p2c-handbook-');
  ports = [await ownPort(), await ownPort()];
  databasePort = await ownPort();
  madeAccount = spawnSync('id', ['p2c']).status !== 0;
  if (madeAccount) execFileSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'p2c']);
  for (const name of ['etc', 'bin', 'postgres']) mkdirSync(join(base, name));
  execFileSync('install', ['-d', '-o', 'p2c', '-g', 'p2c', '-m', '0700', join(base, 'lib')]);
  execFileSync('chown', ['postgres:postgres', join(base, 'postgres')]);
  symlinkSync(join(root, 'server/cli/p2c-server.sh'), join(base, 'bin/p2c-server'));
  writeFileSync(join(base, 'bin/systemctl'), SYSTEMCTL);
  chmodSync(join(base, 'bin/systemctl'), 0o755);
  writeFileSync(join(base, 'pids'), '');
  env = {
    PATH: `${join(base, 'bin')}:${process.env.PATH}`,
    PGHOST: join(base, 'postgres'),
    PGPORT: String(databasePort),
    P2C_SETTINGS: join(base, 'etc/environment'),
    P2C_PROGRAM: root,
    PIDS: join(base, 'pids'),
    LOG: join(base, 'server.log'),
  };
  const postgres = (...args: string[]) => run('runuser', ['-u', 'postgres', '--', ...args], { env, cwd: '/' });
  const data = join(base, 'postgres/data');
  await postgres(
    `${programs}/initdb`,
    '-D',
    data,
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--auth-host=scram-sha-256',
    '--auth-local=peer',
  );
  const options = `-p ${databasePort} -h 127.0.0.1 -k ${join(base, 'postgres')}`;
  await postgres(
    `${programs}/pg_ctl`,
    '-D',
    data,
    '-w',
    '-s',
    '-l',
    join(base, 'postgres/log'),
    '-o',
    options,
    'start',
  );
}, 300_000);
afterAll(async () => {
  if (!can) return;
  await run('systemctl', ['stop'], { env }).catch(() => {});
  await run(
    'runuser',
    ['-u', 'postgres', '--', `${programs}/pg_ctl`, '-D', join(base, 'postgres/data'), '-w', '-m', 'immediate', 'stop'],
    { cwd: '/' },
  );
  if (madeAccount) execFileSync('userdel', ['p2c']);
  rmSync(base, { recursive: true, force: true });
});

const url = (nth: 0 | 1) => `http://127.0.0.1:${ports[nth]}`;
const answers = (nth: 0 | 1) =>
  until(
    () =>
      fetch(`${url(nth)}/healthz`).then(
        (answer) => answer.status,
        () => readFileSync(env['LOG'] ?? '', 'utf8'),
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
async function file(): Promise<number> {
  const { status, body } = await post('/api/v1/intake', intake(), { 'intake-key': INTAKE_KEY });
  expect([status, body]).toMatchObject([201, {}]);
  return Number(/-(\d{6})-/.exec(body.trackingNumber)?.[1]);
}
const reports = async (token: string) => {
  const answer = await fetch(`${url(0)}/api/v1/changes?limit=100`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { reports: unknown[] }).reports.length;
};

/** What a test needs besides what the handbook writes. */
const ALSO = `P2C_SECOND_FACTOR=optional\nP2C_INTAKE_KEY=${INTAKE_KEY}\nP2C_LOG=error\nP2C_JOBS=0\nSMTP_URL=smtp://127.0.0.1:9\n`;

test.skipIf(!can)('a server is started for the first time by the commands of its handbook', async () => {
  await follow('Database and settings');
  const settings = join(base, 'etc/environment');
  expect(statSync(settings).mode & 0o077).toBe(0);
  await expect(run('p2c-server', ['list-officers'], { env })).rejects.toMatchObject({
    stderr: expect.stringContaining('has no tables of P2C Review'),
  });
  appendFileSync(settings, ALSO);
  const printed = await follow('Service and first administrator');
  expect(printed).toContain('"ready":true');
  await answers(1);
  const session = {
    name: 'admin',
    password: printed.trim().split('\n').at(-1),
    newPassword: PASSWORD,
    workstation: 'test',
  };
  expect(await post('/api/v1/sessions', session)).toMatchObject({
    status: 201,
    body: { officer: { role: 'administrator' } },
  });
  await run('systemctl', ['stop'], { env });
});

test.skipIf(!can)(
  'a server is backed up and restored by the commands of its handbook, after losing everything',
  async () => {
    await run('systemctl', ['start', `p2c-review@${ports[0]}`], { env });
    await answers(0);
    const { stdout } = await run(
      'p2c-server',
      ['create-officer', '--name', 'rivera', '--display', 'A. Rivera', '--role', 'officer'],
      { env },
    );
    const temporary = stdout.trim().split('\n').at(-1) ?? '';
    const before = [await file(), await file()];
    await follow('Backup');
    expect(backups()).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}-\d{6}$/)]);
    const second = () => Math.floor(Date.now() / 1_000);
    const filed = second();
    await until(
      async () => second(),
      (now) => now > filed,
    );
    // A second one on the same day is filed beside it, as whole.
    await follow('Backup');
    const whole = ['files.tar.zst', 'p2c.dump'];
    expect(backups().map((name) => readdirSync(join(base, 'backups', name)).sort())).toEqual([whole, whole]);
    for (const name of readdirSync(join(base, 'keys'))) expect(statSync(join(base, 'keys', name)).mode & 0o077).toBe(0);
    const lost = await file();

    rmSync(join(base, 'lib'), { recursive: true });
    expect(await follow('Restore')).toMatch(/rows, ok/);
    await answers(0);
    await answers(1);
    // The numbers of the letters that are out are not given again.
    expect(await file()).toBe(lost + 1_000);
    const signedIn = await post('/api/v1/sessions', {
      name: 'rivera',
      password: temporary,
      newPassword: PASSWORD,
      workstation: 'test',
    });
    expect(signedIn.status).toBe(201);
    expect(await reports(signedIn.body.token)).toBe(before.length + 1);
  },
);
