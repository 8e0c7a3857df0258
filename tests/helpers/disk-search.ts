import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `form` is what of the word was looked for: the word itself, or in lower case all of it or a single word of it. */
export type Found = { word: string; form: string; file: string; as: string };

/** Shorter ones are everywhere. */
const SHORTEST_TOKEN = 7;

/**
 * Where any of the words lies in any file of the folders, byte for byte: as UTF-8, in the other encodings in which
 * programs keep text (UTF-16, Latin-1, hexadecimal), and in base64 at each of its three possible offsets. Sort keys and the
 * index of words have them in lower case, and that one has each word by itself, so these are looked for as well.
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

/** The files in which any of these runs of bytes lies. */
export function filesWith(folders: readonly string[], parts: readonly Buffer[]): string[] {
  return folders.flatMap(filesIn).filter((file) => {
    const bytes = bytesOf(file);
    return parts.some((part) => bytes.includes(part));
  });
}

/** A browser that runs removes files of its own, and one that is gone has no word. */
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
    // The first and last letters depend on the bytes beside the word.
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
