import { open, realpath } from 'node:fs/promises';
import { LinkFailure, plainly } from './failure.ts';

/**
 * Checks that an output file can be written, before the run spends minutes on work.
 * @throws LinkFailure when it cannot be written, or when it is one of the input files.
 */
export async function checkOutput(option: string, path: string, read: readonly string[]): Promise<void> {
  const own = await realpath(path).catch(() => null);
  if (own === null) {
    // Creating a new file as a test would leave an empty file behind if the run fails later, so check only its folder.
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
