import { createHash, randomBytes } from 'node:crypto';
import type { Log } from '#electron/common/log.ts';
import { shownCopy } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { FileCopy } from '../db/files.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';
import { type FileFolder, openFileFolder } from './file-folder.ts';
import { seal, unseal } from './sealed.ts';

export type AttachmentDeps = {
  stores: Pick<Stores, 'db' | 'files' | 'reports'>;
  api: Pick<ApiClient, 'call' | 'file'>;
  /** Where sealed files lie; null where the cache is in memory: then files are, too. */
  folder: string | null;
  log: Log;
};

export type FileBytes = { bytes: Buffer; mediaType: string; meta: AttachmentMeta };
type Which = { reportId: string; id: string; copy: FileCopy };

export type Attachments = ReturnType<typeof createAttachments>;

/** Of the files opened last, where there is no folder to keep them in. */
const IN_MEMORY = 12;

/**
 * The files of reports on this workstation: fetched from the server when somebody opens one, checked against the hash in
 * the report, and kept sealed, so that they open again without the line. In plain they are in memory alone.
 */
export function createAttachments({ stores, api, folder: path, log }: AttachmentDeps) {
  const folder: FileFolder | null = path === null ? null : openFileFolder(path);
  const inMemory = new Map<string, Buffer>();

  /**
   * @param copy `shown` for what is shown of it as a picture.
   * @throws AppError not_found, CallError (offline: it was never opened here), bad_response when it is not what it should be
   */
  async function read(file: { reportId: string; id: string; copy: 'shown' | 'original' }): Promise<FileBytes> {
    const { reportId, id } = file;
    // One that was closed long ago is shown from the server, and nothing of it is kept here.
    const report = stores.reports.get(reportId) ?? (await api.call('report', { params: { reportId } }));
    const meta = report.attachments.find((one) => one.id === id);
    if (meta === undefined) throw new AppError('not_found');
    const wanted = file.copy === 'shown' ? shownCopy(meta) : { copy: file.copy, mediaType: meta.mediaType };
    if (wanted === null) throw new AppError('not_found');
    const { copy, mediaType } = wanted;
    const which = { reportId, id, copy };
    const kept = await readKept(which);
    if (kept !== null) return { bytes: kept, mediaType, meta };
    const bytes = await fetch(which, meta);
    await keep(which, bytes).catch((error: unknown) => {
      // It is shown all the same: a full disk is no reason to hide what was fetched.
      log('attachments.not_kept', { code: errorShape(error).code });
    });
    return { bytes, mediaType, meta };
  }

  async function fetch({ id, copy }: Which, meta: AttachmentMeta): Promise<Buffer> {
    const bytes = await api.file('attachment', { params: { attachmentId: id }, query: { copy } });
    const wanted = copy === 'view' ? meta.view?.sha256 : meta.sha256;
    if (createHash('sha256').update(bytes).digest('hex') !== wanted) {
      throw new CallError('bad_response', { reached: true, status: null });
    }
    return bytes;
  }

  async function readKept(which: Which): Promise<Buffer | null> {
    if (folder === null) return inMemory.get(about(which)) ?? null;
    const row = stores.files.get(which.id, which.copy);
    if (row === null) return null;
    let sealed: Buffer | null;
    try {
      sealed = await folder.read(row.name);
    } catch (error) {
      // Something else holds it just now, as a virus scanner does: it is fetched, and what is here stays.
      log('attachments.not_read', { code: errorShape(error).code });
      return null;
    }
    const bytes = sealed === null ? null : unseal(sealed, row.key, about(which));
    if (bytes !== null) return bytes;
    // Damaged or taken away: it is fetched anew, and what is left of it goes.
    log('attachments.unreadable', { attachment: which.id });
    write(stores.db, (tx) => stores.files.remove(tx, row.name));
    await folder.remove(row.name);
    return null;
  }

  async function keep(which: Which, bytes: Buffer): Promise<void> {
    if (folder === null) {
      inMemory.set(about(which), bytes);
      for (const oldest of [...inMemory.keys()].slice(0, -IN_MEMORY)) inMemory.delete(oldest);
      return;
    }
    const key = randomBytes(32);
    const { name, booked } = await folder.write(seal(bytes, key, about(which)));
    try {
      const { reportId, id: attachmentId, copy } = which;
      const row = { reportId, attachmentId, copy, name, key, bytes: bytes.length };
      if (!write(stores.db, (tx) => stores.files.add(tx, row))) await folder.remove(name);
    } finally {
      booked();
    }
  }

  return {
    read,
    /** Attachments of a report that open without the line. */
    here: (reportId: string): string[] => {
      if (folder !== null) return stores.files.ofReport(reportId);
      const start = `${reportId} `;
      return [...inMemory.keys()].filter((one) => one.startsWith(start)).map((one) => one.split(' ')[1] ?? '');
    },
    /** Removes the files whose report has left the cache; their keys went with it. */
    sweep: async (): Promise<void> => {
      const removed = (await folder?.sweep(stores.files.names)) ?? 0;
      if (removed > 0) log('attachments.swept', { files: removed });
    },
  };
}

const about = ({ reportId, id, copy }: Which): string => `${reportId} ${id} ${copy}`;
