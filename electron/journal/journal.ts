import { errorShape } from '#shared/errors.ts';
import type { Frame } from '#shared/journal/frames.ts';
import type { RecoveryKey } from '#shared/journal/row.ts';
import { inTransaction } from '../db/open.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import type { Log } from '../log.ts';
import type { JournalFile } from './journal-file.ts';
import { sealRow } from './seal.ts';

export type JournalDeps = {
  stores: Pick<Stores, 'db' | 'outbox' | 'journalDone'>;
  /** Null where no folder was given: then nothing is sealed. */
  file: JournalFile | null;
  officerId: string;
  key: () => RecoveryKey | null;
  log: Log;
};

export type Journal = ReturnType<typeof createJournal>;

const SOON_MS = 250;

/**
 * Keeps the sealed journal in step with the outbox. Invariants: a decision is in the file before its transaction
 * commits, so before anybody was told that it is saved; it gets its tombstone only after the transaction in which it
 * left the outbox. A row too many is harmless (the server knows what it has, and the officer confirms the rest), a row
 * too few would be a lost decision.
 */
export function createJournal({ stores, file, officerId, key, log }: JournalDeps) {
  let soon: NodeJS.Timeout | undefined;

  function append(row: QueuedAct): void {
    const recovery = key();
    if (file === null || recovery === null || file.live().has(row.id)) return;
    const { id, reportId, trackingNumber, act, seen, createdAt } = row;
    file.append(id, sealRow(recovery, { id, officerId, reportId, trackingNumber, act, seen, createdAt }));
  }

  /** Writes the tombstones that are owed. Never throws: what could not be written stays owed. */
  function settle(): void {
    clearTimeout(soon);
    soon = undefined;
    try {
      const ids = stores.journalDone.list();
      if (ids.length === 0) return;
      file?.bury(ids);
      inTransaction(stores.db, () => stores.journalDone.remove(ids));
    } catch (error) {
      log('journal.not_settled', { code: errorShape(error).code });
    }
  }

  /** Live decisions that this cache does not have: it was replaced, or died, after they were made. */
  function lost(): string[] {
    if (file === null) return [];
    const here = new Set([...stores.outbox.ids(), ...stores.journalDone.list()]);
    return [...file.live()].filter((id) => !here.has(id));
  }

  return {
    append,
    settle,
    /** For decisions that the server took: many come in a row, and a tombstone that a kill forgets does no harm. */
    settleSoon: (): void => {
      soon ??= setTimeout(settle, SOON_MS);
    },
    /** Seals what was decided before there was a key, or before there was a journal. */
    catchUp: (): void => {
      settle();
      try {
        for (const row of stores.outbox.list()) append(row);
      } catch (error) {
        log('journal.not_sealed', { code: errorShape(error).code });
      }
    },
    bury: (ids: readonly string[]): void => file?.bury(ids),
    frames: (): Frame[] => {
      const wanted = new Set(lost());
      return (file?.frames() ?? []).filter(({ id }) => wanted.has(id));
    },
    state: () => ({
      path: file?.path ?? null,
      bytes: file?.bytes() ?? 0,
      live: file?.live().size ?? 0,
      lost: lost().length,
      ready: file !== null && key() !== null,
    }),
    close: (): void => {
      settle();
      file?.close();
    },
  };
}
