import { type JournalFile, openJournalFile } from '#electron/common/journal-file.ts';
import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';

type Given = { journalPath: string | null; formerJournals?: readonly string[] };

/**
 * Opens an officer's journal together with the officer's journals under former server addresses and those that an older
 * version set aside. Returns null when there is no journal. Decisions in the former journals may never have been sent,
 * and this cache may not have them, so those decisions are recovered like the decisions of a lost cache. New rows go to
 * the current file; a tombstone goes to the file that contains the decision.
 * @throws AppError disk_full, disk_refused
 */
export function openJournals({ journalPath, formerJournals = [] }: Given, time: string, log: Log): JournalFile | null {
  if (journalPath === null) return null;
  const file = openJournalFile(journalPath, time);
  const all = [file, ...formerJournals.flatMap((path) => opened(path, time, log))];
  if (all.length === 1) return file;
  return {
    path: file.path,
    live: () => new Map(all.toReversed().flatMap((one) => Array.from(one.live()))),
    bytes: () => all.reduce((sum, one) => sum + one.bytes(), 0),
    append: file.append,
    renewIfGone: file.renewIfGone,
    bury: (ids, through) => all.forEach((one) => one.bury(ids, through)),
    frames: () => [...new Map(all.flatMap((one) => one.frames()).map((frame) => [frame.id, frame])).values()],
    close: () => all.forEach((one) => one.close()),
  };
}

/** Opens a former journal. One that cannot be opened is skipped, so that it does not block work. */
function opened(path: string, time: string, log: Log): JournalFile[] {
  try {
    return [openJournalFile(path, time)];
  } catch (error) {
    log('journal.former_not_opened', { code: errorShape(error).code });
    return [];
  }
}
