import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournalFile } from '#electron/common/journal-file.ts';
import { unsentDecisions } from '#electron/main/repair/unsent-decisions.ts';
import { liveFrames, readFrames } from '#shared/journal/frames.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function journal(name: string, sealed: number): string[] {
  const file = openJournalFile(join(folder.path, name), '2026-03-05T10:00:00.000Z');
  const rows = Array.from({ length: sealed }, () => ({ id: randomUUID(), payload: new Uint8Array(120).fill(7) }));
  file.append(rows);
  file.close();
  return rows.map(({ id }) => id);
}

test("every officer's unsent decisions are in one journal, and none that was sent", () => {
  const [one, other] = [journal('a.p2cj', 2), journal('b.p2cj', 1)];
  const file = openJournalFile(join(folder.path, 'a.p2cj'), '2026-03-05T10:00:00.000Z');
  file.bury([one[0] ?? '']);
  file.close();
  const saved = unsentDecisions(folder.path);
  expect(saved?.count).toBe(2);
  const read = readFrames(saved?.bytes ?? Buffer.alloc(0));
  expect(new Set(liveFrames(read?.frames ?? []).keys())).toEqual(new Set([one[1], ...other]));
});

test('a journal that cannot be read does not keep the others from being saved', () => {
  writeFileSync(join(folder.path, 'a.p2cj'), 'no journal');
  journal('b.p2cj', 1);
  expect(unsentDecisions(folder.path)?.count).toBe(1);
});

test('there is nothing to save where nothing waits', () => {
  expect(unsentDecisions(join(folder.path, 'missing'))).toBeNull();
  journal('a.p2cj', 0);
  expect(unsentDecisions(folder.path)).toBeNull();
});
