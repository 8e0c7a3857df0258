import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StartError } from '../config.ts';
import { up as ground } from './migrations/0001-ground.ts';
import { up as revokedBy } from './migrations/0002-revoked-by.ts';
import { up as process } from './migrations/0004-process.ts';
import { up as accounts } from './migrations/0005-accounts.ts';
import { up as jobs } from './migrations/0006-jobs.ts';
import { up as person } from './migrations/0007-person.ts';
import { up as drafts } from './migrations/0008-drafts.ts';
import { up as duplicateOf } from './migrations/0009-duplicate-of.ts';
import { up as handedOver } from './migrations/0010-handed-over.ts';
import { up as provenAt } from './migrations/0011-proven-at.ts';
import { up as linkKeys } from './migrations/0012-link-keys.ts';
import { up as linkModel } from './migrations/0013-link-model.ts';
import { up as hintFeedback } from './migrations/0014-hint-feedback.ts';
import { up as linkFit } from './migrations/0015-link-fit.ts';
import { up as draftMailbox } from './migrations/0016-draft-mailbox.ts';
import { up as appendAudit } from './migrations/0017-append-audit.ts';
import { up as feedText } from './migrations/0018-feed-text.ts';
import { up as handedOut } from './migrations/0019-handed-out.ts';
import { up as failedAt } from './migrations/0020-failed-at.ts';
import { up as reportWords } from './migrations/0021-report-words.ts';
import { up as droppedDecision } from './migrations/0022-dropped-decision.ts';
import { up as signInSources } from './migrations/0023-sign-in-sources.ts';
import { up as hintCodes } from './migrations/0024-hint-codes.ts';
import type { Database } from './schema.ts';

const MIGRATIONS: Record<string, Migration> = {
  '0001-ground': { up: ground },
  '0002-revoked-by': { up: revokedBy },
  '0004-process': { up: process },
  '0005-accounts': { up: accounts },
  '0006-jobs': { up: jobs },
  '0007-person': { up: person },
  '0008-drafts': { up: drafts },
  '0009-duplicate-of': { up: duplicateOf },
  '0010-handed-over': { up: handedOver },
  '0011-proven-at': { up: provenAt },
  '0012-link-keys': { up: linkKeys },
  '0013-link-model': { up: linkModel },
  '0014-hint-feedback': { up: hintFeedback },
  '0015-link-fit': { up: linkFit },
  '0016-draft-mailbox': { up: draftMailbox },
  '0017-append-audit': { up: appendAudit },
  '0018-feed-text': { up: feedText },
  '0019-handed-out': { up: handedOut },
  '0020-failed-at': { up: failedAt },
  '0021-report-words': { up: reportWords },
  '0022-dropped-decision': { up: droppedDecision },
  '0023-sign-in-sources': { up: signInSources },
  '0024-hint-codes': { up: hintCodes },
};

/**
 * Brings the tables up to date; several processes may call it at once, because kysely takes its own lock.
 * @returns the names of the migrations that were carried out now.
 * @throws what PostgreSQL answered, when a migration fails; nothing of it stays then.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const provider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
  // Each is additive and stands alone, so a release may bring one with a lower number than the last that was run.
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Names of migrations that this version has and the database does not. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return Object.keys(MIGRATIONS).filter((name) => !rows.some((row) => row.name === name));
}

/** As `migrate`, for a start: @throws StartError that says in a sentence why the database cannot be used. */
export async function migrateOrSay(db: Kysely<Database>): Promise<void> {
  await migrate(db).catch((cause: unknown) => {
    const { message, code } = cause as { message?: string; code?: string };
    throw new StartError(`The database cannot be used: ${message || code || 'it does not answer'}`, 1);
  });
}
