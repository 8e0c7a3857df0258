import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { LostWithFile, NotScanned, ScannerUnavailable, scan } from '#server/files/clamd.ts';
import { type Scanner, startScanner } from '../../helpers/scanner.ts';

/*
 * Covers the scanner's answers and all the ways in which it can fail to answer. The system test runs Debian's clamd
 * itself.
 */

let scanner: Scanner | null = null;
afterEach(async () => {
  await scanner?.stop();
  scanner = null;
});

const LIMITS = { idleMs: 300, mostMs: 1_500 };
/** For answers that do come, however busy the machine is. */
const LONG = { idleMs: 60_000, mostMs: 60_000 };

async function speaking(...given: Parameters<typeof startScanner>) {
  scanner = await startScanner(...given);
  return scanner.address;
}

const bytes = Buffer.alloc(300_000, 'a line of a file\n');
const file = (content: Buffer = bytes) => Readable.from([content]);

test('the whole file is sent, and the answer is clean, or infected with the name of what was found', async () => {
  let got: Buffer | null = null;
  const clean = await speaking((socket, whole) => {
    got = whole;
    socket.end('stream: OK\0');
  });
  expect(await scan(clean, file(), LONG)).toEqual({ state: 'clean' });
  expect(bytes.equals(got ?? Buffer.alloc(0))).toBe(true);
  await scanner?.stop();
  const infected = await speaking((socket) => socket.end('stream: Win.Test.EICAR_HDB-1\x1b[2J FOUND\0'));
  expect(await scan(infected, file(), LONG)).toEqual({ state: 'infected', found: 'Win.Test.EICAR_HDB-1[2J' });
});

test('a scanner that refuses a file while it is sent has not scanned it', async () => {
  const address = await speaking(
    () => {},
    (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0'),
  );
  await expect(scan(address, file(Buffer.alloc(5_000_000)), LONG)).rejects.toThrow(NotScanned);
});

test.each([
  ['never answers', () => {}],
  ['hangs up', (socket: Socket) => socket.destroy()],
  ['ends in the middle of a word', (socket: Socket) => socket.end('stream: O')],
  ['says something else', (socket: Socket) => socket.end('stream: OKAY\0')],
  ['talks without an end', (socket: Socket) => socket.write('x'.repeat(100_000))],
])('a scanner that %s is away, and nothing is taken for clean', async (_, answer) => {
  const address = await speaking(answer);
  await expect(scan(address, file(), LIMITS)).rejects.toThrow(ScannerUnavailable);
});

test('a scanner that goes away with a whole file may have been crashed by it, and otherwise not', async () => {
  for (const leave of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const crashed = await speaking(leave);
    await expect(scan(crashed, file(), LONG)).rejects.toThrow(LostWithFile);
    await scanner?.stop();
  }
  const gone = await speaking(
    () => {},
    (socket) => socket.destroy(),
  );
  const left = await scan(gone, file(Buffer.alloc(50_000_000)), LONG).catch((error: unknown) => error);
  expect(left).toBeInstanceOf(ScannerUnavailable);
  expect(left).not.toBeInstanceOf(LostWithFile);
});

test('a scanner that keeps sending a little is given up after the time for a file', async () => {
  const address = await speaking((socket) => {
    const drip = setInterval(() => socket.write(' '), 50);
    socket.once('close', () => clearInterval(drip));
  });
  const began = performance.now();
  await expect(scan(address, file(), LIMITS)).rejects.toThrow(ScannerUnavailable);
  expect(performance.now() - began).toBeGreaterThan(1_000);
});

test('an answer may take longer than the scanner may take nothing', async () => {
  const address = await speaking((socket) => {
    setTimeout(() => socket.end('stream: OK\0'), 900);
  });
  expect(await scan(address, file(), { idleMs: 300, mostMs: 60_000 })).toEqual({ state: 'clean' });
});

test('a scanner that answers, but not about a file that it has, has not scanned it', async () => {
  const address = await speaking(
    () => {},
    undefined,
    (socket) => socket.end('PONG\0'),
  );
  await expect(scan(address, file(), LIMITS)).rejects.toThrow(NotScanned);
});

test('a scanner that takes nothing holds a few pieces of the file in memory, and is given up', async () => {
  const address = await speaking(
    () => {},
    (socket) => socket.pause(),
  );
  let read = 0;
  const endless = (function* () {
    for (;;) {
      read += 64 * 1024;
      yield Buffer.alloc(64 * 1024);
    }
  })();
  await expect(scan(address, Readable.from(endless), LIMITS)).rejects.toThrow(ScannerUnavailable);
  // The operating system itself may buffer up to this much between two programs.
  expect(read).toBeLessThan(16 * 1024 * 1024);
});

test('where nobody listens, the scanner is away', async () => {
  await expect(scan({ path: '/nowhere/clamd.ctl' }, file(), LIMITS)).rejects.toThrow(ScannerUnavailable);
});
