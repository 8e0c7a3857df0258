import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Bounds, type FairQueue, fairQueue } from '../fair-queue.ts';
import { runChild } from './bounded-child.ts';
import { readPictureHeader } from './picture-header.ts';
import { isWithinLimits, MOST_PIXELS } from './picture-limits.ts';
import { CHILD_ENV, type Isolation, sandboxed } from './sandbox.ts';

/** The long side of a view copy in pixels: sharp on a large screen, small enough to send. */
const LONG_SIDE = 2048;
/** The long side of a small picture next to a file's name, for screens with two device pixels per CSS pixel. */
const SMALL_SIDE = 160;
const QUALITY = 80;
/** Maximum size of a view copy in bytes: more than any JPEG of those dimensions takes. */
const MOST_COPY_BYTES = 16 * 1024 * 1024;
/**
 * Wall-clock limit. The CPU limit normally applies much earlier; this one matters only when the process waits for
 * something.
 */
const MOST_MS = 60_000;
/** What the start of a process costs, in pixels that could be decoded instead. */
const START_PIXELS = 10_000_000;
/** An image that must be decoded at once takes that many times as long per pixel. */
const AT_ONCE = 3;
/** The weight of a small picture's view copy, which this server wrote itself. */
export const SMALL_WEIGHT = START_PIXELS + LONG_SIDE * LONG_SIDE;
/** A phone's picture of 20 megapixels is not heavy. */
const HEAVY = START_PIXELS + 20_000_000;
/**
 * Queue limits for rendering images. Each image is rendered in a separate process. One of the two never renders heavy
 * images, and what waits is short enough for anybody's turn to come within ten seconds.
 */
const MOST: Bounds = {
  running: { ofOne: 1, ofAll: 2, heavy: { over: HEAVY, most: 1 } },
  waiting: { ofOne: 20, ofAll: 80 },
};
/** How much of a file is searched for the image's header. */
export const HEADER_BYTES = 256 * 1024;

export type ViewCopy = { data: Buffer; mediaType: 'image/jpeg'; width: number; height: number };

/** Why there is no view copy: the file is not a readable image, or it has too many pixels to render. */
export type NoViewCopy = 'unreadable' | 'tooManyPixels';

export type Drawing = {
  /** Why images are rendered without a sandbox; null when they are rendered in one. */
  notIsolated: string | null;
  /** The queue for all rendering jobs. */
  queue: FairQueue;
  /**
   * Re-encodes an image for viewing: upright, at most 2048 pixels on the long side, sRGB, without any of the original's
   * metadata (EXIF may contain where the photo was taken). If the file contains several images, the first one is used.
   * @param source no larger than an upload may be, because all of it is kept in memory during rendering
   * @throws Error when images cannot be rendered at all.
   */
  viewCopy: (source: Readable) => Promise<ViewCopy | NoViewCopy>;
  /** Re-renders a view copy with at most 160 pixels on the long side. */
  smallCopy: (view: Readable) => Promise<ViewCopy | NoViewCopy>;
  /** Cancels any rendering in progress. */
  close: () => void;
};

/**
 * How long rendering an image takes, in pixels.
 * @param start its first `HEADER_BYTES`. An image that shows no header by then counts as the largest.
 */
export function pictureWeight(start: Buffer): number {
  const header = readPictureHeader(start);
  if (header === null) return START_PIXELS + MOST_PIXELS;
  // One over the limits is refused without being rendered.
  if (!isWithinLimits(header)) return START_PIXELS;
  return START_PIXELS + header.width * header.height * (header.atOnce ? AT_ONCE : 1);
}

/**
 * Finds out how images can be rendered on this machine, by rendering one.
 * @param isolation the isolation to use; when omitted, the sandbox is tried first and then no sandbox
 * @throws Error when images cannot be rendered at all.
 */
export async function openDrawing(isolation?: Isolation): Promise<Drawing> {
  if (isolation === 'none') return tried('none', 'isolation is turned off');
  try {
    return await tried('bubblewrap', null);
  } catch (error) {
    if (isolation === 'bubblewrap') throw error;
    return tried('none', error instanceof Error ? error.message : String(error));
  }
}

async function tried(isolation: Isolation, notIsolated: string | null): Promise<Drawing> {
  // In a build, this script is bundled next to the server's; when run from source, it is the file in this folder.
  const script = import.meta.url.endsWith('.ts') ? './draw-child.mjs' : './draw-child.js';
  const command = await sandboxed(fileURLToPath(new URL(script, import.meta.url)), isolation);
  const stop = new AbortController();
  const bounds = { mostMs: MOST_MS, mostBytes: MOST_COPY_BYTES, env: CHILD_ENV, stopped: stop.signal };

  const draw = async (bytes: Buffer, longSide = LONG_SIDE): Promise<ViewCopy | NoViewCopy> => {
    const header = readPictureHeader(bytes);
    if (header === null) return 'unreadable';
    if (!isWithinLimits(header)) return 'tooManyPixels';
    const answer = await runChild([...command, ...[longSide, QUALITY, MOST_PIXELS].map(String)], bytes, bounds);
    return (answer === null ? null : readAnswer(answer, longSide)) ?? 'unreadable';
  };

  if (typeof (await draw(DOT)) === 'string') throw new Error('it could not draw a test picture');
  return {
    notIsolated,
    queue: fairQueue(MOST),
    viewCopy: async (source) => draw(await buffer(source)),
    smallCopy: async (view) => draw(await buffer(view), SMALL_SIDE),
    close: () => stop.abort(),
  };
}

/**
 * A compromised child can write anything, so only output with the dimensions and first bytes of a valid copy is accepted.
 */
function readAnswer(answer: Buffer, longSide: number): ViewCopy | null {
  const data = answer.subarray(8);
  const header = data[0] === 0xff ? readPictureHeader(data) : null;
  if (header === null) return null;
  const [width, height] = [answer.readUInt32BE(0), answer.readUInt32BE(4)];
  const same = header.width === width && header.height === height && Math.max(width, height) <= longSide;
  return same ? { data, mediaType: 'image/jpeg', width, height } : null;
}

/** A one-pixel PNG. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
