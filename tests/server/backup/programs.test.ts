import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { decryptTo, encryptTo, feed, libpqEnvironment } from '#server/backup/programs.ts';

const MEGABYTES = Array.from({ length: 8 }, (_, at) => Buffer.alloc(1 << 20, at));

test('a program gets every byte, in order', async () => {
  const cat = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
  const [got] = await Promise.all([buffer(cat.stdout), feed(Readable.from(MEGABYTES), cat.stdin)]);
  expect(got.equals(Buffer.concat(MEGABYTES))).toBe(true);
});

test.each(['head -c 10 >/dev/null', 'exec 0<&-; sleep 0.1', 'exit 0'])(
  'where a program ends before it has read all, the rest is read all the same, and nothing fails: %s',
  async (script) => {
    const early = spawn('sh', ['-c', script]);
    const ended = once(early, 'close');
    let read = 0;
    const source = function* () {
      for (const chunk of MEGABYTES) {
        read += 1;
        yield chunk;
      }
    };
    await feed(Readable.from(source()), early.stdin);
    expect(await ended).toEqual([0, null]);
    expect(read).toBe(MEGABYTES.length);
  },
);

test("what PostgreSQL's programs need is in their environment, the password as it is, and nothing that was not given", () => {
  const url = 'postgres://p2c_app:p%40ss%3Aw%2Ford@db.example.gov:5433/p2c?sslmode=verify-full&sslrootcert=/etc/ca.pem';
  expect(libpqEnvironment(url)).toEqual({
    PGHOST: 'db.example.gov',
    PGPORT: '5433',
    PGUSER: 'p2c_app',
    PGPASSWORD: 'p@ss:w/ord',
    PGDATABASE: 'p2c',
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: '/etc/ca.pem',
  });
  expect(libpqEnvironment('postgres://p2c_app@[::1]/p2c')).toEqual({
    PGHOST: '::1',
    PGUSER: 'p2c_app',
    PGDATABASE: 'p2c',
  });
  expect(libpqEnvironment('postgres://p2c_app@localhost/p2c?host=/run/postgresql')).toMatchObject({
    PGHOST: '/run/postgresql',
  });
});

test.skipIf(!existsSync('/usr/bin/age'))(
  'a private key that is not in a file decrypts a backup and is never on a disk',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'p2c-age-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const key = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const recipient = /public key: (age1\w+)/.exec(key)?.[1] ?? '';
    const backup = join(folder, 'backup.age');
    await encryptTo(backup, { program: 'echo', args: ['a heron'] }, recipient);
    // Whatever is written to a temporary folder fails.
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const plain = join(folder, 'plain');
    await decryptTo(backup, { key }, { program: 'tee', args: [plain] });
    expect(readFileSync(plain, 'utf8')).toBe('a heron\n');
    await expect(decryptTo(join(folder, 'missing'), { key }, { program: 'cat', args: [] })).rejects.toThrow(
      'age failed',
    );
  },
);
