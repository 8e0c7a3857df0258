import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { feed, libpqEnvironment } from '#server/backup/programs.ts';

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
