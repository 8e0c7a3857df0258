import { errorShape } from '#shared/errors.ts';
import type { Log } from '../log.ts';
import { type JournalFile, openJournalFile } from './journal-file.ts';

/**
 * An officer's journal together with those that the same officer left here under former addresses of the server, as one.
 * Their decisions were never sent, and the caches that had them are not opened under this address; so they are given back
 * like those of a lost cache. What is written goes into the present file; a decision is buried wherever it lies.
 */
export function withFormer(file: JournalFile, paths: readonly string[], time: string, log: Log): JournalFile {
  const all = [file, ...paths.flatMap((path) => opened(path, time, log))];
  if (all.length === 1) return file;
  return {
    path: file.path,
    live: () => new Map(all.toReversed().flatMap((one) => [...one.live()])),
    bytes: () => all.reduce((sum, one) => sum + one.bytes(), 0),
    append: file.append,
    bury: (ids, through) => all.forEach((one) => one.bury(ids, through)),
    frames: () => [...new Map(all.flatMap((one) => one.frames()).map((frame) => [frame.id, frame])).values()],
    close: () => all.forEach((one) => one.close()),
  };
}

/** One that cannot be opened keeps nobody from working. */
function opened(path: string, time: string, log: Log): JournalFile[] {
  try {
    return [openJournalFile(path, time)];
  } catch (error) {
    log('journal.former_not_opened', { code: errorShape(error).code });
    return [];
  }
}
