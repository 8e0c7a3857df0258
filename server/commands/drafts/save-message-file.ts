import { whereIs } from '#server/db/attachments.ts';
import { dropPart, findPart } from '#server/db/partial-uploads.ts';
import { findReport } from '#server/db/report.ts';
import type { UploadDeps } from '#server/deps.ts';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import type { MessageFile } from '#shared/domain/message-file.ts';
import { AppError } from '#shared/errors.ts';
import { appendPiece, startPart } from './save-in-pieces.ts';

type Sent = { reportId: string; key: string; file: MessageFile; officerId: string; startsAt: number; data: Buffer };
type Arrived = { received: number; done: boolean; problem: UploadProblem | null };

/**
 * Stores a piece of a file that an officer sends with a message. The complete file is checked, rendered, and encrypted
 * like a reporter's file, and kept under the act's key until the act adds it to the report.
 * @throws AppError `not_found`; `unavailable` if there is no room for it now.
 */
export async function saveMessageFile(deps: UploadDeps, sent: Sent): Promise<Arrived> {
  const { reportId, key, file, officerId, startsAt, data } = sent;
  if ((await findReport(deps.db, reportId)) === null) throw new AppError('not_found');
  const { id } = file;
  const part = { id, uploadId: key };
  const place = await whereIs(deps.db, id);
  if (place !== null) {
    // Refuse the ID if it belongs to a file of another act or report.
    if (place.uploadId !== key && place.reportId !== reportId) throw new AppError('not_found');
    return { received: file.bytes, done: true, problem: null };
  }
  const from = `officer ${officerId}`;
  if ((await findPart(deps.db, part)) === null) {
    const started = await startPart(deps, { ...part, name: file.name, bytes: file.bytes, from });
    if (typeof started === 'string') return ended(started);
  }
  const now = await appendPiece(deps, { ...part, from, isOfficer: true }, { startsAt, data });
  if (now === null) throw new AppError('not_found');
  if (now.done?.problem === 'full') await dropPart(deps.db, id);
  return now.done === null
    ? { received: now.received, done: false, problem: null }
    : ended(now.done.problem, now.bytes);
}

function ended(problem: UploadProblem | null, received = 0): Arrived {
  if (problem === 'full') throw new AppError('unavailable');
  return { received, done: true, problem };
}
