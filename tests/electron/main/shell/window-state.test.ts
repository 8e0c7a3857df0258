import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWindowState, placeWindow } from '#electron/main/shell/window-state.ts';
import { temporaryFolder } from '../../../helpers/cache.ts';

const LAPTOP = { x: 0, y: 0, width: 1366, height: 728 };
const WALL = { x: 1366, y: 0, width: 2560, height: 1400 };
const onTheWall = { x: 1500, y: 100, width: 1800, height: 1000, maximized: true };

test('the window opens where it was, as large as it was', () => {
  expect(placeWindow(onTheWall, [LAPTOP, WALL])).toEqual(onTheWall);
});

test('where its display is gone, it opens on the first one and fits there', () => {
  expect(placeWindow(onTheWall, [LAPTOP])).toEqual({ width: 1366, height: 728, maximized: true });
});

test.each([
  ['above the display', { x: 100, y: -40, width: 1000, height: 700 }],
  ['below it', { x: 100, y: 720, width: 1000, height: 700 }],
  ['nearly all to the right of it', { x: 1300, y: 100, width: 1000, height: 700 }],
])('a window whose upper edge lies %s comes back to where somebody can take hold of it', (_, bounds) => {
  expect(placeWindow({ ...bounds, maximized: false }, [LAPTOP])).not.toHaveProperty('x');
});

test('at first it is as large as the desk needs, and never smaller than the desk can be', () => {
  expect(placeWindow(null, [WALL])).toEqual({ width: 1366, height: 800, maximized: false });
  expect(placeWindow({ x: 0, y: 0, width: 300, height: 200, maximized: false }, [WALL])).toMatchObject({
    width: 900,
    height: 600,
  });
});

test('its place is kept over a restart, and a damaged file counts as none', () => {
  const folder = temporaryFolder();
  const state = openWindowState(folder.path);
  expect(state.get()).toBeNull();
  state.keep(onTheWall);
  expect(openWindowState(folder.path).get()).toEqual(onTheWall);
  for (const text of ['', '{', '{"x":"left"}', 'null']) {
    writeFileSync(join(folder.path, 'window.json'), text);
    expect(state.get()).toBeNull();
  }
  folder.remove();
});
