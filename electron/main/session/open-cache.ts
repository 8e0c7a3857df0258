import type { OfficerFiles } from '#electron/common/officer-files.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { StoredSession } from './vault.ts';

/**
 * The one cache that the worker has open. While it is open, its key is held in memory, so that the key can be
 * rewrapped, and the cache reopened if the worker thread restarts.
 */
export type OpenCache = ReturnType<typeof createOpenCache>;

export function createOpenCache(deps: {
  server: string;
  files: OfficerFiles;
  ask: AskWorker;
  /** The agency's last known key for sealed journals; null if none is known or there is no keychain. */
  recoveryKey: () => Promise<string | null>;
}) {
  const { server, files, ask } = deps;
  let open: { officerId: string; key: Buffer } | null = null;

  function forget(): void {
    open?.key.fill(0);
    open = null;
  }

  return {
    /**
     * Returns a copy of the key that stays intact if a lock or revocation wipes the original; the caller must wipe the
     * copy.
     */
    keyOf: (officerId: string): Buffer | null => (open?.officerId === officerId ? Buffer.from(open.key) : null),
    isOpenFor: (officerId: string): boolean => open?.officerId === officerId,
    isOpen: (): boolean => open !== null,
    /**
     * @param key wiped when the cache is closed.
     * @throws AppError cache_unreadable, disk_full, clock_set_back; then nothing is open.
     */
    open: async (
      { officer, token }: StoredSession,
      key: Buffer,
      options: { encrypted: boolean; clockTrusted: boolean; rebuild?: boolean; replaces?: string },
    ): Promise<void> => {
      forget();
      if (options.encrypted) files.own(officer.id);
      const cache = options.encrypted
        ? { path: files.pathOf(officer.id), keyHex: key.toString('hex') }
        : { path: null, keyHex: null };
      const journalPath = files.journalOf(officer.id);
      const formerJournals = files.formerJournals(officer.id);
      const { clockTrusted, rebuild = false, replaces } = options;
      await ask('open', {
        server,
        officer,
        token,
        ...cache,
        journalPath,
        formerJournals,
        folders: files.folders,
        recoveryKey: await deps.recoveryKey().catch(() => null),
        clockTrusted,
        rebuild,
        replaces,
      });
      open = { officerId: officer.id, key };
    },
    close: async (): Promise<void> => {
      forget();
      await ask('close', undefined);
    },
  };
}
