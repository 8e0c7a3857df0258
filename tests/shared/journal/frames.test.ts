import { randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';

const row = (payload: Uint8Array = randomBytes(40)): Frame => ({ kind: 'row', id: randomUUID(), payload });
const tombstone = ({ id }: Frame): Frame => ({ kind: 'tombstone', id, payload: new Uint8Array() });
const file = (frames: readonly Frame[]) => Buffer.concat([JOURNAL_HEADER, ...frames.map(encodeFrame)]);
const same = (frames: readonly Frame[]) => frames.map(({ kind, id, payload }) => [kind, id, Buffer.from(payload)]);

describe('a journal file', () => {
  test('returns what was written, in order', () => {
    const one = row();
    const frames = [one, row(new Uint8Array()), tombstone(one), row(randomBytes(5000))];
    const read = readFrames(file(frames));
    expect(read).toMatchObject({ damaged: 0, torn: false });
    expect(same(read?.frames ?? [])).toEqual(same(frames));
    expect([...liveFrames(frames).keys()]).toEqual([frames[1]?.id, frames[3]?.id]);
  });

  test('checks records as zlib does', () => {
    const frame = Buffer.from(encodeFrame(row()));
    expect(frame.readUInt32BE(frame.length - 4)).toBe(crc32(frame.subarray(8, -4)));
  });

  test('truncated at any byte loses only the truncated record', () => {
    const frames = [row(), row(), row()];
    const whole = file(frames);
    const ends = frames.map((_, n) => file(frames.slice(0, n + 1)).length);
    for (let length = JOURNAL_HEADER.length; length <= whole.length; length += 1) {
      const read = readFrames(whole.subarray(0, length));
      const complete = ends.filter((end) => end <= length).length;
      expect(same(read?.frames ?? [])).toEqual(same(frames.slice(0, complete)));
      expect(read?.torn).toBe(length !== JOURNAL_HEADER.length && !ends.includes(length));
    }
  });

  test('continues after a torn record if more was written after it', () => {
    const [one, two] = [row(), row()];
    const torn = encodeFrame(row()).subarray(0, 30);
    const read = readFrames(Buffer.concat([file([one]), torn, encodeFrame(two)]));
    expect(same(read?.frames ?? [])).toEqual(same([one, two]));
    expect(read).toMatchObject({ damaged: 1, torn: false });
  });

  test('with bytes flipped anywhere never returns a record that was not written', () => {
    const frames = [row(), row(randomBytes(300)), row(), row()];
    const whole = file(frames);
    const written = new Set(same(frames).map((one) => JSON.stringify(one)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 }),
        (flips) => {
          const bytes = Buffer.from(whole);
          for (const [at, by] of flips) bytes[at] = (bytes[at] ?? 0) ^ by;
          const read = readFrames(bytes);
          for (const one of same(read?.frames ?? [])) expect(written).toContain(JSON.stringify(one));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('full of garbage never causes a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readFrames(bytes)).toBeNull();
        expect(readFrames(Buffer.concat([JOURNAL_HEADER, bytes]))?.frames).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('of another version is not read', () => {
    const bytes = file([row()]);
    bytes[7] = 2;
    expect(readFrames(bytes)).toBeNull();
  });
});
