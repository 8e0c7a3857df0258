import { open, realpath } from 'node:fs/promises';
import { LinkFailure, plainly } from './failure.ts';

/**
 * Looks whether a file can be written, before minutes of work are done for it.
 * @throws LinkFailure where it cannot, or where it is one of the files that are read.
 */
export async function checkOutput(option: string, path: string, read: readonly string[]): Promise<void> {
  const own = await realpath(path).catch(() => null);
  if (own === null) {
    // What is not there yet would be left behind empty by a run that fails later: only its folder is looked at.
    const folder = path.replace(/[^/\\]*$/, '') || '.';
    await realpath(folder).catch((error: unknown) => Promise.reject(plainly(path, error)));
    return;
  }
  for (const one of read) {
    if ((await realpath(one).catch(() => null)) === own)
      throw new LinkFailure(`${option}: ${path} is also read, and would be overwritten`);
  }
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    throw plainly(path, error);
  }
}
