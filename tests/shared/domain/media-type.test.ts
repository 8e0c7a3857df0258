import { expect, test } from 'vitest';
import { mediaTypeOf, safeName } from '#shared/domain/media-type.ts';
import { pdf, photograph, png, webp } from '../../helpers/pictures.ts';

test("a file's type is determined by its first bytes", async () => {
  expect(mediaTypeOf(await photograph())).toBe('image/jpeg');
  expect(mediaTypeOf(await png())).toBe('image/png');
  expect(mediaTypeOf(await webp())).toBe('image/webp');
  expect(mediaTypeOf(pdf())).toBe('application/pdf');
  expect(mediaTypeOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'))).toBe('image/heic');
});

test.each([
  '',
  'MZ\x90',
  '<svg xmlns="http://www.w3.org/2000/svg">',
  '<!doctype html><script>',
  'GIF89a',
  'PK\x03\x04',
  ' %PDF-1.4',
  'RIFF1234WAVE',
  '\0\0\0\x18ftypisom',
  '\0\0\0\x18ftypavif',
])('%j is not an accepted type', (head) => {
  expect(mediaTypeOf(Buffer.from(head, 'latin1'))).toBeNull();
});

test.each([
  ['IMG_2041.jpg', 'IMG_2041.jpg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['C:\\Users\\me\\door.png', 'door.jpg'],
  ['fo\u202Egpj.exe', 'fogpj.jpg'],
  ['a\0b\r\nc.jpg', 'abc.jpg'],
  ['..', 'file.jpg'],
  ['', 'file.jpg'],
  ['\ud800', '\ufffd.jpg'],
  ['foto ñandú 王.JPEG', 'foto ñandú 王.jpg'],
])('the name %j becomes %j', (given, safe) => {
  expect(safeName(given, 'image/jpeg')).toBe(safe);
});

test('a very long name is cut, but not through the middle of a character', () => {
  const name = safeName(`${'x'.repeat(109)}😀${'y'.repeat(300)}.jpg`, 'application/pdf');
  expect(name).toBe(`${'x'.repeat(109)}.pdf`);
});
