import { type Kysely, sql, type Transaction } from 'kysely';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** A file that arrives in pieces. */
export type PartialUpload = {
  id: string;
  uploadId: string;
  name: string;
  bytes: number;
  /** Bytes received so far: the offset at which the next piece starts. */
  received: number;
  pieces: number;
  done: { problem: UploadProblem | null } | null;
};

/**
 * Records a file that will arrive in pieces. If the form already has `most` such files, the oldest one is deleted,
 * because it was abandoned.
 */
export async function insertPart(
  db: Kysely<Database>,
  part: Pick<PartialUpload, 'id' | 'uploadId' | 'name' | 'bytes'> & { at: Date; source: string },
  most: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${part.uploadId}, 7021))`.execute(trx);
    const left = trx
      .selectFrom('partial_upload')
      .select('id')
      .where('upload_id', '=', part.uploadId)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .offset(most - 1);
    await trx.deleteFrom('partial_upload').where('id', 'in', left).execute();
    await trx
      .insertInto('partial_upload')
      .values({
        id: part.id,
        upload_id: part.uploadId,
        name: part.name,
        bytes: part.bytes,
        started_at: part.at,
        source: part.source,
      })
      .onConflict((same) => same.column('id').doNothing())
      .execute();
  });
}

/** The file with this ID, if it belongs to this form. */
export async function findPart(db: Queries, { id, uploadId }: { id: string; uploadId: string }) {
  const row = await db
    .selectFrom('partial_upload')
    .leftJoin('partial_piece', 'part_id', 'id')
    .select(['id', 'upload_id', 'name', 'partial_upload.bytes', 'done_at', 'problem'])
    .select(sql<number>`coalesce(sum(partial_piece.bytes), 0)::int`.as('received'))
    .select(sql<number>`count(part_id)::int`.as('pieces'))
    .where('id', '=', id)
    .where('upload_id', '=', uploadId)
    .groupBy('id')
    .executeTakeFirst();
  if (row === undefined) return null;
  const { done_at, problem, received, ...rest } = row;
  const done = done_at === null ? null : { problem };
  const part: PartialUpload = {
    id: rest.id,
    uploadId: rest.upload_id,
    name: rest.name,
    bytes: rest.bytes,
    // The pieces of a finished file are gone, so use the size of the file.
    received: done === null ? received : rest.bytes,
    pieces: rest.pieces,
    done,
  };
  return part;
}

/** Records a piece. @returns false if another piece with the same start was stored first, or the file is gone. */
export async function insertPiece(
  db: Queries,
  partId: string,
  piece: { startsAt: number; bytes: number; fileId: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into partial_piece (part_id, starts_at, bytes, file_id)
    select ${partId}::uuid, ${piece.startsAt}::int, ${piece.bytes}::int, ${piece.fileId}::uuid
    from partial_upload
    where id = ${partId} and done_at is null
      and (select coalesce(sum(bytes), 0) from partial_piece where part_id = ${partId}) = ${piece.startsAt}::int
    on conflict do nothing
    returning part_id`.execute(db);
  return rows.length > 0;
}

/** The names of a file's pieces in the vault, in order. */
export async function piecesOf(db: Queries, partId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('partial_piece')
    .select('file_id')
    .where('part_id', '=', partId)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => row.file_id);
}

/** Lets one process assemble a file. A process that began before `before` and hasn't finished is assumed to be dead. */
export async function claimPart(db: Queries, partId: string, at: Date, before: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('partial_upload')
    .set({ finishing_at: at })
    .where('id', '=', partId)
    .where('done_at', 'is', null)
    .where((where) => where.or([where('finishing_at', 'is', null), where('finishing_at', '<', before)]))
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function unclaimPart(db: Queries, partId: string): Promise<void> {
  await db.updateTable('partial_upload').set({ finishing_at: null }).where('id', '=', partId).execute();
}

/** Records how an upload ended, and deletes its pieces. */
export async function endPart(
  db: Kysely<Database>,
  partId: string,
  at: Date,
  problem: UploadProblem | null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('partial_upload').set({ done_at: at, problem }).where('id', '=', partId).execute();
    await trx.deleteFrom('partial_piece').where('part_id', '=', partId).execute();
  });
}

/** Deletes an upload, so that its sender can start again. */
export async function dropPart(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('partial_upload').where('id', '=', id).execute();
}

/** Deletes the rows of files that began to arrive before this time. @returns the number of files. */
export async function dropPartsBefore(db: Queries, before: Date, limit: number): Promise<number> {
  const old = db.selectFrom('partial_upload').select('id').where('started_at', '<', before).limit(limit);
  const { numDeletedRows } = await db.deleteFrom('partial_upload').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}
