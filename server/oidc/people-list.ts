import { open } from 'node:fs/promises';
import { StartError } from '../start-error.ts';

/** Who may use the product, according to a list exported from the directory. */
export type People = { exact: ReadonlySet<string>; names: ReadonlySet<string> };

/** How a list may identify a person; `username` is from `asUsername`. */
export type Known = { subject: string; objectId: string | null; username: string | null };

const MOST_BYTES = 8_000_000;
/** Maximum length of a line: a user principal name has up to 113 characters, a subject 255 (OpenID Connect Core, 2). */
const LONGEST = 255;

/** Converts a username to the form in which usernames are stored and compared. */
export const asUsername = (given: string): string => given.trim().normalize('NFC').toLowerCase();

/**
 * Reads a list with a username, subject or object ID on each line, as written by spreadsheets, PowerShell, and shells.
 * `writtenAt` is when the file was last written.
 * @throws StartError
 */
export async function readPeople(path: string): Promise<{ people: People; count: number; writtenAt: Date }> {
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new StartError(`${path} is not a file.`, 1);
    const bytes = Buffer.alloc(Math.min(stat.size, MOST_BYTES) + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead > MOST_BYTES) throw new StartError(`${path} is larger than ${MOST_BYTES / 1e6} MB.`, 1);
    const lines = textOf(bytes.subarray(0, bytesRead), path)
      .split(/\r\n|\n|\r/)
      .map((line) =>
        line
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      );
    const tooLong = lines.findIndex((line) => line.length > LONGEST);
    if (tooLong >= 0)
      throw new StartError(`${path}, line ${tooLong + 1} is too long: the list has one person on each line.`, 1);
    const exact = new Set(lines.filter((line) => line !== ''));
    return { people: { exact, names: new Set([...exact].map(asUsername)) }, count: exact.size, writtenAt: stat.mtime };
  } finally {
    await file.close();
  }
}

/** Subjects and object IDs are case-sensitive, usernames aren't. */
export const isListed = ({ exact, names }: People, { subject, objectId, username }: Known): boolean =>
  exact.has(subject) || (objectId !== null && exact.has(objectId)) || (username !== null && names.has(username));

function textOf(bytes: Buffer, path: string): string {
  try {
    // Drops a byte order mark.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below.
  }
  throw new StartError(`${path} is not UTF-8. In PowerShell 5, write it with Out-File -Encoding utf8.`, 1);
}
