import type { Transaction } from 'kysely';
import { claimUploads, MOST_ATTACHMENTS, uploadsOf } from '#server/db/attachments.ts';
import type { Database } from '#server/db/schema.ts';
import type { Act } from '#shared/domain/act.ts';
import { isInfected } from '#shared/domain/attachment.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { AttachmentMeta, Report } from '#shared/domain/report.ts';

type Given = { key: string; officer: Officer; request: { act: Act } };

/**
 * Returns the reason why a message can't be sent with its files, which were uploaded under the act's key. Returns null
 * if the message can be sent.
 */
export async function faultOfFiles(
  trx: Transaction<Database>,
  { attachments }: Report,
  act: Act,
  key: string,
): Promise<'file_missing' | 'file_infected' | 'too_many_files' | null> {
  if (act.kind !== 'message' || act.files === undefined) return null;
  const { files } = act;
  const brought = await uploadsOf(trx, key);
  const found = files.map(({ id, sha256 }) => brought.find((one) => one.id === id && one.sha256 === sha256));
  if (found.includes(undefined) || new Set(found).size < files.length) return 'file_missing';
  if (found.some((one) => one !== undefined && isInfected(one))) return 'file_infected';
  return attachments.length + files.length > MOST_ATTACHMENTS ? 'too_many_files' : null;
}

/** Makes the files of a message part of its report; the caller adds them to the report's row. */
export async function claimFiles(
  trx: Transaction<Database>,
  reportId: string,
  { key, officer, request: { act } }: Given,
): Promise<AttachmentMeta[]> {
  if (act.kind !== 'message' || act.files === undefined) return [];
  const ids = act.files.map(({ id }) => id);
  const claimed = await claimUploads(trx, key, reportId, ids);
  if (claimed.length < ids.length) throw new Error("a message's file disappeared");
  return claimed.map((one) => Object.assign({}, one, { sentBy: officer.displayName }));
}
