import type { Readable } from 'node:stream';

/** Initial buffer size for a response without a Content-Length. */
const FIRST_BYTES = 64 * 1024;

export type BodyLimits = {
  /** The Content-Length, before decompression; null when missing. */
  length: number | null;
  /** Maximum length in bytes; longer responses are rejected. */
  limit: number;
  /** Maximum time without data, in milliseconds. */
  idleMs: number;
  /**
   * Maximum total time, in milliseconds, even while data keeps coming: an intermediary could send data very slowly
   * forever.
   */
  longestMs?: number;
};

/** Enough for a large file over a very slow connection. */
const LONGEST_MS = 10 * 60_000;

/**
 * Reads a response to its end into a single buffer and frees each chunk as soon as it is copied: leaving that to garbage
 * collection held up to 40 MB during large pulls.
 * @throws Error when the connection breaks, no data arrives for too long, the response does not end in time, or it is too
 * long.
 */
export async function readBody(
  stream: Readable,
  { length, limit, idleMs, longestMs = LONGEST_MS }: BodyLimits,
): Promise<Buffer> {
  const latest = performance.now() + longestMs;
  const timer = setTimeout(() => stream.destroy(new Error('The response stopped in the middle.')), idleMs);
  let bytes: Buffer = Buffer.allocUnsafeSlow(Math.min(length ?? FIRST_BYTES, limit));
  let used = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      timer.refresh();
      if (performance.now() > latest) throw new Error('The response does not end.');
      const end = used + piece.length;
      if (end > limit) throw new Error('The response is too long.');
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

/** Frees the memory of a buffer that is no longer read; a buffer that shares its memory is left alone. */
export function giveBack(bytes: Buffer): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}

function moved(from: Buffer, used: number, size: number): Buffer {
  const to = Buffer.allocUnsafeSlow(size);
  from.copy(to, 0, 0, used);
  giveBack(from);
  return to;
}
