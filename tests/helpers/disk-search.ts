import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `form` is what was found: the word itself, all of it in lower case, or one word of it in lower case. */
export type Found = { word: string; form: string; file: string; as: string };

/** Shorter tokens occur everywhere. */
const SHORTEST_TOKEN = 7;

/**
 * Finds where any of the words occurs in any file of the folders, byte for byte: as UTF-8, in the other encodings in
 * which programs store text (UTF-16, Latin-1, hexadecimal), and in base64 at each of its three possible offsets. Sort
 * keys and the search index store words in lower case, and the index stores each word separately, so those forms are
 * searched too.
 */
export function wordsOnDisk(folders: readonly string[], words: readonly string[]): Found[] {
  const needles = words.flatMap((word) =>
    written(word).flatMap((form) => forms(form).map(([as, bytes]) => ({ word, form, as, bytes }))),
  );
  return folders.flatMap(filesIn).flatMap((file) => {
    const bytes = bytesOf(file);
    return needles.filter((one) => bytes.includes(one.bytes)).map(({ word, form, as }) => ({ word, form, as, file }));
  });
}

/** Returns the files that contain any of these byte sequences. */
export function filesWith(folders: readonly string[], parts: readonly Buffer[]): string[] {
  return folders.flatMap(filesIn).filter((file) => {
    const bytes = bytesOf(file);
    return parts.some((part) => bytes.includes(part));
  });
}

/** A running browser deletes its own files; a deleted file contains no words. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function written(word: string): string[] {
  const lower = word.toLowerCase();
  const tokens = lower.split(/[^\p{L}\p{N}]+/u).filter((one) => one.length >= SHORTEST_TOKEN);
  return [...new Set([word, lower, ...tokens])];
}

function forms(word: string): [string, Buffer][] {
  const text = Buffer.from(word, 'utf8');
  const base64 = [0, 1, 2].map((offset): [string, Buffer] => {
    const encoded = Buffer.concat([Buffer.alloc(offset), text]).toString('base64');
    // The first and last characters depend on the bytes next to the word.
    return [`base64+${offset}`, Buffer.from(encoded.slice(offset === 0 ? 0 : 4, -4))];
  });
  return [
    ['utf8', text],
    ['utf16', Buffer.from(word, 'utf16le')],
    ['latin1', Buffer.from(word, 'latin1')],
    ['hex', Buffer.from(text.toString('hex'))],
    ...base64.filter(([, bytes]) => bytes.length >= 6),
  ];
}
