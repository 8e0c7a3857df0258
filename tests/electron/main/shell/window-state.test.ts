import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWindowState, placeWindow } from '#electron/main/shell/window-state.ts';
import { temporaryFolder } from '../../../helpers/cache.ts';

const LAPTOP = { x: 0, y: 0, width: 1366, height: 728 };
const WALL = { x: 1366, y: 0, width: 2560, height: 1400 };
const onTheWall = { x: 1500, y: 100, width: 1800, height: 1000, maximized: true };

test('the window opens where it was and at the size it had', () => {
  expect(placeWindow(onTheWall, [LAPTOP, WALL])).toEqual(onTheWall);
});

test('if its display is gone, it opens on the first one and fits there', () => {
  expect(placeWindow(onTheWall, [LAPTOP])).toEqual({ width: 1366, height: 728, maximized: true });
});

test.each([
  ['above the display', { x: 100, y: -40, width: 1000, height: 700 }],
  ['below it', { x: 100, y: 720, width: 1000, height: 700 }],
  ['nearly all to the right of it', { x: 1300, y: 100, width: 1000, height: 700 }],
])('a window whose upper edge is %s moves back to where it can be grabbed', (_, bounds) => {
  expect(placeWindow({ ...bounds, maximized: false }, [LAPTOP])).not.toHaveProperty('x');
});

test('it first opens as large as the layout needs, and never gets smaller than the minimum', () => {
  expect(placeWindow(null, [WALL])).toEqual({ width: 1366, height: 800, maximized: false });
  expect(placeWindow({ x: 0, y: 0, width: 300, height: 200, maximized: false }, [WALL])).toMatchObject({
    width: 900,
    height: 600,
  });
});

test('its position is kept across restarts, and a damaged file is ignored', () => {
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
