import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Bounds, type FairQueue, fairQueue } from '../fair-queue.ts';
import { runChild } from './bounded-child.ts';
import { readPictureHeader } from './picture-header.ts';
import { isWithinLimits, MOST_PIXELS } from './picture-limits.ts';
import { CHILD_ENV, type Isolation, sandboxed } from './sandbox.ts';

/** The long side of a view copy, in pixels: sharp on a large screen, small enough to send. */
const LONG_SIDE = 2048;
const QUALITY = 80;
/** Of a copy: more than a JPEG of that size takes, whatever it shows. */
const MOST_COPY_BYTES = 16 * 1024 * 1024;
/** By the clock: its processor time ends long before, unless it waits for something. */
const MOST_MS = 60_000;
/** Pictures, each in a process of its own. */
const MOST: Bounds = { running: { ofOne: 1, ofAll: 2 }, waiting: { ofOne: 20, ofAll: 200 } };

export type ViewCopy = { data: Buffer; mediaType: 'image/jpeg'; width: number; height: number };

/** Why there is none: it is no picture that can be read, or one with too many pixels to draw. */
export type NoViewCopy = 'unreadable' | 'tooManyPixels';

export type Drawing = {
  /** Why pictures are drawn without a sandbox; null where they are drawn in one. */
  notIsolated: string | null;
  /** Whatever draws waits here for its turn. */
  queue: FairQueue;
  /**
   * Draws a picture again for looking at: upright, at most 2048 pixels long, sRGB, without any of the original's metadata
   * (EXIF holds where it was taken). Of several pictures in one file it is the first.
   * @param source of no more bytes than an upload may have: they are all held while it is drawn
   * @throws Error when pictures cannot be drawn at all, whatever they are.
   */
  viewCopy: (source: Readable) => Promise<ViewCopy | NoViewCopy>;
  /** Ends what is being drawn. */
  close: () => void;
};

/**
 * Finds out how pictures can be drawn here, by drawing one.
 * @param isolation the one to use; both are tried, the better one first, when it is left out
 * @throws Error when pictures cannot be drawn at all.
 */
export async function openDrawing(isolation?: Isolation): Promise<Drawing> {
  if (isolation === 'none') return tried('none', 'it is turned off');
  try {
    return await tried('bubblewrap', null);
  } catch (error) {
    if (isolation === 'bubblewrap') throw error;
    return tried('none', error instanceof Error ? error.message : String(error));
  }
}

async function tried(isolation: Isolation, notIsolated: string | null): Promise<Drawing> {
  // Built, it is beside the server's bundle; from the sources, it is what it is here.
  const script = import.meta.url.endsWith('.ts') ? './draw-child.mjs' : './draw-child.js';
  const command = await sandboxed(fileURLToPath(new URL(script, import.meta.url)), isolation);
  const stop = new AbortController();
  const bounds = { mostMs: MOST_MS, mostBytes: MOST_COPY_BYTES, env: CHILD_ENV, stopped: stop.signal };

  const draw = async (bytes: Buffer): Promise<ViewCopy | NoViewCopy> => {
    const header = readPictureHeader(bytes);
    if (header === null) return 'unreadable';
    if (!isWithinLimits(header)) return 'tooManyPixels';
    const answer = await runChild([...command, ...[LONG_SIDE, QUALITY, MOST_PIXELS].map(String)], bytes, bounds);
    return (answer === null ? null : readAnswer(answer)) ?? 'unreadable';
  };

  if (typeof (await draw(DOT)) === 'string') throw new Error('it cannot draw a picture');
  return {
    notIsolated,
    queue: fairQueue(MOST),
    viewCopy: async (source) => draw(await buffer(source)),
    close: () => stop.abort(),
  };
}

/** Whatever got hold of the child writes what it likes: only what has the size and the first bytes of a copy is one. */
function readAnswer(answer: Buffer): ViewCopy | null {
  const data = answer.subarray(8);
  const header = data[0] === 0xff ? readPictureHeader(data) : null;
  if (header === null) return null;
  const [width, height] = [answer.readUInt32BE(0), answer.readUInt32BE(4)];
  const same = header.width === width && header.height === height && Math.max(width, height) <= LONG_SIDE;
  return same ? { data, mediaType: 'image/jpeg', width, height } : null;
}

/** A PNG of one pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
