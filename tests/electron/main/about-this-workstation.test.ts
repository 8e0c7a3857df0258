import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aboutThisWorkstation } from '#electron/main/about-this-workstation.ts';
import { workstationReport } from '#shared/domain/workstation.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';

let folder: Folder;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'workstation.json');
});
afterEach(() => folder.remove());

test('a workstation keeps its id, and the file has nothing else', () => {
  const { id } = aboutThisWorkstation(path, '0.1.0');
  expect(aboutThisWorkstation(path, '0.2.0').id).toBe(id);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ id });
});

test('a file that is damaged or cannot be written costs the id and not the start', () => {
  writeFileSync(path, '{"id": "FRONT-DESK"}');
  expect(aboutThisWorkstation(path, '0.1.0').id).toMatch(/^[0-9a-f-]{36}$/);
  expect(aboutThisWorkstation(join(path, 'below-a-file'), '0.1.0').id).toMatch(/^[0-9a-f-]{36}$/);
});

test('the server accepts what it says', () => {
  const { id: _, ...about } = aboutThisWorkstation(path, '0.1.0');
  const counts = { cache: 'memory', waiting: 0, drafts: 0, reports: 0, cacheBytes: 0 };
  expect(workstationReport.parse({ ...about, ...counts })).toMatchObject(about);
});
