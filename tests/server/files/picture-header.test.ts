import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPictureHeader } from '#server/files/picture-header.ts';
import { isWithinLimits } from '#server/files/picture-limits.ts';
import { photograph } from '../../helpers/pictures.ts';
import { jpegHead, plainPng } from '../../helpers/unfolding.ts';

const plain = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: 70, height: 50, channels, background: { r: 9, g: 90, b: 200, alpha: 0.4 } } });

describe("a picture's header", () => {
  test('gives its size and the memory needed to decode it, for every type that is drawn', async () => {
    const read = async (picture: Sharp) => readPictureHeader(await picture.toBuffer());
    const line = (bytesPerPixel: number) => ({ width: 70, height: 50, bytesPerPixel, atOnce: false });
    const whole = (bytesPerPixel: number) => ({ width: 70, height: 50, bytesPerPixel, atOnce: true });
    expect(await read(plain().jpeg())).toEqual(line(3));
    expect(await read(plain().jpeg({ progressive: true }))).toEqual(whole(3));
    expect(await read(plain().toColorspace('cmyk').jpeg())).toEqual(line(4));
    expect(await read(plain().png())).toEqual(line(4));
    expect(await read(plain(4).png({ palette: true }))).toEqual(line(4));
    expect(await read(plain(4).toColorspace('rgb16').png())).toEqual(line(8));
    expect(await read(plain().png({ progressive: true }))).toEqual(whole(4));
    expect(await read(plain().webp())).toEqual(whole(4));
    expect(await read(plain(4).webp())).toEqual(whole(4));
    expect(await read(plain(4).webp({ lossless: true }))).toEqual(whole(4));
  });

  test('is found even behind as much metadata as a phone writes', async () => {
    const photo = await photograph(640, 400);
    const much = Buffer.concat([Buffer.from([0xff, 0xe2, 0xff, 0xff]), Buffer.alloc(0xfffd, 0xc0)]);
    const padded = Buffer.concat([photo.subarray(0, 2), much, much, Buffer.from([0xff, 0xff]), photo.subarray(2)]);
    expect(readPictureHeader(padded)).toEqual({ width: 640, height: 400, bytesPerPixel: 3, atOnce: false });
  });

  test('shows that a JPEG with one scan per color must be held in memory as a whole', () => {
    const head = jpegHead(64, 48);
    const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 48, 0, 64, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
    const scan = head.subarray(head.indexOf(Buffer.from([0xff, 0xda])));
    expect(readPictureHeader(Buffer.concat([head.subarray(0, 20), frame, scan]))?.atOnce).toBe(true);
  });

  test('is not accepted when it is cut off at any byte or is not a header', async () => {
    for (const picture of [
      await plain().jpeg().toBuffer(),
      await plain().png().toBuffer(),
      await plain().webp().toBuffer(),
    ]) {
      for (let length = 0; length < 24; length += 1) expect(readPictureHeader(picture.subarray(0, length))).toBeNull();
    }
    expect(readPictureHeader(Buffer.from('RIFF....WEBPnope            '))).toBeNull();
    expect(readPictureHeader(jpegHead(0, 100))).toBeNull();
    expect(readPictureHeader(plainPng({ width: 0, height: 9 }))).toBeNull();
    expect(readPictureHeader(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(1_000_000, 0xff)]))).toBeNull();
  });
});

test('a picture is limited by its sides, its lines and its decoded size, not by its pixel count alone', () => {
  const fits = (width: number, height: number, bytesPerPixel = 3, atOnce = false) =>
    isWithinLimits({ width, height, bytesPerPixel, atOnce });
  // Sizes that cameras and scanners produce: 108 million pixels, a panorama, a scan.
  expect([fits(12_000, 9_000), fits(24_000, 4_000), fits(9_900, 12_000)]).toEqual([true, true, true]);
  expect(fits(9_990_000, 12, 8)).toBe(false);
  expect(fits(1_190_000, 100, 8)).toBe(false);
  expect(fits(12, 9_990_000, 8)).toBe(false);
  expect([fits(16_384, 3_000, 8), fits(16_385, 3_000, 8)]).toEqual([true, false]);
  expect([fits(12_000, 10_000, 4), fits(12_000, 10_000, 8)]).toEqual([true, false]);
  expect([fits(5_000, 5_000, 4, true), fits(5_200, 5_000, 4, true)]).toEqual([true, false]);
});
