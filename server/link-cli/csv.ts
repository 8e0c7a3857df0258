import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { Row } from '#shared/link/records.ts';
import { decoded } from './decoded.ts';
import { LinkFailure, plainly } from './failure.ts';

/**
 * `line` is the line on which the record ends. `names` are the columns in the file's order; the keys of `row` may be in
 * another order, because JavaScript puts numeric keys first.
 */
export type Line = { line: number; row: Row; names: readonly string[] };

/** A file's format: a WHATWG encoding name and the column delimiter. */
export type CsvForm = { encoding: string; delimiter: string };
export const PLAIN: CsvForm = { encoding: 'utf-8', delimiter: ',' };

/** Maximum length of a record. A longer one means that an earlier quote was never closed. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180, optionally gzipped) as a stream. The first line contains the column names; spaces around
 * values and names are ignored.
 * @throws LinkFailure with file, line, and column when the file cannot be read.
 */
export async function* readCsv(path: string, form = PLAIN): AsyncGenerator<Line, void, void> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error: Error) => bytes.destroy(error));
  const text = Readable.from(decoded(path, bytes, form.encoding));
  let last = 1;
  let names: readonly string[] = [];
  const parser = text.pipe(
    parse({
      columns: (found: string[]) => {
        names = checkedNames(path, found);
        return found;
      },
      delimiter: form.delimiter,
      trim: true,
      info: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (entry: unknown, { lines }) => {
        last = lines;
        return entry;
      },
    }),
  );
  text.on('error', (error: Error) => parser.destroy(error));
  try {
    for await (const entry of parser) {
      const { record, info } = entry as { record: Record<string, string>; info: { lines: number } };
      yield { line: info.lines, row: record, names };
    }
  } catch (error) {
    throw asFailure(path, error, last);
  }
}

function checkedNames(path: string, names: string[]): string[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new LinkFailure(`${path}: line 1: two columns are named "${twice}"`);
  const other = names.length === 1 ? /[;\t|]/.exec(names[0] ?? '')?.[0] : undefined;
  if (other !== undefined) {
    const shown = other === '\t' ? 'tab' : `"${other}"`;
    throw new LinkFailure(
      `${path}: line 1: there is only one column; does ${shown} separate the columns? If so, pass --delimiter`,
    );
  }
  return names;
}

/** @param last the line on which the last readable record ended. */
function asFailure(path: string, error: unknown, last: number): Error {
  if (error instanceof LinkFailure) return error;
  if (!(error instanceof CsvError)) return plainly(path, error);
  const { code, lines, column } = error as unknown as { code: string; lines?: number; column?: unknown };
  const at =
    typeof column === 'number' ? `, column ${column + 1}` : typeof column === 'string' ? `, column "${column}"` : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    return new LinkFailure(`${path}: line ${last + 1}${at}: a quote that starts here, or soon after, is never closed`);
  }
  return new LinkFailure(`${path}: line ${lines ?? 1}${at}: ${error.message}`);
}

export type CsvWriter = { row: (values: readonly (string | number)[]) => Promise<void>; end: () => Promise<void> };

/** Writes CSV line by line, with backpressure from the disk. */
export function writeCsv(path: string): CsvWriter {
  const stream = createWriteStream(path);
  const failed = new Promise<never>((_, reject) => stream.on('error', (error) => reject(plainly(path, error))));
  failed.catch(() => undefined);
  let text = '';
  const flush = async () => {
    const more = stream.write(text);
    text = '';
    if (!more) await Promise.race([new Promise<void>((resolve) => void stream.once('drain', resolve)), failed]);
  };
  return {
    row: async (values) => {
      text += `${values.map(cell).join(',')}\n`;
      if (text.length > 65_536) await flush();
    },
    end: async () => {
      await flush();
      stream.end();
      await Promise.race([finished(stream), failed]);
    },
  };
}

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
