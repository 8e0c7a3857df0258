import { readFile } from 'node:fs/promises';
import { type Collection, collect } from '#shared/link/collection.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import { type CsvForm, PLAIN, readCsv } from './csv.ts';
import { LinkFailure, plainly } from './failure.ts';

/** @throws LinkFailure that says which part of the file is wrong. */
export async function loadModel(path: string): Promise<Model> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(plainly(path, error)));
  try {
    return readModel(text);
  } catch (error) {
    throw plainly(path, error);
  }
}

/** `named`: the id is of a column, else it is the number of the line. */
export type Loaded = { id: string; row: Row; named: boolean };

/** The columns of a file that the model reads, with each record's id: the model's column, else the line's number. */
export async function loadRows(model: Model, path: string, form: CsvForm = PLAIN): Promise<Loaded[]> {
  const columns = new Set(model.fields.flatMap((one) => one.columns));
  if (model.time !== undefined) columns.add(model.time);
  const lineOf = new Map<string, number>();
  const rows: Loaded[] = [];
  let hasId = false;
  for await (const { line, row } of readCsv(path, form)) {
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
    rows.push({ id, row: kept, named: hasId });
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
  const list = (some: string[]) => some.map((one) => `"${one}"`).join(', ');
  throw new LinkFailure(
    `${path}: line 1: model ${model.name} reads the column ${names}, which is not there. It has ${list(Object.keys(row))}`,
  );
}

export function collectRows(
  model: Model,
  rows: readonly Pick<Loaded, 'id' | 'row'>[],
  second: number | null = null,
): Collection {
  try {
    return collect(model, rows, second);
  } catch (error) {
    if (error instanceof RangeError) throw new LinkFailure(error.message, { cause: error });
    throw error;
  }
}

/** More pairs than this are no truth that anybody made by hand or by number: a column was taken for another. */
const MOST_TRUE_PAIRS = 20_000_000;

/**
 * Pairs of a truth file: the first two columns are ids; rows without a second id, and relations not asked for, drop. Or
 * its columns are `id` and `cluster`: records with the same cluster belong together.
 * @throws LinkFailure also where no pair is left.
 */
export async function loadTruth(
  path: string,
  relations: readonly string[] | null,
  form: CsvForm = PLAIN,
): Promise<[string, string, string][]> {
  const pairs: [string, string, string][] = [];
  const clusters = new Map<string, string[]>();
  for await (const { line, row } of readCsv(path, form)) {
    const columns = Object.keys(row);
    if (columns.length < 2) throw new LinkFailure(`${path}: line 1: a truth has two columns of ids, or id and cluster`);
    if (row['id'] !== undefined && row['cluster'] !== undefined) {
      const { id, cluster } = row as { id: string; cluster: string };
      if (id !== '' && cluster !== '') {
        const own = clusters.get(cluster);
        if (own === undefined) clusters.set(cluster, [id]);
        else own.push(id);
      }
      continue;
    }
    const [a = '', b = ''] = Object.values(row).map((one) => one ?? '');
    if (a === '') throw new LinkFailure(`${path}: line ${line}, column 1: there is no id`);
    const relation = row['relation'] ?? '';
    if (b === '' || a === b || (relations !== null && !relations.includes(relation))) continue;
    pairs.push([a, b, relation]);
  }
  for (const ids of clusters.values()) {
    for (const [at, one] of ids.entries()) {
      for (const other of ids.slice(at + 1)) pairs.push([one, other, '']);
      if (pairs.length > MOST_TRUE_PAIRS) throw new LinkFailure(`${path}: its clusters make too many pairs`);
    }
  }
  if (pairs.length === 0) {
    const named = relations === null ? '' : ` of ${relations.join(' or ')}`;
    throw new LinkFailure(`${path}: there are no pairs${named}`);
  }
  return pairs;
}

/** Loads one file or two for one collection; what was read is let go as soon as the engine has its own form of it. */
export async function collectFiles(
  model: Model,
  paths: readonly string[],
  form: CsvForm,
): Promise<{ collection: Collection; notes: string[] }> {
  const [first = '', second] = paths;
  const rows = await loadRows(model, first, form);
  const { length } = rows;
  if (second !== undefined) for (const row of await loadRows(model, second, form)) rows.push(row);
  const notes = rows.some((one) => one.named)
    ? []
    : [`no column "${model.id}": the number of its line stands for each record's id`];
  return { collection: collectRows(model, rows, second === undefined ? null : length), notes };
}
