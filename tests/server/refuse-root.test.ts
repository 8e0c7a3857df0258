import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseRoot } from '#server/refuse-root.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-refuse-root-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.runIf(process.getuid?.() === 0)('root does not run on the data folder of the account of the service', async () => {
  chownSync(folder, 4_810, 4_810);
  await expect(refuseRoot(folder)).rejects.toThrow(`${folder} belongs to another account`);
});

test('the account of the service runs on its own folder, and so does root on root’s or where there is none yet', async () => {
  await refuseRoot(folder, 4_810);
  await refuseRoot(folder);
  await refuseRoot(join(folder, 'data'));
});
