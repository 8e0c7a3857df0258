import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes an agency's own file of streets. Returns its path, and a function that removes it. */
export function streetFile(streets: unknown): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-streets-'));
  const path = join(folder, 'lines.geojson');
  writeFileSync(path, JSON.stringify(streets));
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}
