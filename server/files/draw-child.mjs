import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

/*
 * A process that draws one picture and ends. The file comes in on stdin; out on stdout go width and height (4 bytes each,
 * big-endian) and the JPEG. Exit code 65 (EX_DATAERR of sysexits.h): this is no picture that can be drawn.
 *
 * This file is the only door to sharp. It imports nothing of ours, so that a sandbox needs no other file of ours, and is
 * plain JavaScript, because its process runs without the compiler that types are stripped with.
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
