import { appendFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { renameOnceSync } from './rename.ts';

/**
 * The fields that an event may log: codes, ids and numbers. Never log user-written text, names, addresses or secrets.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>> & {
  // Every line already has these fields, so an event may not set them.
  readonly [Own in 'at' | 'source' | 'event']?: never;
};
export type Log = (event: string, fields?: LogFields) => void;

const LARGEST_BYTES = 1024 * 1024;
/** A log that cannot be renamed for a long time ends here. */
const MOST_BYTES = 4 * LARGEST_BYTES;

/**
 * Writes one JSON line per event to stderr and to a file. When the file grows too large, it is renamed to `.old`, so at
 * most two files are on disk. A log that cannot be written must not stop the application.
 */
export function createLog(options: { folder: string | null; source: string; now?: () => Date }): Log {
  const now = options.now ?? (() => new Date());
  const file = options.folder === null ? null : join(options.folder, `${options.source}.log`);
  // If the parent process has closed its end of stderr, ignore the write errors: the file still gets every line.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
  if (options.folder !== null) attempt(() => mkdirSync(options.folder ?? '', { recursive: true, mode: 0o700 }));
  return (event, fields = {}) => {
    const line = `${JSON.stringify({ at: now().toISOString(), source: options.source, event, ...fields })}\n`;
    process.stderr.write(line);
    if (file === null) return;
    attempt(() => {
      const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      // While another program has one of the files open, the line is appended, and the next one tries again.
      if (bytes > LARGEST_BYTES) attempt(() => renameOnceSync(file, `${file}.old`));
      if (bytes < MOST_BYTES || !existsSync(file)) appendFileSync(file, line, { mode: 0o600 });
    });
  };
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // There is nowhere to report a failure of the log itself; the line already went to stderr.
  }
}
