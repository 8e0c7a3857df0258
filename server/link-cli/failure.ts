/** A mistake in the user's command-line input, with a readable message; the program exits with code 2. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure';
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'this is a folder',
  EACCES: "this account doesn't have permission to read or write it",
  ENOSPC: 'the disk is full',
  Z_DATA_ERROR: 'its name ends in .gz, but it is not gzipped or is damaged',
  Z_BUF_ERROR: 'it is gzipped but truncated',
};

/** Converts a system error about a file to a readable message. */
export function plainly(path: string, error: unknown): LinkFailure {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  return new LinkFailure(`${path}: ${WORDS[code] ?? message}`, { cause: error });
}
