import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ZodError } from 'zod';
import { type Policy, policy } from '#shared/domain/policy.ts';
import { ACCOUNT_COMMANDS } from './account-commands.ts';
import { publishPolicy } from './commands/publish-policy.ts';
import { type Config, StartError } from './config.ts';
import { verifyAudit } from './db/audit.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrateOrSay } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import type { Deps } from './deps.ts';
import { publishUpdate, UpdateRefused } from './updates/publish.ts';

const USAGE = `Usage: npm run server -- COMMAND
  serve                       run the agency server (also without a command)
  migrate                     bring the database's tables up to date
  verify-audit                check the audit log's chain
  publish-policy --file FILE  put reasons, letters, titles and limits into force as the next version
  publish-update --dir DIR    put a built update into the feed
${Object.entries(ACCOUNT_COMMANDS)
  .map(([name, { usage, what }]) => `  ${`${name} ${usage}`.padEnd(27)} ${what}`)
  .join('\n')}`;

const BY = { actor: 'command line', source: 'command line' };

/** Runs one command and answers with the exit code of the process: 0, 1 for "no", 2 for "not understood". */
export async function runCommand(command: string, args: string[], config: Config): Promise<number> {
  switch (command) {
    case 'migrate':
      return withDatabase(config, () => Promise.resolve(0));
    case 'verify-audit':
      return withDatabase(config, async ({ db }) => {
        const check = await verifyAudit(db);
        if (check.ok) console.log(`${check.rows} rows, ok`);
        else
          console.error(`The audit log is broken at row ${check.badSeq}; the ${check.rows} rows before it are good.`);
        return check.ok ? 0 : 1;
      });
    case 'publish-policy': {
      const { file } = given(args, ['file']);
      return withDatabase(config, async (deps) => {
        const { version } = await publishPolicy(deps, await readPolicy(file), BY);
        console.log(`version ${version} of the policy is in force`);
        return 0;
      });
    }
    case 'publish-update': {
      const { dir } = given(args, ['dir']);
      try {
        const published = await publishUpdate(dir, config.dataDir);
        for (const { name, version } of published) console.log(`published ${name}: version ${version}`);
        return 0;
      } catch (error) {
        if (!(error instanceof UpdateRefused)) throw error;
        console.error(`Nothing was published. ${error.message}`);
        return 1;
      }
    }
    default: {
      const found = ACCOUNT_COMMANDS[command];
      if (found !== undefined) {
        const options = given(args, found.options);
        return withDatabase(config, (deps) => found.run(deps, options));
      }
      console.error(USAGE);
      return 2;
    }
  }
}

/** The policy in a file, or a sentence for each thing that is wrong with it. */
async function readPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`The policy cannot be read: ${error.message}`, 1);
  });
  try {
    return policy.parse({ ...Object(JSON.parse(text)), version: 1, publishedAt: new Date().toISOString() });
  } catch (error) {
    const lines =
      error instanceof ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        : [error instanceof Error ? error.message : String(error)];
    throw new StartError(`Nothing was published. ${file} is not a policy:\n${lines.join('\n')}`, 1);
  }
}

async function withDatabase(config: Config, run: (deps: Deps) => Promise<number>): Promise<number> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir, 'visit') : null;
  const db = openDatabase(config.databaseUrl ?? embedded?.url ?? '', () => {}, 2);
  try {
    await migrateOrSay(db);
    return await run({
      db,
      now: () => new Date(),
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    });
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}

/** The named options, all of which must be there and not empty. */
function given<Name extends string>(args: string[], names: readonly Name[]): Record<Name, string> {
  let values: Record<string, unknown>;
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    values = parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, 2);
  }
  const entries = names.map((name) => {
    const value = values[name];
    if (typeof value !== 'string' || value.trim() === '') throw new StartError(`--${name} is missing\n${USAGE}`, 2);
    return [name, value.trim()] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}
