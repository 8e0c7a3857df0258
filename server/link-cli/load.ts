import { readFile } from 'node:fs/promises';
import { type Collection, collect } from '#shared/link/collection.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import { type CsvForm, PLAIN, readCsv } from './csv.ts';
import { LinkFailure, plainly } from './failure.ts';
import { findColumn } from './headers.ts';

/** @throws LinkFailure that says which part of the file is wrong. */
export async function loadModel(path: string): Promise<Model> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(plainly(path, error)));
  try {
    return readModel(text);
  } catch (error) {
    throw plainly(path, error);
  }
}

/** `named`: the ID comes from a column; otherwise it is the line number. */
export type Loaded = { id: string; row: Row; named: boolean; line: number };

/**
 * Reads a file's rows: the columns that the model uses, and each record's ID, from the model's ID column or, without
 * one, the line number.
 */
export async function loadRows(model: Model, path: string, form: CsvForm = PLAIN): Promise<Loaded[]> {
  const lineOf = new Map<string, number>();
  const rows: Loaded[] = [];
  let found: Found | null = null;
  for await (const { line, row } of readCsv(path, form)) {
    found ??= findColumns(model, path, Object.keys(row));
    const named = found.id !== null;
    const id = found.id === null ? String(line) : (row[found.id] ?? '');
    if (id === '') throw new LinkFailure(`${path}: line ${line}, column "${found.id}": the id is missing`);
    const before = lineOf.get(id);
    if (before !== undefined)
      throw new LinkFailure(`${path}: line ${line}, column "${found.id}": "${id}" is already used in line ${before}`);
    lineOf.set(id, line);
    const kept: Record<string, string> = {};
    for (const [column, from] of found.columns) {
      const value = row[from];
      if (value != null && value !== '') kept[column] = value;
    }
    rows.push({ id, row: kept, named, line });
  }
  if (rows.length === 0) throw new LinkFailure(`${path}: no records found`);
  return rows;
}

/** The model's columns that a file has, each with its name in the file. */
type Found = { id: string | null; columns: [column: string, from: string][] };

/** A field may lack some of its columns (such as the unit in a file without units), but not all of them. */
function findColumns(model: Model, path: string, names: readonly string[]): Found {
  const from = (column: string): string | null => findColumn(names, column);
  const missing = model.fields.filter((field) => field.columns.every((column) => from(column) === null));
  const used = missing.filter((field) => !field.columns.every((column) => column.startsWith('no_')));
  if (used.length > 0) {
    const lacking = used.map((field) => field.columns.map((one) => `"${one}"`).join(' or ')).join(', ');
    const list = names.map((one) => `"${one}"`).join(', ');
    throw new LinkFailure(
      `${path}: line 1: model ${model.name} reads the column ${lacking}, which is missing. The file has ${list}`,
    );
  }
  const wanted = new Set(model.fields.flatMap((one) => one.columns));
  if (model.time !== undefined) wanted.add(model.time);
  const columns = [...wanted].flatMap((column): Found['columns'] => {
    const own = from(column);
    return own === null ? [] : [[column, own]];
  });
  return { id: from(model.id), columns };
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

/** Loads one or two files into one collection. Rows are freed as soon as the engine has converted them. */
export async function collectFiles(
  model: Model,
  paths: readonly string[],
  form: CsvForm,
): Promise<{ collection: Collection; notes: string[] }> {
  const [first = '', second] = paths;
  const rows = await loadRows(model, first, form);
  const { length } = rows;
  if (second !== undefined) for (const row of await loadRows(model, second, form)) rows.push(row);
  const notes = rows.some((one) => one.named) ? [] : [`no column "${model.id}": line numbers are used as record ids`];
  return { collection: collectRows(model, rows, second === undefined ? null : length), notes };
}
