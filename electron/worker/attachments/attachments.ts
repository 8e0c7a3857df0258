import { createHash, randomBytes } from 'node:crypto';
import type { Log } from '#electron/common/log.ts';
import { isInfected, shownCopy } from '#shared/domain/attachment.ts';
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
  /** The folder for sealed files; null when the cache is in memory, because then the files are in memory too. */
  folder: string | null;
  log: Log;
};

export type FileBytes = { bytes: Buffer; mediaType: string; meta: AttachmentMeta };
type Which = { reportId: string; id: string; copy: FileCopy };

export type Attachments = ReturnType<typeof createAttachments>;

/** How many recently opened files are kept when there is no folder for them. */
const IN_MEMORY = 12;

/**
 * The report files on this workstation: fetched from the server when first opened, checked against the hash in the
 * report, and kept sealed, so that they can also be opened offline. Decrypted bytes are in memory only.
 */
export function createAttachments({ stores, api, folder: path, log }: AttachmentDeps) {
  const folder: FileFolder | null = path === null ? null : openFileFolder(path);
  const inMemory = new Map<string, Buffer>();

  /**
   * @param copy `shown` for the picture to display.
   * @throws AppError not_found, forbidden (the scanner found malware); CallError offline when the file was never opened
   * here, bad_response when the content does not match its hash
   */
  async function read(file: { reportId: string; id: string; copy: 'shown' | 'original' }): Promise<FileBytes> {
    const { reportId, id } = file;
    // A report closed long ago is fetched from the server, and none of it is stored here.
    const report = stores.reports.get(reportId) ?? (await api.call('report', { params: { reportId } }));
    const meta = report.attachments.find((one) => one.id === id);
    if (meta === undefined) throw new AppError('not_found');
    if (isInfected(meta)) throw new AppError('forbidden', { detail: { code: 'file_infected', params: {} } });
    const wanted = file.copy === 'shown' ? shownCopy(meta) : { copy: file.copy, mediaType: meta.mediaType };
    if (wanted === null) throw new AppError('not_found');
    const { copy, mediaType } = wanted;
    const which = { reportId, id, copy };
    const kept = await readKept(which);
    if (kept !== null) return { bytes: kept, mediaType, meta };
    const bytes = await fetch(which, meta);
    await keep(which, bytes).catch((error: unknown) => {
      // Show the file anyway: a full disk is no reason to hide what was fetched.
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
      // Another program, such as a virus scanner, has the file locked: fetch it from the server, but keep the local copy.
      log('attachments.not_read', { code: errorShape(error).code });
      return null;
    }
    const bytes = sealed === null ? null : unseal(sealed, row.key, about(which));
    if (bytes !== null) return bytes;
    // The local copy is damaged or missing: fetch the file again and remove what is left of the copy.
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
    /** Attachments of a report that are available offline. */
    here: (reportId: string): string[] => {
      if (folder !== null) return stores.files.ofReport(reportId);
      const start = `${reportId} `;
      return [...inMemory.keys()].filter((one) => one.startsWith(start)).map((one) => one.split(' ')[1] ?? '');
    },
    /** Removes files whose report is no longer in the cache; their keys were deleted with the report. */
    sweep: async (): Promise<void> => {
      const removed = (await folder?.sweep(stores.files.names)) ?? 0;
      if (removed > 0) log('attachments.swept', { files: removed });
    },
  };
}

const about = ({ reportId, id, copy }: Which): string => `${reportId} ${id} ${copy}`;
