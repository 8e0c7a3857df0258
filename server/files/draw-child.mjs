import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

/*
 * A process that renders one image and exits. It reads the file from stdin and writes width and height (4 bytes each,
 * big-endian) and the JPEG to stdout. Exit code 65 (EX_DATAERR in sysexits.h) means that the input is not an image that
 * can be rendered. This is the only file that uses sharp. It imports none of our files, so that the sandbox doesn't need
 * them, and it is plain JavaScript, because its process runs without type stripping.
 */
const [longSide = 0, quality = 0, mostPixels = 0] = process.argv.slice(2).map(Number);

sharp.cache(false);
sharp.concurrency(1);
const bytes = await buffer(process.stdin);
try {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' })
    .autoOrient()
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  const size = Buffer.alloc(8);
  size.writeUInt32BE(info.width, 0);
  size.writeUInt32BE(info.height, 4);
  process.stdout.write(Buffer.concat([size, data]));
} catch {
  process.exitCode = 65;
}
