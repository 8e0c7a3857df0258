import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

/** Where clamd listens: a socket's path, or a port on this machine. */
export type ScannerAddress = { path: string } | { host: string; port: number };

export type ScanResult = { state: 'clean' } | { state: 'infected'; found: string };

/** The scanner can't be reached, or it doesn't answer. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}

/** The scanner went away or fell silent once it had the whole file, which may be the cause. */
export class LostWithFile extends ScannerUnavailable {}

/** The scanner works but could not scan this file: it is larger than clamd allows, or takes too long. */
export class NotScanned extends Error {
  override readonly name = 'NotScanned';
}

/**
 * `idleMs`: maximum time without progress while a file is being sent. `mostMs`: maximum time to send a whole file, and
 * then again to wait for the answer. clamd gives up by itself after two minutes (MaxScanTime), and says so.
 */
export type ScanLimits = { idleMs: number; mostMs: number };
export const SCAN_LIMITS: ScanLimits = { idleMs: 30_000, mostMs: 150_000 };

const OVER_LIMIT = 'Heuristics.Limits.Exceeded';
const CHUNK_BYTES = 64 * 1024;
const ANSWER_BYTES = 1024;
const NAME_MAX = 100;

/**
 * Has clamd scan a file (clamd(8), INSTREAM). Only a few chunks are in memory at a time: the file is read as fast as
 * clamd takes it.
 * @throws ScannerUnavailable or LostWithFile, NotScanned, or the source's own error.
 */
export async function scan(
  address: ScannerAddress,
  source: AsyncIterable<Uint8Array>,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<ScanResult> {
  const socket = connect(address);
  const until = performance.now() + limits.mostMs;
  let isSent = false;
  let isLate = false;
  const over = setTimeout(() => {
    isLate = isSent;
    socket.destroy(new ScannerUnavailable('too slow'));
  }, limits.mostMs);
  socket.setTimeout(limits.idleMs, () => socket.destroy(new ScannerUnavailable('no answer')));
  const answer = answerOf(socket);
  // The answer may come, or the connection may end, while the file is still being sent.
  const ended = answer.then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  try {
    await send(socket, Buffer.from('zINSTREAM\0'), ended);
    for await (const piece of source) {
      for (let at = 0; at < piece.length; at += CHUNK_BYTES) {
        const chunk = piece.subarray(at, at + CHUNK_BYTES);
        if ((await send(socket, Buffer.concat([lengthOf(chunk.length), chunk]), ended)) === 'ended')
          return await answer;
      }
      if (performance.now() > until) throw new ScannerUnavailable('too slow');
    }
    if ((await send(socket, lengthOf(0), ended)) === 'ended') return await answer;
    // clamd sends nothing while it scans, and scanning a large archive takes longer than the idle limit.
    isSent = true;
    socket.setTimeout(0);
    over.refresh();
    return await answer;
  } catch (error) {
    if (isLate && (await isAwake(address, limits.idleMs))) throw new NotScanned('too slow');
    throw isSent && error instanceof ScannerUnavailable ? new LostWithFile(error.message) : error;
  } finally {
    clearTimeout(over);
    socket.destroy();
  }
}

/** Packed more often than clamd ever unpacks (MaxRecursion is at most 100): nobody can scan it to the end. */
export const LIMITS_PROBE = Array.from({ length: 120 }).reduce<Buffer>(
  (inner) => gzipSync(inner),
  Buffer.from('probe'),
);

/**
 * Whether clamd says so of a file that it did not scan to the end (AlertExceedsMax). Otherwise it calls such a file clean,
 * so "clean" means nothing.
 * @throws ScannerUnavailable
 */
export async function tellsLimits(address: ScannerAddress, limits: ScanLimits = SCAN_LIMITS): Promise<boolean> {
  try {
    return (await scan(address, Readable.from([LIMITS_PROBE]), limits)).state !== 'clean';
  } catch (error) {
    if (error instanceof NotScanned) return true;
    throw error;
  }
}

/**
 * Whether clamd responds at all (clamd(8), PING). The operating system buffers a small file even if clamd hangs, so
 * only a response shows that scanning this file is what takes too long.
 */
async function isAwake(address: ScannerAddress, limitMs: number): Promise<boolean> {
  const socket = connect(address);
  try {
    socket.write('zPING\0');
    const [said] = await once(socket, 'data', { signal: AbortSignal.timeout(limitMs) });
    return String(said).startsWith('PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Resolves with `sent` once the system has taken the bytes, or with `ended` once clamd has answered or hung up. */
function send(socket: Socket, bytes: Buffer, ended: Promise<'ended'>): Promise<'ended' | 'sent'> {
  if (!socket.writable) return ended;
  return Promise.race([new Promise<'sent'>((resolve) => socket.write(bytes, () => resolve('sent'))), ended]);
}

function answerOf(socket: Socket): Promise<ScanResult> {
  const said: Buffer[] = [];
  let length = 0;
  const answer = new Promise<ScanResult>((resolve, reject) => {
    const read = () => {
      const text = Buffer.concat(said).toString('utf8').replace(/\0.*$/s, '').trim();
      if (/^stream: OK$/.test(text)) return resolve({ state: 'clean' });
      const found = /^stream: (.+) FOUND$/.exec(text)?.[1];
      // With AlertExceedsMax, clamd says so of a file that it could not scan to the end.
      if (found?.startsWith(OVER_LIMIT)) return reject(new NotScanned(plainName(found)));
      if (found !== undefined) return resolve({ state: 'infected', found: plainName(found) });
      return reject(text.endsWith('ERROR') ? new NotScanned(plainName(text)) : new ScannerUnavailable('no answer'));
    };
    socket.on('data', (chunk) => {
      said.push(chunk);
      length += chunk.length;
      if (length > ANSWER_BYTES || chunk.includes(0)) read();
    });
    socket.once('end', read);
    socket.once('error', (error) => {
      // When a file is too large, clamd answers and hangs up while the file is still being sent.
      if (length > 0) read();
      else reject(error instanceof ScannerUnavailable ? error : new ScannerUnavailable(error.message));
    });
    socket.once('close', () => reject(new ScannerUnavailable('connection closed')));
  });
  answer.catch(() => {});
  return answer;
}

/** A signature's name is shown to people and kept in the audit log, so only printable ASCII is kept. */
const plainName = (text: string) => text.replace(/[^\x20-\x7e]/g, '').slice(0, NAME_MAX);
