import { createHash } from 'node:crypto';
import { encodePng } from './png.ts';
import { createRandom } from './random.ts';

export type Photo = { bytes: Buffer; sha256: string };
export type PhotoBook = {
  /** The picture of a number below `PHOTO_COUNT`; always the same one. */
  photo: (index: number) => Photo;
  /** Those that were asked for until now. */
  used: () => readonly Photo[];
};

/** Made-up reports share these pictures. */
export const PHOTO_COUNT = 200;
const WIDTH = 160;
const HEIGHT = 120;

/** Pictures are drawn when they are first needed: drawing all of them takes longer than loading 300 reports. */
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

/** A street-like scene of sky, ground, walls and a crack: clearly no photograph of anything real. */
function draw(index: number): Buffer {
  const random = createRandom(20_001, index);
  const shade = () => random.int(40, 220) * 0x1_00_00 + random.int(40, 220) * 0x1_00 + random.int(40, 220);
  const colours = Array.from({ length: 12 }, shade);
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  const horizon = random.int(50, 90);
  for (let y = 0; y < HEIGHT; y++) pixels.fill(y < horizon ? 0 : 1, y * WIDTH, (y + 1) * WIDTH);
  for (let box = 0; box < 7; box++) {
    const left = random.int(0, WIDTH - 20);
    const top = random.int(5, horizon);
    const right = Math.min(WIDTH, left + random.int(10, 60));
    const bottom = Math.min(HEIGHT, top + random.int(10, 60));
    const colour = random.int(2, 10);
    for (let y = top; y < bottom; y++) pixels.fill(colour, y * WIDTH + left, y * WIDTH + right);
  }
  let x = random.int(20, WIDTH - 20);
  for (let y = random.int(0, 40); y < HEIGHT - 5; y++) {
    x = Math.max(1, Math.min(WIDTH - 3, x + random.int(-2, 2)));
    pixels.fill(11, y * WIDTH + x, y * WIDTH + x + 2);
  }
  return encodePng(WIDTH, HEIGHT, colours, pixels);
}
