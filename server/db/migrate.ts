import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StartError } from '../start-error.ts';
import { buildIndexes, LARGE_INDEXES } from './large-indexes.ts';
import { up as baseline } from './migrations/0001-baseline.ts';
import { up as trail } from './migrations/0002-trail.ts';
import { up as secondReview } from './migrations/0003-second-review.ts';
import { up as figures } from './migrations/0004-figures.ts';
import { up as search } from './migrations/0005-search.ts';
import { up as policyDrafts } from './migrations/0006-policy-drafts.ts';
import { up as updates } from './migrations/0007-updates.ts';
import { up as signIn } from './migrations/0008-sign-in.ts';
import { up as workstations } from './migrations/0009-workstations.ts';
import { up as failedUpdates } from './migrations/0010-failed-updates.ts';
import { up as danger } from './migrations/0012-danger.ts';
import { up as restores } from './migrations/0014-restores.ts';
import { up as secondPersons } from './migrations/0020-second-persons.ts';
import { up as reviewAnswers } from './migrations/0021-review-answers.ts';
import { up as auditOfReport } from './migrations/0022-audit-of-report.ts';
import { up as sampledFigures } from './migrations/0023-sampled-figures.ts';
import { up as accountsInUse } from './migrations/0029-accounts-in-use.ts';
import { up as typedWords } from './migrations/0030-typed-words.ts';
import { up as partialUploads } from './migrations/0033-partial-uploads.ts';
import { up as roles } from './migrations/0037-roles.ts';
import { up as mergedOpenings } from './migrations/0043-merged-openings.ts';
import { up as sumsInIndex } from './migrations/0047-sums-in-index.ts';
import { up as auditReaders } from './migrations/0050-audit-readers.ts';
import { up as rmsFiles } from './migrations/0051-rms-files.ts';
import { up as checkedFiles } from './migrations/0055-checked-files.ts';
import { up as keysOnce } from './migrations/0056-one-use-of-a-key.ts';
import { up as installedFor } from './migrations/0059-installed-for.ts';
import { up as holdRecord } from './migrations/0062-hold-record.ts';
import { up as takenOverReviews } from './migrations/0063-taken-over-reviews.ts';
import { up as decisionsFound } from './migrations/0064-decisions-found.ts';
import { up as figureMonths } from './migrations/0065-figure-months.ts';
import { up as dangerReached } from './migrations/0066-danger-reached.ts';
import { up as keptFormSecret } from './migrations/0067-kept-form-secret.ts';
import { up as takenAt } from './migrations/0080-taken-at.ts';
import { up as removedByCaseNumber } from './migrations/0081-removed-by-case-number.ts';
import { up as peopleOfTheDirectory } from './migrations/0082-people-of-the-directory.ts';
import { up as workstationAccounts } from './migrations/0086-workstation-accounts.ts';
import { up as lettersOnPage } from './migrations/0088-letters-on-page.ts';
import { up as listReadings } from './migrations/0093-list-readings.ts';
import { up as takenOverDrafts } from './migrations/0094-taken-over-drafts.ts';
import { up as namesOfSentFiles } from './migrations/0095-names-of-sent-files.ts';
import { up as lettersOnPaper } from './migrations/0096-letters-on-paper.ts';
import { up as sourcesOfDrafts } from './migrations/0098-sources-of-drafts.ts';
import { up as scansTriedAgain } from './migrations/0099-scans-tried-again.ts';
import { up as countedMail } from './migrations/0100-counted-mail.ts';
import { up as usedForms } from './migrations/0101-used-forms.ts';
import { up as printedCodes } from './migrations/0120-printed-codes.ts';
import { up as sourcesOfBrowserRequests } from './migrations/0130-sources-of-browser-requests.ts';
import { up as clock } from './migrations/0140-clock.ts';
import { up as backups } from './migrations/0150-backups.ts';
import { up as reversalsByDecision } from './migrations/0170-reversals-by-decision.ts';
import { grantToApp, mayMigrate } from './roles.ts';
import type { Database } from './schema.ts';

const MIGRATIONS: Record<string, Migration> = {
  '0001-baseline': { up: baseline },
  '0002-trail': { up: trail },
  '0003-second-review': { up: secondReview },
  '0004-figures': { up: figures },
  '0005-search': { up: search },
  '0006-policy-drafts': { up: policyDrafts },
  '0007-updates': { up: updates },
  '0008-sign-in': { up: signIn },
  '0009-workstations': { up: workstations },
  '0010-failed-updates': { up: failedUpdates },
  '0012-danger': { up: danger },
  '0014-restores': { up: restores },
  '0020-second-persons': { up: secondPersons },
  '0021-review-answers': { up: reviewAnswers },
  '0022-audit-of-report': { up: auditOfReport },
  '0023-sampled-figures': { up: sampledFigures },
  '0029-accounts-in-use': { up: accountsInUse },
  '0030-typed-words': { up: typedWords },
  '0033-partial-uploads': { up: partialUploads },
  '0037-roles': { up: roles },
  '0043-merged-openings': { up: mergedOpenings },
  '0047-sums-in-index': { up: sumsInIndex },
  '0050-audit-readers': { up: auditReaders },
  '0051-rms-files': { up: rmsFiles },
  '0055-checked-files': { up: checkedFiles },
  '0056-one-use-of-a-key': { up: keysOnce },
  '0059-installed-for': { up: installedFor },
  '0062-hold-record': { up: holdRecord },
  '0063-taken-over-reviews': { up: takenOverReviews },
  '0064-decisions-found': { up: decisionsFound },
  '0065-figure-months': { up: figureMonths },
  '0066-danger-reached': { up: dangerReached },
  '0067-kept-form-secret': { up: keptFormSecret },
  '0080-taken-at': { up: takenAt },
  '0081-removed-by-case-number': { up: removedByCaseNumber },
  '0082-people-of-the-directory': { up: peopleOfTheDirectory },
  '0086-workstation-accounts': { up: workstationAccounts },
  '0088-letters-on-page': { up: lettersOnPage },
  '0093-list-readings': { up: listReadings },
  '0094-taken-over-drafts': { up: takenOverDrafts },
  '0095-names-of-sent-files': { up: namesOfSentFiles },
  '0096-letters-on-paper': { up: lettersOnPaper },
  '0098-sources-of-drafts': { up: sourcesOfDrafts },
  '0099-scans-tried-again': { up: scansTriedAgain },
  '0100-counted-mail': { up: countedMail },
  '0101-used-forms': { up: usedForms },
  '0120-printed-codes': { up: printedCodes },
  '0130-sources-of-browser-requests': { up: sourcesOfBrowserRequests },
  '0140-clock': { up: clock },
  '0150-backups': { up: backups },
  '0170-reversals-by-decision': { up: reversalsByDecision },
};

