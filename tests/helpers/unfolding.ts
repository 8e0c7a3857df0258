import { crc32, deflateSync } from 'node:zlib';

/** Decoders stop at this size, so the file contains no more data than this, whatever its header says. */
const MOST_UNFOLDED = 256 * 1024 * 1024;

/** Makes a PNG of zeros, which decompresses to a thousand times its size. */
export function plainPng(of: {
  width: number;
  height: number;
  depth?: 8 | 16;
  alpha?: boolean;
  interlaced?: boolean;
}): Buffer {
  const { width, height, depth = 8, alpha = false, interlaced = false } = of;
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, alpha ? 6 : 2, 0, 0, interlaced ? 1 : 0], 8);
  const lines = height * (1 + (width * (alpha ? 4 : 3) * depth) / 8);
  // The seven passes of an interlaced picture each have their own lines, so there are more line starts than lines.
  const unfolded = Math.min(MOST_UNFOLDED, interlaced ? lines + 3 * height : lines);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(unfolded), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Returns the header of a JPEG with the given dimensions. */
export function jpegHead(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from('JFIF\0'),
    Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0]),
    frame,
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]),
    Buffer.alloc(100),
    Buffer.from([0xff, 0xd9]),
  ]);
}
