import { expect, test } from 'vitest';
import { fileName } from '#electron/main/shell/file-name.ts';

test.each([
  ['IMG_2041 broken window.jpg', 'IMG_2041 broken window.jpg'],
  ['Fotografía del daño (2).pdf', 'Fotografía del daño (2).pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\evil.pdf', 'evil.pdf'],
  ['.bashrc', 'bashrc'],
  ['a\u0000b\u202Egpj.exe', 'a_b_gpj.exe'],
  ['', 'attachment'],
  ['..', 'attachment'],
  [`${'x'.repeat(400)}.png`, `${'x'.repeat(120)}.png`],
])('%j is saved as %j', (given, wanted) => {
  expect(fileName(given)).toBe(wanted);
});
