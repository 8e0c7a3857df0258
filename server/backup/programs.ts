import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartError } from '../start-error.ts';

export type Written = { bytes: number; sha256: string };
type Command = { program: string; args: readonly string[]; env?: Readonly<Record<string, string>> };

/** The Debian package that provides a program. */
const PACKAGES: Readonly<Record<string, string>> = {
  age: 'age',
  tar: 'tar',
  pg_dump: 'postgresql-client',
  pg_restore: 'postgresql-client',
};

/** The environment variables that libpq's programs read. Arguments would be visible to every account on the machine. */
export function libpqEnvironment(databaseUrl: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const given = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname).replace(/^\[|\]$/g, ''),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/**
 * Pipes a program's output through age into a new file that only its owner can read; an incomplete file is removed.
 * @throws StartError
 */
export async function encryptTo(file: string, source: Command, recipient: string): Promise<Written> {
  const out = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new StartError(`${file} already exists, and an older backup may need it. Name another file.`, 1);
  });
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const [from, age] = [start(source), start({ program: 'age', args: ['--encrypt', '--recipient', recipient] })];
    const counted = async function* (encrypted: AsyncIterable<Buffer>) {
      for await (const chunk of encrypted) {
        hash.update(chunk);
        bytes += chunk.length;
        await out.writeFile(chunk);
        yield chunk;
      }
    };
    const drained = async (chunks: AsyncIterable<Buffer>) => {
      for await (const _ of chunks);
    };
    await allOf(age.ended, from.ended, pipeline(from.stdout, age.stdin), pipeline(age.stdout, counted, drained));
    await out.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await out.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A private key for age: the path of its file, or the key itself. */
export type Identity = { file: string } | { key: string };

/** Pipes a file through age into a program. A key that is not in a file reaches age through a pipe. */
export async function decryptTo(file: string, identity: Identity, target: Command): Promise<void> {
  const [from, key] = 'file' in identity ? [identity.file, ''] : ['-', identity.key];
  const [age, to] = [start({ program: 'age', args: ['--decrypt', '--identity', from, file] }), start(target)];
  to.stdout.resume();
  // age may end before it has read the key, for example because the backup is missing.
  age.stdin.on('error', () => {});
  age.stdin.end(key);
  await allOf(age.ended, to.ended, feed(age.stdout, to.stdin));
}

/**
 * Passes all data to the target. tar and pg_restore may exit before reading the padding at the end; the rest is read
 * anyway, so that age verifies the whole file. The target's exit code says whether it succeeded.
 */
export async function feed(from: Readable, to: Writable): Promise<void> {
  const closed = new Promise<void>((resolve) => to.once('close', resolve));
  to.on('error', () => {});
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (!to.destroyed && !to.write(chunk))
      await Promise.race([new Promise((resolve) => to.once('drain', resolve)), closed]);
  }
  to.end();
}

export async function digestOf(file: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Waits for all parts. If several fail, throws a program's own error, because the others result from it. */
async function allOf(...parts: Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(parts)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const said = failures.find((one) => one instanceof StartError) ?? failures[0];
  if (said !== undefined) throw said;
}

function start({ program, args, env = {} }: Command) {
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return { stdin: child.stdin, stdout: child.stdout, ended: end(program, child) };
}

function end(program: string, child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartError(
          error.code === 'ENOENT'
            ? `${program} is not installed: apt install ${PACKAGES[program]}`
            : `${program}: ${error.message}`,
          1,
        ),
      ),
    );
    child.once('close', (code, signal) =>
      code === 0 ? resolve() : reject(new StartError(`${program} failed (${code ?? signal}): ${said.trim()}`, 1)),
    );
  });
}
