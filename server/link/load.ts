import { readFile } from 'node:fs/promises';
import { type Collection, collect } from '#shared/link/collection.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import { readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';

/** @throws LinkFailure that says which part of the file is wrong. */
export async function loadModel(path: string): Promise<Model> {
  try {
    return readModel(await readFile(path, 'utf8'));
  } catch (error) {
    throw new LinkFailure(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

export type Loaded = { id: string; row: Row };

/** The columns of a file that the model reads, with each record's id: the model's column, else the line's number. */
export async function loadRows(model: Model, path: string): Promise<Loaded[]> {
  const columns = new Set(model.fields.flatMap((one) => one.columns));
  if (model.time !== undefined) columns.add(model.time);
  const lineOf = new Map<string, number>();
  const rows: Loaded[] = [];
  let hasId = false;
  for await (const { line, row } of readCsv(path)) {
    if (rows.length === 0) {
      hasId = row[model.id] !== undefined;
      checkColumns(model, path, row);
    }
    const id = hasId ? (row[model.id] ?? '') : String(line);
    if (id === '') throw new LinkFailure(`${path}: line ${line}, column "${model.id}": there is no id`);
    const before = lineOf.get(id);
    if (before !== undefined)
      throw new LinkFailure(`${path}: line ${line}, column "${model.id}": "${id}" already stands in line ${before}`);
    lineOf.set(id, line);
    const kept: Record<string, string> = {};
    for (const column of columns) {
      const value = row[column];
      if (value != null && value !== '') kept[column] = value;
    }
    rows.push({ id, row: kept });
  }
  if (rows.length === 0) throw new LinkFailure(`${path}: there are no records`);
  return rows;
}

/** A field may lack some of its columns (a table without units), not all of them. */
function checkColumns(model: Model, path: string, row: Row): void {
  const missing = model.fields.filter((field) => field.columns.every((column) => row[column] === undefined));
  const used = missing.filter((field) => !field.columns.every((column) => column.startsWith('no_')));
  if (used.length === 0) return;
  const names = used.map((field) => field.columns.map((one) => `"${one}"`).join(' or ')).join(', ');
  throw new LinkFailure(`${path}: line 1: model ${model.name} reads the column ${names}, which is not there`);
}

export function collectRows(model: Model, rows: readonly Loaded[], second: number | null = null): Collection {
  try {
    return collect(model, rows, second);
  } catch (error) {
    if (error instanceof RangeError) throw new LinkFailure(error.message, { cause: error });
    throw error;
  }
}

/** Pairs of a truth file: the first two columns are ids; rows without a second id, and relations not asked for, drop. */
export async function loadTruth(
  path: string,
  relations: readonly string[] | null,
): Promise<[string, string, string][]> {
  const pairs: [string, string, string][] = [];
  for await (const { line, row } of readCsv(path)) {
    const [a = '', b = ''] = Object.values(row).map((one) => one ?? '');
    if (a === '') throw new LinkFailure(`${path}: line ${line}, column 1: there is no id`);
    const relation = row['relation'] ?? '';
    if (b === '' || a === b || (relations !== null && !relations.includes(relation))) continue;
    pairs.push([a, b, relation]);
  }
  return pairs;
}
