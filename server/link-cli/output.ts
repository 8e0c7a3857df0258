import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LinkFailure, plainly } from './failure.ts';

/**
 * Checks that output files can be written, before the run spends minutes on work.
 * @param outputs their paths, by the option that names them.
 * @throws LinkFailure when one cannot be written, is one of the files that are read, or is named twice.
 */
export async function checkOutputs(outputs: Readonly<Record<string, string>>, read: readonly string[]): Promise<void> {
  const inputs = new Set(
    (await Promise.all(read.map((path) => fileOf(path).catch(() => null)))).flatMap((one) => one ?? []),
  );
  const options = new Map<string, string>();
  for (const [option, path] of Object.entries(outputs)) {
    const own = await fileOf(path).catch((error: unknown) => Promise.reject(plainly(path, error)));
    if (inputs.has(own)) throw new LinkFailure(`${option}: ${path} is also an input and would be overwritten`);
    const other = options.get(own);
    if (other !== undefined) throw new LinkFailure(`${option}: ${path} is also what ${other} writes`);
    options.set(own, option);
    await checkWritable(path);
  }
}

/** Identifies the file behind a path, following links. The folder of a file that does not exist yet must exist. */
async function fileOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? join(await realpath(dirname(path)), basename(path)) : `${found.dev}:${found.ino}`;
}

/** A new file is not created as a test, because it would be left behind, empty, if the run fails later. */
async function checkWritable(path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) === null) return;
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    throw plainly(path, error);
  }
}
