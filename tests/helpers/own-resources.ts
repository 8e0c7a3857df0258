import { cpSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/** A folder of resources whose maps are an agency's own: the product's, and a file of streets. */
export function resourcesWithStreets(streets: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-resources-'));
  for (const name of readdirSync(RESOURCES)) {
    if (name !== 'hartford') symlinkSync(join(RESOURCES, name), join(folder, name));
  }
  cpSync(join(RESOURCES, 'hartford'), join(folder, 'hartford'), { recursive: true });
  writeFileSync(join(folder, 'hartford', 'street-lines.geojson'), JSON.stringify(streets));
  return folder;
}
