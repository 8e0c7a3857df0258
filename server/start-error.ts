/** A problem that a person must fix before the server can start; the message describes it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Whether an error says that a disk is full, this server's or the database's. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', '53100'].includes(String((error as { code?: unknown } | null)?.code));

/** Turns an error from a full disk or a failing database into a readable one; returns all others unchanged. */
export function asStartError(error: unknown): unknown {
  if (error instanceof StartError || !(error instanceof Error)) return error;
  const { code, severity, path } = error as { code?: string; severity?: string; path?: string };
  if (isDiskFull(error)) {
    const where = severity === undefined ? `of ${path ?? 'the data folder'}` : 'of the database';
    return new StartError(
      `The disk ${where} is full. Make room, then start again; nothing that was accepted is lost.`,
      1,
    );
  }
  return severity === undefined ? error : new StartError(`The database cannot be used: ${error.message} (${code})`, 1);
}
