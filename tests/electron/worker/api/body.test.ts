import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { giveBack, readBody } from '#electron/worker/api/body.ts';

const limits = { length: null, limit: 1000, idleMs: 5000 };
const own = (text: string) => {
  const bytes = Buffer.allocUnsafeSlow(text.length);
  bytes.write(text);
  return bytes;
};

test.each([
  ['as it told', 10],
  ['longer than it told, as one that was packed', 3],
  ['shorter than it told', 100],
  ['without having told', null],
])('a response body is read in full, %s, and takes no more memory than its size', async (_, length) => {
  const bytes = await readBody(Readable.from([own('0123'), own('456'), own('789')]), { ...limits, length });
  expect(bytes.toString()).toBe('0123456789');
  expect(bytes.buffer.byteLength).toBe(10);
});

test('response chunks are released while they are read, and shared memory is left alone', async () => {
  const pieces = [own('0123'), own('4567')];
  const [left, right] = [own('leftright').subarray(0, 4), Buffer.from('pooled')];
  expect((await readBody(Readable.from([...pieces, left, right]), limits)).toString()).toBe('01234567leftpooled');
  expect(pieces.map(({ length }) => length)).toEqual([0, 0]);
  expect([left, right].map(String)).toEqual(['left', 'pooled']);
  const whole = own('whole');
  giveBack(whole);
  expect(whole.length).toBe(0);
});

test('a response that is too long, stalls midway or trickles forever is an error and aborts the request', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield own('x'.repeat(400));
    })(),
  );
  await expect(readBody(endless, limits)).rejects.toThrow('too long');
  expect(endless.destroyed).toBe(true);
  const stuck = new PassThrough();
  stuck.write('half of it');
  await expect(readBody(stuck, { ...limits, idleMs: 20 })).rejects.toThrow('stopped in the middle');
  expect(stuck.destroyed).toBe(true);
  const trickling = new PassThrough();
  const drops = setInterval(() => trickling.write(' '), 5);
  await expect(readBody(trickling, { ...limits, longestMs: 50 })).rejects.toThrow('does not end');
  clearInterval(drops);
  expect(trickling.destroyed).toBe(true);
});
