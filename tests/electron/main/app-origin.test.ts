import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_ID } from '#electron/main/app-origin.ts';

const config = readFileSync(new URL('../../../build/electron-builder.yml', import.meta.url), 'utf8');

test('Windows knows the running application by the ID its installer uses', () => {
  expect(/^appId: (.+)$/m.exec(config)?.[1]).toBe(APP_ID);
});

// electron-builder replaces placeholders in only a few fields, and the publisher's name is not one of them; all others
// would ship unreplaced.
test('the package metadata has no placeholders to fill in', () => {
  // In the lists of files, electron-builder does replace these placeholders.
  expect(config.replaceAll('${platform}-${arch}', '')).not.toContain('${');
});

test('the package has its own icon, as large as any system needs and with a transparent background', () => {
  const png = readFileSync(new URL('../../../build/icon.png', import.meta.url));
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  const [width, height, colors] = [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(25)];
  expect({ width, height, colors }).toEqual({ width: 1024, height: 1024, colors: 6 });
});
