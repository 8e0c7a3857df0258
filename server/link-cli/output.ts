import { open, realpath } from 'node:fs/promises';
import { LinkFailure, plainly } from './failure.ts';

/**
 * Checks that a file can be written before minutes of work are spent on it.
 * @throws LinkFailure when it cannot, or when it is one of the input files.
 */
export async function checkOutput(option: string, path: string, read: readonly string[]): Promise<void> {
  const own = await realpath(path).catch(() => null);
  if (own === null) {
    // A new file would be left behind empty if the run fails later, so only its folder is checked.
    const folder = path.replace(/[^/\\]*$/, '') || '.';
    await realpath(folder).catch((error: unknown) => Promise.reject(plainly(path, error)));
    return;
  }
  for (const one of read) {
    if ((await realpath(one).catch(() => null)) === own)
      throw new LinkFailure(`${option}: ${path} is also an input and would be overwritten`);
  }
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    throw plainly(path, error);
  }
}
