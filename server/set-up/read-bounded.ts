import { open } from 'node:fs/promises';
import { StartError } from '../start-error.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/** Reads the text of an input file, without its byte order mark. @throws StartError if it is missing or too large. */
export async function readBounded(file: string): Promise<string> {
  const handle = await open(file).catch((error: Error) => {
    throw new StartError(`Can't read the file: ${error.message}`, 1);
  });
  try {
    if ((await handle.stat()).size > MOST_BYTES)
      throw new StartError(`${file} has more than ${MOST_BYTES >> 20} MB.`, 1);
    return (await handle.readFile('utf8')).replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  } finally {
    await handle.close();
  }
}
