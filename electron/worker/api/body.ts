import type { Readable } from 'node:stream';

/** What an answer that does not tell its length begins with. */
const FIRST_BYTES = 64 * 1024;

export type BodyLimits = {
  /** What the answer says it is, before anything that was packed is unpacked; null where it does not. */
  length: number | null;
  /** More is not taken. */
  limit: number;
  /** So long nothing may come, in milliseconds. */
  idleMs: number;
  /** So long it may take altogether, however little keeps coming: a device on the way may trickle for ever. */
  longestMs?: number;
};

/** A large file over a very slow line takes less. */
const LONGEST_MS = 10 * 60_000;

/**
 * Reads an answer to its end into one buffer of its own, and gives each piece back to the system as soon as it is
 * copied: what waited for the garbage to be collected was up to 40 MB while much was pulled.
 * @throws Error when the line breaks, nothing comes for too long, it does not end, or the answer is too long.
 */
export async function readBody(
  stream: Readable,
  { length, limit, idleMs, longestMs = LONGEST_MS }: BodyLimits,
): Promise<Buffer> {
  const latest = performance.now() + longestMs;
  const timer = setTimeout(() => stream.destroy(new Error('The answer stopped in the middle.')), idleMs);
  let bytes: Buffer = Buffer.allocUnsafeSlow(Math.min(length ?? FIRST_BYTES, limit));
  let used = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      timer.refresh();
      if (performance.now() > latest) throw new Error('The answer does not end.');
      const end = used + piece.length;
      if (end > limit) throw new Error('The answer is too long.');
      if (end > bytes.length) bytes = moved(bytes, used, Math.min(limit, Math.max(end, 2 * bytes.length)));
      piece.copy(bytes, used);
      giveBack(piece);
      used = end;
    }
  } finally {
    clearTimeout(timer);
  }
  return used === bytes.length ? bytes : moved(bytes, used, used);
}

/** Gives the memory of a buffer that nobody reads any more back at once; one that shares its memory is left alone. */
export function giveBack(bytes: Buffer): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}

function moved(from: Buffer, used: number, size: number): Buffer {
  const to = Buffer.allocUnsafeSlow(size);
  from.copy(to, 0, 0, used);
  giveBack(from);
  return to;
}
