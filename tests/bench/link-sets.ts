import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Row } from '#shared/link/records.ts';

export type Entry = { id: string; row: Row };
/** If there are two files, `second` says where the second one begins. */
export type TestSet = { entries: Entry[]; pairs: [string, string][]; second?: number };

const folder = process.env['P2C_DATA_DIR'] ?? '../shared/data';

function read(name: string): Record<string, string>[] {
  const bytes = readFileSync(join(folder, name));
  const text = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
}

/** Returns all pairs within groups that have the same name. */
function pairsWithin(entries: readonly Entry[], groupOf: (entry: Entry) => string): [string, string][] {
  const groups = new Map<string, string[]>();
  for (const entry of entries) {
    const ids = groups.get(groupOf(entry)) ?? [];
    groups.set(groupOf(entry), ids);
    ids.push(entry.id);
  }
  return [...groups.values()].flatMap((ids) =>
    ids.flatMap((id, i) => ids.slice(i + 1).map((other): [string, string] => [id, other])),
  );
}

const SETS = {
  febrl1: () => febrl('febrl/dataset1.csv'),
  febrl2: () => febrl('febrl/dataset2.csv'),
  restaurants: (): TestSet => {
    const entries = read('restaurants/restaurant-nophone-training.csv').map((row, i) => ({ id: String(i + 2), row }));
    return { entries, pairs: pairsWithin(entries, ({ row }) => row['unique_id'] ?? '') };
  },
  boston311: (): TestSet => {
    const entries = byTime(read('boston311/requests-2011-jul-to-mid-sep.csv.gz'), 'case_enquiry_id', 'open_dt');
    const pairs = read('boston311/duplicate-pairs.csv');
    return { entries, pairs: pairs.map((row) => [row['duplicate_case'] ?? '', row['parent_case'] ?? '']) };
  },
  seamonkey: (): TestSet => {
    const entries = byTime(read('seamonkey/SeaMonkey_bugs.csv.gz'), 'Issue id', 'Created');
    const pairs = read('seamonkey/SeaMonkey_bugs-combined.csv').flatMap((row) =>
      (row['Duplicate id'] ?? '').split(',').map((other): [string, string] => [row['Issue id'] ?? '', other.trim()]),
    );
    return { entries, pairs };
  },
};

const febrl = (file: string): TestSet => {
  const entries = read(file).map((row) => ({ id: row['rec_id'] ?? '', row }));
  return { entries, pairs: pairsWithin(entries, ({ id }) => id.split('-')[1] ?? '') };
};

const byTime = (rows: Record<string, string>[], id: string, time: string): Entry[] =>
  rows.sort((a, b) => ((a[time] ?? '') < (b[time] ?? '') ? -1 : 1)).map((row) => ({ id: row[id] ?? '', row }));

/** Loads a public set from `P2C_DATA_DIR`; null if it is not there. */
export function loadSet(name: keyof typeof SETS): TestSet | null {
  try {
    return SETS[name]();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    console.log(`${name}: not measured, because it is not in ${folder}`);
    return null;
  }
}
