import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ANCHOR_KEY_FILE, openAnchorKey } from '../audit/anchor-key.ts';
import { passwordWork } from '../auth/password-work.ts';
import { openServerKey } from '../auth/server-key.ts';
import { type Config } from '../config.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import { isWithoutTables, migrateOrSay } from '../db/migrate.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { grantToApp, mayMigrate } from '../db/roles.ts';
import type { AccountDeps } from '../deps.ts';
import { StartError } from '../start-error.ts';

/** Creates or updates the tables. It may be the first command to run on a new database. */
export async function migrateCommand(config: Config): Promise<number> {
  return withConnection(asOwner(config), async (db) => {
    await migrateOrSay(db);
    // Grant rights even if there was nothing to migrate: a restored database or a new database account still lacks
    // them.
    if (await mayMigrate(db)) await grantToApp(db);
    return 0;
  });
}

/** The settings for connecting as the account that owns the tables. */
const asOwner = (config: Config): Config => ({ ...config, databaseUrl: config.migrateUrl ?? config.databaseUrl });

export async function withDatabase(config: Config, run: (deps: AccountDeps) => Promise<number>): Promise<number> {
  return withConnection(config, async (db) => {
    // Refuse a database without tables: it is the wrong one or isn't set up yet, and nobody would notice that the
    // command ran there.
    if (await isWithoutTables(db))
      throw new StartError(
        `The database ${placeOf(config.databaseUrl)} has no tables of P2C Review. If it is the right database, ` +
          'init sets up a new agency in it.',
        1,
      );
    await migrateOrSay(db);
    return run(depsOf(config, db));
  });
}

/** Like `withDatabase`, but first creates any missing tables, so it works even on a new database. */
export async function withOwnTables(config: Config, run: (deps: AccountDeps) => Promise<number>): Promise<number> {
  await migrateCommand(config);
  return withConnection(config, (db) => run(depsOf(config, db)));
}

export const depsOf = (config: Config, db: Db): AccountDeps => ({
  db,
  now: () => new Date(),
  // The key is opened only if a command needs it.
  get key() {
    return openServerKey(config.dataDir, config.serverKey, 'find');
  },
  // A key made by a command would sign what no server's key verifies.
  get anchorKey() {
    return existsSync(join(config.dataDir, ANCHOR_KEY_FILE)) ? openAnchorKey(config.dataDir) : undefined;
  },
  publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
  passwords: passwordWork(),
});

export async function withConnection(config: Config, run: (db: Db) => Promise<number>): Promise<number> {
  const embedded = config.databaseUrl === null ? await visitEmbedded(config.dataDir) : null;
  const db = openDatabase(config.databaseUrl ?? embedded?.url ?? '', () => {}, 2);
  try {
    return await run(db);
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}

/** A command uses the server's database and never creates one. */
function visitEmbedded(dataDir: string): Promise<Embedded> {
  return startEmbedded(dataDir, 'visit').catch((error: unknown) => {
    if (!(error instanceof StartError)) throw error;
    throw new StartError(
      `${error.message} DATABASE_URL is not set, so the embedded database in P2C_DATA_DIR would be used. On an installed server, set it ` +
        "in /etc/p2c-review/environment; elsewhere, run the command with the server's own settings. Nothing was changed.",
      error.exitCode,
    );
  });
}

/** Describes where a database is, without its username and password. */
function placeOf(databaseUrl: string | null): string {
  if (databaseUrl === null) return 'in P2C_DATA_DIR';
  const { pathname, host } = new URL(databaseUrl);
  return `${decodeURIComponent(pathname.slice(1))} on ${host === '' ? 'this machine' : host}`;
}
