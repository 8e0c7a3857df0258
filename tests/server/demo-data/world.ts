import { fileURLToPath } from 'node:url';
import { generateReports, type SeedReport } from '#server/demo-data/generate.ts';
import { readDemoWorld } from '#server/demo-data/resources.ts';

export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
export const UNTIL = new Date('2026-03-11T16:00:00.000Z');

export async function makeReports(count: number, seed = 1, until = UNTIL): Promise<SeedReport[]> {
  return [...generateReports({ count, seed, until }, await readDemoWorld(RESOURCES))];
}
