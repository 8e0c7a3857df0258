import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { Row } from '#shared/link/records.ts';
import { LinkFailure } from './failure.ts';

export type Line = { line: number; row: Row };

/**
 * Reads a CSV file (RFC 4180; UTF-8, also gzipped) as a stream: the first line names the columns, spaces around values
 * and names do not count.
 * @throws LinkFailure with file, line and column where the file cannot be read.
 */
export async function* readCsv(path: string): AsyncGenerator<Line, void, void> {
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error: Error) => text.destroy(error));
  const parser = text.pipe(
    parse({
      columns: (names: string[]) => checkedNames(path, names),
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
    }),
  );
  text.on('error', (error: Error) => parser.destroy(error));
  try {
    for await (const entry of parser) {
      const { record, info } = entry as { record: Record<string, string>; info: { lines: number } };
      yield { line: info.lines, row: record };
    }
  } catch (error) {
    throw asFailure(path, error);
  }
}

function checkedNames(path: string, names: string[]): string[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new LinkFailure(`${path}: line 1: two columns are named "${twice}"`);
  return names;
}

function asFailure(path: string, error: unknown): Error {
  if (error instanceof LinkFailure) return error;
  if (error instanceof CsvError) {
    const { lines, column } = error as unknown as { lines?: number; column?: number | string };
    const at = typeof column === 'number' ? `column ${column + 1}` : `column "${column}"`;
    return new LinkFailure(`${path}: line ${lines ?? 1}${column === undefined ? '' : `, ${at}`}: ${error.message}`);
  }
  return new LinkFailure(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

export type CsvWriter = { row: (values: readonly (string | number)[]) => Promise<void>; end: () => Promise<void> };

/** Writes CSV line by line and waits where the disk is slower. */
export function writeCsv(path: string): CsvWriter {
  const stream = createWriteStream(path);
  const failed = new Promise<never>((_, reject) =>
    stream.on('error', (error) => reject(new LinkFailure(`${path}: ${error.message}`))),
  );
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
