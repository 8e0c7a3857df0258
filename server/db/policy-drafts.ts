import { type Kysely, sql, type Transaction } from 'kysely';
import type { PolicyDraftRow, PolicyVersionRow } from '#shared/domain/policy-draft.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;
export type StoredDraft = PolicyDraftRow & { document: string };

/** Drafts that are not closed, newest first, without their documents. An author has at most one. */
export async function openDrafts(db: Queries): Promise<PolicyDraftRow[]> {
  const rows = await drafts(db)
    .where('policy_draft.state', 'in', ['open', 'ready'])
    .orderBy('saved_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(toRow);
}

export async function draftOf(db: Queries, authorId: string): Promise<StoredDraft | null> {
  const row = await drafts(db)
    .select('document')
    .where('author_id', '=', authorId)
    .where('policy_draft.state', 'in', ['open', 'ready'])
    .executeTakeFirst();
  return row === undefined ? null : { ...toRow(row), document: row.document };
}

export async function findDraft(db: Queries, id: string): Promise<StoredDraft | null> {
  const row = await drafts(db).select('document').where('policy_draft.id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...toRow(row), document: row.document };
}

/** Reads a draft that is not closed, and locks its row until the transaction ends. */
export async function lockDraft(trx: Transaction<Database>, id: string): Promise<StoredDraft | null> {
  const row = await drafts(trx)
    .select('document')
    .where('policy_draft.id', '=', id)
    .where('policy_draft.state', 'in', ['open', 'ready'])
    .forUpdate('policy_draft')
    .executeTakeFirst();
  return row === undefined ? null : { ...toRow(row), document: row.document };
}

const drafts = (db: Queries) =>
  db
    .selectFrom('policy_draft')
    .innerJoin('officer', 'officer.id', 'policy_draft.author_id')
    .leftJoin('officer as first', 'first.id', 'policy_draft.begun_by')
    .select([
      'policy_draft.id',
      'author_id',
      'officer.display_name',
      'officer.role',
      'officer.disabled_at',
      'begun_by',
      'first.display_name as begun_by_name',
      'policy_draft.state',
      'based_on',
      'revision',
      'why',
      'saved_at',
    ]);

type Row = {
  id: string;
  author_id: string;
  display_name: string;
  role: string;
  disabled_at: Date | null;
  begun_by: string | null;
  begun_by_name: string | null;
  state: PolicyDraftRow['state'];
  based_on: number;
  revision: number;
  why: string;
  saved_at: Date;
};

const toRow = (row: Row): PolicyDraftRow => ({
  id: row.id,
  author: { id: row.author_id, displayName: row.display_name },
  begunBy: row.begun_by === null ? null : { id: row.begun_by, displayName: row.begun_by_name ?? '' },
  authorLeft: row.disabled_at !== null || row.role !== 'supervisor',
  state: row.state,
  basedOn: row.based_on,
  revision: row.revision,
  why: row.why,
  savedAt: row.saved_at.toISOString(),
});

/** The last versions, newest first, with who published them. */
export async function policyVersions(db: Queries, limit: number): Promise<PolicyVersionRow[]> {
  const rows = await db
    .selectFrom('policy')
    .leftJoin('policy_publication as publication', 'publication.version', 'policy.version')
    .leftJoin('officer as publisher', (join) =>
      join.on(sql`publisher.id::text`, '=', sql.ref('publication.published_by')),
    )
    .leftJoin('officer as author', 'author.id', 'publication.author_id')
    .select([
      'policy.version',
      'published_at',
      'published_by',
      'publication.why',
      'publisher.display_name as publisher',
      'author.display_name as author',
    ])
    .orderBy('policy.version', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    at: row.published_at.toISOString(),
    by: row.publisher ?? row.published_by,
    author: row.author,
    why: row.why ?? '',
  }));
}
