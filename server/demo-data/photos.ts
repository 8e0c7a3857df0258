import { createHash } from 'node:crypto';
import { encodePng } from './png.ts';
import { createRandom } from './random.ts';

export type Photo = { bytes: Buffer; sha256: string };
export type PhotoBook = {
  /** Returns the picture at an index below `PHOTO_COUNT`; always the same picture for the same index. */
  photo: (index: number) => Photo;
  /** Pictures requested so far. */
  used: () => readonly Photo[];
};

/** Number of pictures, which demo reports share. */
export const PHOTO_COUNT = 200;
export const PHOTO_WIDTH = 160;
export const PHOTO_HEIGHT = 120;

/**
 * The ID of the vault file that all reports with the same picture share: a UUID (version 8, RFC 9562) derived from the
 * picture's SHA-256.
 */
export function photoFileId(sha256: string): string {
  const parts = [sha256.slice(0, 8), sha256.slice(8, 12), `8${sha256.slice(13, 16)}`, `8${sha256.slice(17, 20)}`];
  return [...parts, sha256.slice(20, 32)].join('-');
}

/** Creates pictures on first use, because creating all of them takes longer than loading 300 reports. */
export function createPhotoBook(): PhotoBook {
  const drawn = new Map<number, Photo>();
  return {
    photo: (index) => {
      let photo = drawn.get(index);
      if (photo === undefined) {
        const bytes = draw(index);
        photo = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
        drawn.set(index, photo);
      }
      return photo;
    },
    used: () => [...drawn.values()],
  };
}

/** A street-like scene of sky, ground, walls, and a crack, clearly not a photo of anything real. */
function draw(index: number): Buffer {
  const random = createRandom(20_001, index);
  const shade = () => random.int(40, 220) * 0x1_00_00 + random.int(40, 220) * 0x1_00 + random.int(40, 220);
  const colors = Array.from({ length: 12 }, shade);
  const pixels = new Uint8Array(PHOTO_WIDTH * PHOTO_HEIGHT);
  const horizon = random.int(50, 90);
  for (let y = 0; y < PHOTO_HEIGHT; y++) pixels.fill(y < horizon ? 0 : 1, y * PHOTO_WIDTH, (y + 1) * PHOTO_WIDTH);
  for (let box = 0; box < 7; box++) {
    const left = random.int(0, PHOTO_WIDTH - 20);
    const top = random.int(5, horizon);
    const right = Math.min(PHOTO_WIDTH, left + random.int(10, 60));
    const bottom = Math.min(PHOTO_HEIGHT, top + random.int(10, 60));
    const color = random.int(2, 10);
    for (let y = top; y < bottom; y++) pixels.fill(color, y * PHOTO_WIDTH + left, y * PHOTO_WIDTH + right);
  }
  let x = random.int(20, PHOTO_WIDTH - 20);
  for (let y = random.int(0, 40); y < PHOTO_HEIGHT - 5; y++) {
    x = Math.max(1, Math.min(PHOTO_WIDTH - 3, x + random.int(-2, 2)));
    pixels.fill(11, y * PHOTO_WIDTH + x, y * PHOTO_WIDTH + x + 2);
  }
  return encodePng(PHOTO_WIDTH, PHOTO_HEIGHT, colors, pixels);
}