/** The first migration in versions from before the first release. */
const UNRELEASED = '0001-ground';

/** Names of all migrations, in the order in which they run. */
export const migrationNames = (): string[] => Object.keys(MIGRATIONS);

/**
 * Brings the tables up to date. Several processes may call this at the same time, because kysely takes a lock.
 * @param lockWait how long a migration waits for its locks.
 * @returns the names of the migrations that ran now.
 * @throws StartError if the database is from before the first release.
 * @throws PostgreSQL's error if a migration fails; it is then rolled back completely.
 */
export async function migrate(db: Kysely<Database>, lockWait = LOCK_WAIT): Promise<string[]> {
  if (await isUnreleased(db)) {
    throw new StartError(
      'This database predates the first release and cannot be migrated: delete the folder data/ ' +
        '(or the database that DATABASE_URL names) and start again.',
      1,
    );
  }
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return [];
  if (!(await mayMigrate(db)))
    throw new StartError(
      pending.length === migrationNames().length
        ? "The database has no tables yet, and this account doesn't have permission to create them. To set up an agency, run: sudo p2c-server init"
        : `The tables are not up to date (${pending.join(', ')}), and this account doesn't have permission to change them. Run: sudo p2c-server migrate`,
      1,
    );
  const later = await laterMigrations(db);
  const known = Object.entries({ ...MIGRATIONS, ...later });
  const provider = {
    getMigrations: () =>
      Promise.resolve(Object.fromEntries(known.map(([name, one]) => [name, { up: patiently(one, lockWait) }]))),
  };
  // Migrations are additive and independent, so a release may add one with a lower number than the last one that ran.
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await grantToApp(db);
  return (results ?? []).map((result) => result.migrationName);
}

/** A migration gives up if it can't get a lock within this time, because everything else waits behind it. */
const LOCK_WAIT = '15s';
/**
 * Even on a million reports, no step takes this long. A step that does is stuck and is aborted, because officers wait
 * for its locks.
 */
const STATEMENT_WAIT = '30min';

const patiently =
  (migration: Migration, lockWait: string): Migration['up'] =>
  async (db) => {
    await sql`select set_config('lock_timeout', ${lockWait}, true), set_config('statement_timeout', ${STATEMENT_WAIT}, true)`.execute(
      db,
    );
    await migration.up(db);
  };

/**
 * Migrations of a newer version that ran here before a downgrade to this one. They are additive, so this version works
 * with their tables, but kysely must know their names.
 */
async function laterMigrations(db: Kysely<Database>): Promise<Record<string, Migration>> {
  const done = await ranMigrations(db);
  const unknown = done.filter((name) => MIGRATIONS[name] === undefined);
  return Object.fromEntries(unknown.map((name) => [name, { up: () => Promise.resolve() }]));
}

/** Names of the migrations that ran, in order; none in an empty database. */
async function ranMigrations(db: Kysely<Database>): Promise<string[]> {
  const { rows: tables } = await sql`select where to_regclass('kysely_migration') is not null`.execute(db);
  if (tables.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

const isUnreleased = async (db: Kysely<Database>) => (await ranMigrations(db)).includes(UNRELEASED);

/** Names of migrations in this version that the database has not run. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const done = await ranMigrations(db);
  return migrationNames().filter((name) => !done.includes(name));
}

/** Whether no version of the server has ever used this database. @throws StartError if it does not answer. */
export const isWithoutTables = async (db: Kysely<Database>): Promise<boolean> =>
  (await ranMigrations(db).catch(sayUnusable)).length === 0;

/** Like `migrate`, for startup. @throws StartError with a message that says why the database cannot be used. */
export async function migrateOrSay(db: Kysely<Database>): Promise<void> {
  await migrate(db).catch(sayUnusable);
  if (LARGE_INDEXES.length > 0 && (await mayMigrate(db))) await buildIndexes(db);
}

function sayUnusable(cause: unknown): never {
  if (cause instanceof StartError) throw cause;
  const { message, code } = cause as { message?: string; code?: string };
  throw new StartError(`The database cannot be used: ${message || code || 'it does not answer'}`, 1);
}
