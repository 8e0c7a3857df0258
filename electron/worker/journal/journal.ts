import type { JournalFile } from '#electron/common/journal-file.ts';
import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import type { Frame } from '#shared/journal/frames.ts';
import type { RecoveredRow, RecoveryKey } from '#shared/journal/row.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';
import { write, writeRepeatable } from '../db/write.ts';
import { sealRow } from './seal.ts';

export type JournalDeps = {
  stores: Pick<Stores, 'db' | 'outbox' | 'pairOutbox' | 'journalDone'>;
  /** Null when no folder was given: then nothing is sealed. */
  file: JournalFile | null;
  officerId: string;
  key: () => RecoveryKey | null;
  log: Log;
};

export type Journal = ReturnType<typeof createJournal>;

const SOON_MS = 250;
const TOGETHER = 100;

/**
 * Keeps the sealed journal in sync with the outbox.
 * Invariants: a decision is in the file before its transaction commits, and therefore before anyone sees it as saved.
 * Its tombstone is written only after the transaction that removes the decision from the outbox. Everything in the
 * outbox is sealed with the agency's current key.
 * An extra row is harmless, because the server knows which decisions it has and the officer confirms the rest. A
 * missing row would be a lost decision.
 */
export function createJournal({ stores, file, officerId, key, log }: JournalDeps) {
  let soon: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let isOpen = true;

  /** If somebody removes the file while it is in use, all unsent decisions are sealed again in a new file. */
  function sealAgainIfGone(): void {
    if (file?.renewIfGone() !== true) return;
    log('journal.was_gone');
    again ??= setTimeout(() => {
      again = undefined;
      if (isOpen) catchUp();
    });
  }

  /** Rows written by the last `append` that were not in the file before. */
  let added = new Set<string>();
  /**
   * Rows that were sealed but not saved, and whose tombstones could not be written either; kept in memory until the
   * application exits.
   */
  const unwanted = new Set<string>();

  function append(...rows: readonly (QueuedAct | QueuedPair)[]): void {
    const recovery = key();
    added = new Set();
    if (file === null || recovery === null) return;
    sealAgainIfGone();
    const missing = rows.filter(({ id }) => file.live().get(id) !== recovery.keyId);
    const unknown = missing.map(({ id }) => id).filter((id) => !file.live().has(id));
    file.append(missing.map((row) => ({ id: row.id, payload: sealRow(recovery, { ...sealedPart(row), officerId }) })));
    added = new Set(unknown);
  }

  /**
   * Seals outbox rows that are not in the file or were sealed with an outdated key. Syncs many rows at once, because
   * syncing is the slow part.
   */
  function sealMissing(ids: readonly string[], get: (id: string) => QueuedAct | QueuedPair | null): void {
    const missing = ids.filter((id) => file?.live().get(id) !== key()?.keyId);
    for (let at = 0; at < missing.length; at += TOGETHER) {
      append(...missing.slice(at, at + TOGETHER).flatMap((id) => get(id) ?? []));
    }
  }

  /**
   * Writes pending tombstones. Never throws: those that could not be written stay pending.
   * @param through false if it is acceptable to lose them in a power failure, because the server has these decisions and
   * will report them again.
   */
  function settle(through = true): void {
    clearTimeout(soon);
    soon = undefined;
    try {
      const ids = stores.journalDone.list();
      if (ids.length + unwanted.size === 0) return;
      // Decisions that were never saved are unknown to the server, so their tombstones must be synced to disk.
      const surely = through || unwanted.size > 0;
      file?.bury([...ids, ...unwanted], surely);
      unwanted.clear();
      const commit = surely ? write : writeRepeatable;
      if (ids.length > 0) commit(stores.db, (tx) => stores.journalDone.remove(tx, ids));
    } catch (error) {
      log('journal.not_settled', { code: errorShape(error).code });
    }
  }

  const settleNow = (): void => {
    if (isOpen) settle(false);
  };

  /**
   * Returns the live decisions in the journal that this cache does not have, because it was replaced or lost after they
   * were made.
   */
  function lost(): string[] {
    if (file === null) return [];
    const { outbox, pairOutbox, journalDone } = stores;
    const here = new Set([...outbox.ids(), ...pairOutbox.ids(), ...journalDone.list(), ...unwanted]);
    return [...file.live().keys()].filter((id) => !here.has(id));
  }

  function noticeIfGone(): void {
    try {
      sealAgainIfGone();
    } catch (error) {
      log('journal.not_sealed', { code: errorShape(error).code });
    }
  }

  /** Counts the decisions that are not sealed, for example because there was no key yet. */
  function unsealed(): number {
    if (file === null) return 0;
    const sealed = file.live();
    return [...stores.outbox.ids(), ...stores.pairOutbox.ids()].filter((id) => !sealed.has(id)).length;
  }

  /** Seals decisions that were made before there was a key or a journal, or were sealed with another key. */
  function catchUp(): void {
    settle();
    try {
      sealMissing(stores.outbox.ids(), stores.outbox.get);
      sealMissing(stores.pairOutbox.ids(), stores.pairOutbox.get);
    } catch (error) {
      log('journal.not_sealed', { code: errorShape(error).code });
    }
  }

  return {
    append,
    /**
     * Called when a row was sealed but its transaction then failed. A row that was already in the file stays there: it
     * was being restored from the file, which has the only copy. Never throws, so that the original error is the one
     * reported.
     */
    unseal: (id: string): void => {
      if (!added.delete(id)) return;
      unwanted.add(id);
      settle();
    },
    settle: (): void => settle(),
    /**
     * Writes tombstones for decisions that the server accepted. Many arrive in a row, and a lost tombstone does no
     * harm, so this function does not sync: a sync would also flush all other recent writes and block the thread for
     * 100 ms.
     */
    settleSoon: (): void => {
      soon ??= setTimeout(settleNow, SOON_MS);
    },
    catchUp,
    bury: (ids: readonly string[]): void => file?.bury(ids),
    frames: (): Frame[] => {
      const wanted = new Set(lost());
      return (file?.frames() ?? []).filter(({ id }) => wanted.has(id));
    },
    /** Called every few minutes, so that a removed file is noticed even when nobody decides anything. */
    state: () => {
      noticeIfGone();
      return {
        path: file?.path ?? null,
        bytes: file?.bytes() ?? 0,
        live: file?.live().size ?? 0,
        lost: lost().length,
        unsealed: unsealed(),
        ready: file !== null && key() !== null,
      };
    },
    close: (): void => {
      isOpen = false;
      clearTimeout(again);
      settle();
      file?.close();
    },
  };
}

/** Returns the part of a row that is sealed: the decision, without its sending state. */
function sealedPart(row: QueuedAct | QueuedPair): RecoveredRow {
  if ('act' in row) {
    const { id, reportId, trackingNumber, act, seen, createdAt, circumstances } = row;
    const sealed = { id, reportId, trackingNumber, act, seen, createdAt };
    return circumstances === null ? sealed : { ...sealed, circumstances };
  }
  const { id, reports, trackingNumbers, decision, createdAt } = row;
  return { id, reports, trackingNumbers, decision, createdAt };
}
