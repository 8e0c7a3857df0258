/** Says, in a sentence, what someone has to fix before a release can be made. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  /** 1: the command failed; 2: its arguments were invalid. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Returns an error that says why a file or folder cannot be read or written. */
  static ofFile(error: unknown, path: string): ReleaseError {
    const { code, message } = Object(error) as { code?: string; message?: string };
    return new ReleaseError(WHY[code ?? '']?.(path) ?? `${path} cannot be used: ${message ?? String(error)}`);
  }
}

const WHY: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist, or the folder that it should be in does not.`,
  EEXIST: (path) => `${path} already exists, and a key is never overwritten. Name another file.`,
  EACCES: (path) => `This account doesn't have permission to read or write ${path}.`,
  EPERM: (path) => `This account doesn't have permission to read or write ${path}.`,
  EROFS: (path) => `${path} is on a read-only disk.`,
  EISDIR: (path) => `${path} is a folder. Name a file.`,
  ENOTDIR: (path) => `${path} is not a folder.`,
};
