import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runChild } from '#server/files/bounded-child.ts';
import { CHILD_ENV, type Isolation, sandboxed } from '#server/files/sandbox.ts';
import { type Drawing, openDrawing } from '#server/files/view-copy.ts';
import { photograph } from '../../helpers/pictures.ts';
import { plainPng } from '../../helpers/unfolding.ts';

const hasBubblewrap = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']).status === 0;
const WAYS: Isolation[] = hasBubblewrap ? ['bubblewrap', 'none'] : ['none'];
/** The most memory, in MB, that drawing a picture may use: its own limit, its programs, and a third in reserve. */
const MOST_MB = 600;

describe.each(WAYS)('a picture drawn with isolation %s', (isolation) => {
  let drawing: Drawing;
  let folder: string;
  beforeAll(async () => {
    drawing = await openDrawing(isolation);
    folder = mkdtempSync(join(tmpdir(), 'p2c-drawing-'));
  });
  afterAll(() => {
    drawing.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const draw = (bytes: Buffer) => drawing.viewCopy(Readable.from([bytes]));
  const bounds = (mostMs = 60_000, mostBytes = 100_000) => ({
    mostMs,
    mostBytes,
    env: CHILD_ENV,
    stopped: new AbortController().signal,
  });
  const script = async (text: string) => {
    const path = join(folder, 'script.mjs');
    writeFileSync(path, text);
    return sandboxed(path, isolation);
  };

  test("is upright, smaller, and free of the original's metadata", async () => {
    const copy = await draw(await photograph(3000, 2000));
    if (typeof copy === 'string') throw new Error(copy);
    expect([copy.width, copy.height]).toEqual([1365, 2048]);
    const { width, exif, icc, format } = await sharp(copy.data).metadata();
    expect({ width, exif, icc, format }).toEqual({ width: 1365, format: 'jpeg' });
  });

  test("never uses up the machine's memory, here or in its process: one with a few very long lines is not even started", async () => {
    const before = process.resourceUsage().maxRSS;
    const thin = plainPng({ width: 9_990_000, height: 12, depth: 16, alpha: true });
    const long = plainPng({ width: 1_190_000, height: 100, depth: 16, alpha: true });
    const watched = watchChildren();
    expect([await draw(thin), await draw(long)]).toEqual(['tooManyPixels', 'tooManyPixels']);
    expect(watched.stop()).toBe(0);
    expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(MOST_MB);
  });

  test('of the largest allowed size stays within the memory limit for drawing', async () => {
    const most = plainPng({ width: 5000, height: 5000, depth: 16, alpha: true, interlaced: true });
    const watched = watchChildren();
    expect(await draw(most)).toMatchObject({ width: 2048, height: 2048 });
    const peak = watched.stop();
    expect(peak).toBeGreaterThan(200);
    expect(peak).toBeLessThan(MOST_MB);
  });

  test("that slips past the header check is stopped by its process's memory limit and reported as unreadable", async () => {
    const child = fileURLToPath(new URL('../../../server/files/draw-child.mjs', import.meta.url));
    const command = await sandboxed(child, isolation);
    const long = plainPng({ width: 1_190_000, height: 100, depth: 16, alpha: true });
    const watched = watchChildren();
    expect(await runChild([...command, '2048', '80', '120000000'], long, bounds())).toBeNull();
    expect(watched.stop()).toBeLessThan(MOST_MB);
  });

  test('cannot keep its process running: one that hangs, or outputs without end, is killed', async () => {
    const hangs = await script('setInterval(() => {}, 1000);');
    const watched = watchChildren();
    expect(await runChild(hangs, Buffer.alloc(0), bounds(500))).toBeNull();
    const talks = await script(
      "for (;;) if (!process.stdout.write('x'.repeat(9999))) await new Promise((go) => process.stdout.once('drain', go));",
    );
    expect(await runChild(talks, Buffer.alloc(0), bounds())).toBeNull();
    watched.stop();
    await expect.poll(() => descendants()).toEqual([]);
  });

  test('is drawn by a process that has none of our environment and writes no file', async () => {
    const left = join(folder, 'left-behind');
    const looks = await script(`
      import { writeFileSync } from 'node:fs';
      let wrote = 'something';
      try { writeFileSync(process.argv[2], 'x'); } catch (error) { wrote = error.code; }
      process.stdout.write(JSON.stringify({ names: Object.keys(process.env).sort(), wrote }));`);
    process.env.P2C_KEY_OF_A_TEST = 'password';
    const answer = await runChild([...looks, left], Buffer.alloc(0), bounds()).finally(() => {
      delete process.env.P2C_KEY_OF_A_TEST;
    });
    const { names, wrote } = JSON.parse(answer?.toString() ?? 'null');
    expect(wrote).toMatch(/^(EFBIG|ENOENT|EROFS)$/);
    expect(names.filter((name: string) => name !== 'PWD')).toEqual(Object.keys(CHILD_ENV).sort());
  });

  test.runIf(isolation === 'bubblewrap')('cannot see the data folder, the network or other processes', async () => {
    writeFileSync(join(folder, 'server-key'), 'password');
    const looks = await script(`
      import { readFileSync, readdirSync } from 'node:fs';
      import { networkInterfaces } from 'node:os';
      const tried = (work) => { try { return String(work()); } catch (error) { return error.code; } };
      process.stdout.write(JSON.stringify({
        key: tried(() => readFileSync(process.argv[2])),
        environment: tried(() => readFileSync('/proc/1/environ')),
        passwords: tried(() => readFileSync('/etc/passwd')),
        root: readdirSync('/').sort(),
        network: Object.keys(networkInterfaces()).filter((name) => name !== 'lo'),
        pid: process.pid,
      }));`);
    const answer = await runChild([...looks, join(folder, 'server-key')], Buffer.alloc(0), bounds());
    const seen = JSON.parse(answer?.toString() ?? 'null');
    expect(seen).toMatchObject({ key: 'ENOENT', environment: 'ENOENT', passwords: 'ENOENT', network: [] });
    expect(seen.root.filter((name: string) => !/^(app|lib.*|usr|opt)$/.test(name))).toEqual([]);
    expect(seen.pid).toBeLessThan(10);
  });
});

test('a machine that cannot draw anything says so and does not blame the picture', async () => {
  const none = runChild(['/bin/sh', '-c', 'echo "no such program" >&2; exit 127'], Buffer.alloc(0), {
    mostMs: 60_000,
    mostBytes: 1000,
    env: {},
    stopped: new AbortController().signal,
  });
  await expect(none).rejects.toThrow('it ended with 127: no such program');
});

/** Returns the process IDs of all descendants of this process. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const parent = /^PPid:\s+(\d+)/m.exec(statusOf(Number(name)))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === process.pid || isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** Watches the child processes. `stop` returns the highest memory use, in MB, of any of them. */
function watchChildren() {
  let peak = 0;
  const timer = setInterval(() => {
    for (const pid of descendants()) {
      const kilobytes = /^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1];
      peak = Math.max(peak, Number(kilobytes ?? 0) / 1024);
    }
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}
