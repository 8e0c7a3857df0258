/** What an image's header says about its decoded size. */
export type PictureHeader = {
  /** In pixels. */
  width: number;
  height: number;
  /** Maximum bytes per pixel in the decoder's output. */
  bytesPerPixel: number;
  /** Whether the whole image must be in memory to decode any of it. */
  atOnce: boolean;
};

/** Reads a PNG, JPEG, or WebP header without decoding the image. @returns null for other formats or truncated files. */
export function readPictureHeader(bytes: Buffer): PictureHeader | null {
  try {
    const header = bytes[0] === 0xff ? jpeg(bytes) : bytes[0] === 0x89 ? png(bytes) : webp(bytes);
    return header !== null && header.width > 0 && header.height > 0 ? header : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Samples per pixel by color type (PNG 3, 11.2.1). Palettes are decoded to colors, and transparency (tRNS) adds one
 * sample.
 */
const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 2, 2: 4, 3: 4, 4: 2, 6: 4 };

function png(bytes: Buffer): PictureHeader | null {
  if (bytes.readUInt32BE(8) !== 13 || fourCc(bytes, 12) !== 'IHDR') return null;
  const samples = PNG_SAMPLES[bytes.readUInt8(25)];
  if (samples === undefined) return null;
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    bytesPerPixel: samples * (bytes.readUInt8(24) > 8 ? 2 : 1),
    atOnce: bytes.readUInt8(28) !== 0,
  };
}

/** Frames of the sequential and progressive processes (ITU-T T.81, table B.1); common software can't display the others. */
const SEQUENTIAL = [0xc0, 0xc1, 0xc9];
const PROGRESSIVE = [0xc2, 0xca];
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

function jpeg(bytes: Buffer): PictureHeader | null {
  let frame: PictureHeader | null = null;
  for (let at = 2; ; ) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return null;
    const marker = bytes.readUInt8(at + 1);
    // Fill bytes, stuffed zeros, and restart markers have no length field (B.1.1.2).
    if (marker === 0xff || marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === END_OF_IMAGE) return null;
    if (SEQUENTIAL.includes(marker) || PROGRESSIVE.includes(marker)) {
      frame = {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        bytesPerPixel: bytes.readUInt8(at + 9),
        atOnce: PROGRESSIVE.includes(marker),
      };
    } else if (marker === START_OF_SCAN) {
      if (frame === null) return null;
      // The first scan has fewer components than the frame, so each color has its own scan, as in progressive images. The
      // decoder must keep the first color in memory until it has read the last.
      const scattered = bytes.readUInt8(at + 4) < frame.bytesPerPixel;
      return scattered ? { ...frame, atOnce: true } : frame;
    }
    at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
}

/** libvips keeps the whole WebP in memory, regardless of its encoding (RFC 9649, 2.5 to 2.7). */
function webp(bytes: Buffer): PictureHeader | null {
  if (fourCc(bytes, 0) !== 'RIFF' || fourCc(bytes, 8) !== 'WEBP') return null;
  const size = webpSize(bytes);
  return size === null ? null : { ...size, bytesPerPixel: 4, atOnce: true };
}

function webpSize(bytes: Buffer): { width: number; height: number } | null {
  switch (fourCc(bytes, 12)) {
    case 'VP8 ': {
      if (bytes.readUIntBE(23, 3) !== 0x9d012a) return null;
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    }
    case 'VP8L': {
      const size = bytes.readUInt32LE(21);
      return { width: (size & 0x3fff) + 1, height: ((size >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

const fourCc = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4);
