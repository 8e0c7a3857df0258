import { type Kysely, sql, type Transaction } from 'kysely';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { toReport } from './report.ts';
import type { Database } from './schema.ts';
import type { ReportChange, ReportRow } from './tables/reports.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** An uploaded file that is stored but not yet part of a report. */
export type NewAttachment = AttachmentMeta & { uploadId: string; fileId: string; receivedAt: string; source: string };

const META = [
  'id',
  'name',
  'media_type',
  'bytes',
  'sha256',
  'view',
  'received_at',
  'scan',
  'scanned_at',
  'scan_found',
] as const;

const byArrival = (one: MetaRow, other: MetaRow) =>
  one.received_at.getTime() - other.received_at.getTime() || (one.id < other.id ? -1 : 1);

type MetaRow = {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  view: AttachmentMeta['view'];
  received_at: Date;
  scan: 'clean' | 'infected' | null;
  scanned_at: Date | null;
  scan_found: string | null;
};

function toMeta(row: MetaRow): AttachmentMeta {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    view: row.view,
    receivedAt: row.received_at.toISOString(),
    ...(row.scan === null || row.scanned_at === null
      ? {}
      : { scan: { state: row.scan, at: row.scanned_at.toISOString(), found: row.scan_found } }),
  };
}

/**
 * Records a file uploaded with a form.
 * @returns null, or why nothing was recorded: `tooMany` if the form already has all the files it may have, `full` if
 * the sender's network has used up its space.
 */
