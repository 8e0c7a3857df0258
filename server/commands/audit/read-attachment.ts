import type { Readable } from 'node:stream';
import { findAttachment, type StoredAttachment } from '#server/db/attachments.ts';
import { appendAlone } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { FileDeps } from '#server/deps.ts';
import type { Copy } from '#server/files/vault.ts';
import { isInfected } from '#shared/domain/attachment.ts';
import { openableFiles } from '#shared/domain/messages.ts';
import type { AttachmentMeta, Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';

type Wanted = { id: string; copy: Copy };
export type ReadAttachment = { meta: AttachmentMeta; copy: Copy; bytes: Readable };

/**
 * Returns a report's file to someone who may see it. The read, or the failed attempt, is logged before the first byte is
 * sent.
 * @throws AppError `not_found` for a file that is unknown or not part of a report, or if there is no view copy and one
 * was requested; `forbidden` for one in which malware was found.
 */
export async function readAttachment(
  deps: FileDeps,
  { id, copy }: Wanted,
  session: Session,
  source: string,
): Promise<ReadAttachment> {
  const found = await findAttachment(deps.db, id);
  const there = found !== null && (copy === 'original' || found.meta.view !== null);
  const infected = there && isInfected(found.meta);
  await noteRead(deps, { id, copy }, there && !infected ? found : null, session.officer.id, source);
  if (!there) throw new AppError('not_found');
  if (infected) throw new AppError('forbidden', { detail: { code: 'file_infected', params: {} } });
  const bytes = await deps.vault.open(found.fileId, copy);
  // The row exists, so the file should, too. If it doesn't, that is an internal error, not the caller's fault.
  if (bytes === null) throw new Error("A report's file is missing from the vault.");
  return { meta: found.meta, copy, bytes };
}

/**
 * Returns a file that an officer sent with a message, for the page of the report. A picture is returned as the copy
 * without the camera's metadata. The access is logged before the first byte is sent. Returns null for any other file,
 * and for one in which malware was found.
 */
export async function readSentFile(
  deps: FileDeps,
  report: Report,
  id: string,
  source: string,
): Promise<ReadAttachment | null> {
  if (!openableFiles(report).some((one) => one.id === id)) return null;
  const found = await findAttachment(deps.db, id);
  if (found === null || found.reportId !== report.id || isInfected(found.meta)) return null;
  const copy = found.meta.view === null ? 'original' : 'view';
  await noteRead(deps, { id, copy }, found, 'person', source);
  const bytes = await deps.vault.open(found.fileId, copy);
  if (bytes === null) throw new Error("A report's file is missing from the vault.");
  return { meta: found.meta, copy, bytes };
}

async function noteRead(
  deps: FileDeps,
  { id, copy }: Wanted,
  found: StoredAttachment | null,
  actor: string,
  source: string,
): Promise<void> {
  await appendAlone(deps.db, {
    at: deps.now(),
    actor,
    action: 'attachment.read',
    target: id,
    outcome: found === null ? 'failure' : 'success',
    source,
    detail: { copy, ...(found === null ? {} : { report: found.reportId }) },
  });
}
