import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-packaged-'));
});
afterEach(() => {
  delete process.env['P2C_PACKAGE'];
  rmSync(folder, { recursive: true, force: true });
});

/** Builds what says whether this is a package, as the application is built, and runs it in a program of another name. */
async function isPackaged(named: boolean): Promise<boolean> {
  const electron = join(folder, 'electron.mjs');
  writeFileSync(electron, `export const app = { isPackaged: ${named} };`);
  const { config } = await resolveConfig({ root, logLevel: 'silent' }, 'build', 'production');
  await build({
    configFile: false,
    logLevel: 'silent',
    define: config?.main?.define ?? {},
    resolve: { alias: { electron } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: { entry: join(root, 'electron/main/packaged.ts'), formats: ['es'], fileName: `packaged-${named}` },
    },
  });
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, `packaged-${named}.js`)).href)).IS_PACKAGED;
}

test('a package keeps to its settings also in a copy named electron.exe, which Electron does not take for one', async () => {
  process.env['P2C_PACKAGE'] = '1';
  expect(await isPackaged(false)).toBe(true);
});

test('a build for development is none, unless Electron takes it for one', async () => {
  expect(await isPackaged(false)).toBe(false);
  expect(await isPackaged(true)).toBe(true);
});