export async function insertUpload(
  db: Kysely<Database>,
  one: NewAttachment,
  most: { files: number; bytesOfSource: number },
): Promise<'tooMany' | 'full' | null> {
  return db.transaction().execute(async (trx) => {
    // Serializes uploads to the same form, and from the same network, until the transaction ends, so that concurrent ones
    // can't exceed the limits together.
    await sql`select pg_advisory_xact_lock(hashtextextended(${one.uploadId}, 7021))`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtextextended(${one.source}, 7023))`.execute(trx);
    const before = await uploadsOf(trx, one.uploadId);
    if (before.length >= most.files) return 'tooMany';
    const { files } = await waitingBytesOf(trx, one.source);
    if (files + one.bytes > most.bytesOfSource) return 'full';
    await trx
      .insertInto('attachment')
      .values({
        id: one.id,
        upload_id: one.uploadId,
        file_id: one.fileId,
        name: one.name,
        media_type: one.mediaType,
        bytes: one.bytes,
        sha256: one.sha256,
        view: one.view === null ? null : JSON.stringify(one.view),
        received_at: one.receivedAt,
        source: one.source,
      })
      .execute();
    return null;
  });
}

/** Files uploaded with a form, oldest first. */
export async function uploadsOf(db: Queries, uploadId: string): Promise<AttachmentMeta[]> {
  const rows = await db
    .selectFrom('attachment')
    .select(META)
    .where('upload_id', '=', uploadId)
    .where('report_id', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(toMeta);
}

/** Removes an uploaded file that has not become part of a report. */
export async function dropUpload(db: Queries, uploadId: string, id: string): Promise<void> {
  await db
    .deleteFrom('attachment')
    .where('id', '=', id)
    .where('upload_id', '=', uploadId)
    .where('report_id', 'is', null)
    .execute();
}

/**
 * Makes the files of a form part of a report; the caller adds them to the report's row.
 * @param ids if given, only the files with these IDs.
 */
export async function claimUploads(
  trx: Transaction<Database>,
  uploadId: string,
  reportId: string,
  ids?: readonly string[],
): Promise<AttachmentMeta[]> {
  // Return the updated rows, because the scanner may be writing its result at this moment.
  let claiming = trx
    .updateTable('attachment')
    .set({ report_id: reportId, upload_id: null, source: null })
    .where('upload_id', '=', uploadId)
    .where('report_id', 'is', null);
  if (ids !== undefined) claiming = claiming.where('id', 'in', [...ids]);
  const claimed = await claiming.returning(META).execute();
  return claimed.sort(byArrival).map(toMeta);
}

/** Maximum number of files per report: ten with the form, plus ten with each of several answers. */
export const MOST_ATTACHMENTS = 60;

/**
 * Makes the files of a form part of a report that the caller has locked and will update with `set`.
 * @throws AppError `against_rule` if the report would exceed the limit.
 */
export async function addUploads(
  trx: Transaction<Database>,
  row: Pick<ReportRow, 'id' | 'text'>,
  uploadId: string | null,
): Promise<{ added: number; all: AttachmentMeta[]; set: ReportChange }> {
  const claimed = uploadId === null ? [] : await claimUploads(trx, uploadId, row.id);
  const attachments = [...toReport(row).attachments, ...claimed];
  if (claimed.length === 0) return { added: 0, all: attachments, set: {} };
  if (attachments.length > MOST_ATTACHMENTS)
    throw new AppError('against_rule', { fields: [plainFault('files', 'too_many_files')] });
  return { added: claimed.length, all: attachments, set: { attachments: JSON.stringify(attachments) } };
}

/** The ID of the form that a file was uploaded with, or of its report; null if there is no file with this ID. */
export async function whereIs(
  db: Queries,
  id: string,
): Promise<{ uploadId: string | null; reportId: string | null } | null> {
  const row = await db
    .selectFrom('attachment')
    .select(['upload_id as uploadId', 'report_id as reportId'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export type StoredAttachment = { reportId: string; fileId: string; meta: AttachmentMeta };

/** Finds a file that belongs to a report; null if the file is unknown or does not belong to a report. */
export async function findAttachment(db: Queries, id: string): Promise<StoredAttachment | null> {
  const row = await db
    .selectFrom('attachment')
    .select([...META, 'report_id', 'file_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.report_id === null) return null;
  return { reportId: row.report_id, fileId: row.file_id, meta: toMeta(row) };
}

/**
 * Returns the name under which the vault keeps a file that has a copy for display. Returns null for any other file, and
 * for one in which malware was found.
 */
export async function findPicture(db: Queries, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('attachment')
    .select('file_id')
    .where('id', '=', id)
    .where('view', 'is not', null)
    .where((eb) => eb.or([eb('scan', 'is', null), eb('scan', '=', 'clean')]))
    .executeTakeFirst();
  return row?.file_id ?? null;
}

/**
 * The number of bytes in one network's files whose forms have not been submitted yet: complete files, and the announced
 * sizes of files that arrive in pieces.
 */
export async function waitingBytesOf(db: Queries, source: string): Promise<{ files: number; parts: number }> {
  const { rows } = await sql<{ files: number; parts: number }>`
    select (select coalesce(sum(bytes), 0) from attachment where source = ${source} and report_id is null)::bigint as files,
      (select coalesce(sum(bytes), 0) from partial_upload where source = ${source} and done_at is null)::bigint as parts`.execute(
    db,
  );
  return rows[0] ?? { files: 0, parts: 0 };
}

/** Total size in bytes of all files, and pieces of files, whose forms have not been submitted yet. */
export async function waitingBytes(db: Queries): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (select coalesce(sum(bytes), 0) from attachment where report_id is null)::bigint
      + (select coalesce(sum(bytes), 0) from partial_piece)::bigint as bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/**
 * Removes the oldest waiting files of the site whose waiting files take most, and so on, until `bytes` are free: first
 * files of forms that were not sent, then those of reports that wait for their address to be confirmed. Officers' files
 * stay. @returns false if too little could be removed.
 */
export async function removeLargestWaiting(db: Kysely<Database>, bytes: number): Promise<boolean> {
  let left = bytes;
  while (left > 0) {
    const { rows } = await sql<{ bytes: number }>`
      with waiting as (
        select id, source, bytes, received_at as at, exists (
          select from draft where draft.id = attachment.upload_id and state = 'unconfirmed') as sent, true as whole
        from attachment where report_id is null
        union all
        select part.id, source, sum(piece.bytes), started_at, false, false
        from partial_upload part join partial_piece piece on part_id = part.id
        where done_at is null group by part.id
      ), largest as (
        select source from waiting where source is null or source not like 'officer %'
        group by source order by sum(bytes) desc limit 1
      ), old as (
        select id, whole, sum(bytes) over (order by sent, at, id) - bytes as before
        from waiting join largest on waiting.source is not distinct from largest.source
      ), files as (
        delete from attachment where report_id is null and id in (select id from old where whole and before < ${left})
        returning bytes
      ), parts as (
        delete from partial_upload where id in (select id from old where not whole and before < ${left}) returning id
      )
      select bytes::bigint from files
      union all select sum(bytes)::bigint from partial_piece where part_id in (select id from parts) having count(*) > 0
      `.execute(db);
    if (rows.length === 0) return false;
    left -= rows.reduce((sum, row) => sum + row.bytes, 0);
  }
  return true;
}

/**
 * Deletes the rows of files whose form was neither submitted nor saved as a draft. Files of a draft are kept as long as
 * the draft. @returns the number of files.
 */
export async function dropWaitingBefore(db: Queries, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('attachment')
    .select('id')
    .where('report_id', 'is', null)
    .where('received_at', '<', before)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('draft').select('draft.id').whereRef('draft.id', '=', 'attachment.upload_id'))),
    )
    .limit(limit);
  const { numDeletedRows } = await db.deleteFrom('attachment').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Files that no row refers to anymore. A file shared by several demo reports is kept until the last of them is removed. */
export async function filesToRemove(db: Queries, limit: number): Promise<string[]> {
  const { rows } = await sql<{ file_id: string }>`
    select file_id from file_removal
    where not exists (select from attachment where attachment.file_id = file_removal.file_id)
    order by since limit ${limit}`.execute(db);
  return rows.map((row) => row.file_id);
}

export async function noteFilesRemoved(db: Queries, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await db.deleteFrom('file_removal').where('file_id', 'in', fileIds).execute();
}

/** Returns the IDs in `fileIds` that have no row. */
export async function unknownFiles(db: Queries, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const rows = await db
    .selectFrom('attachment')
    .select('file_id')
    .where('file_id', 'in', fileIds)
    .union(db.selectFrom('partial_piece').select('file_id').where('file_id', 'in', fileIds))
    .execute();
  const known = new Set(rows.map((row) => row.file_id));
  return fileIds.filter((id) => !known.has(id));
}
