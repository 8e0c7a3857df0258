import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { StartError } from '../start-error.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/** Reads the text of an input file, without its byte order mark. @throws StartError if it is missing or too large. */
export async function readBounded(file: string): Promise<string> {
  const handle = await open(file).catch(({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'ENOENT') throw new StartError(`There is no ${file}.`, 1);
    if (code === 'EACCES')
      throw new StartError(`The account ${userInfo().username} doesn't have permission to read ${file}.`, 1);
    throw new StartError(`Can't read ${file}: ${message}`, 1);
  });
  try {
    if ((await handle.stat()).size > MOST_BYTES)
      throw new StartError(`${file} is larger than ${MOST_BYTES >> 20} MB.`, 1);
    return textOf(file, await handle.readFile()).replaceAll('\r\n', '\n');
  } finally {
    await handle.close();
  }
}

/** Also removes the byte order mark. */
function textOf(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new StartError(`${file} is not in UTF-8. Save it in that encoding; otherwise accents would be lost.`, 1);
  }
}
