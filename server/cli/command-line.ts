import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { startNewEpoch } from '../commands/agency/start-new-epoch.ts';
import { markBounced } from '../commands/letters/mark-bounced.ts';
import { type Config } from '../config.ts';
import { missingIndexes } from '../db/large-indexes.ts';
import { pendingMigrations } from '../db/migrate.ts';
import { rolesScript } from '../db/roles.ts';
import { errorSentence, fieldSentence } from '../error-words.ts';
import { readBounce } from '../mail/bounce.ts';
import { StartError } from '../start-error.ts';
import { ACCOUNT_COMMANDS } from './account-commands.ts';
import {
  anchorKeyCommand,
  exportAuditCommand,
  noteLastRestore,
  verifyAuditCommand,
  verifyExportCommand,
} from './audit-commands.ts';
import { BACKUP_COMMANDS, restoreCommand } from './backup-commands.ts';
import { CLOCK_COMMANDS } from './clock-commands.ts';
import { depsOf, migrateCommand, withConnection, withDatabase } from './connect.ts';
import { disableMissingCommand } from './disable-missing-command.ts';
import { EXPORT_COMMANDS } from './export-command.ts';
import { rebuildFiguresCommand } from './figure-command.ts';
import { initCommand, printExample } from './init-command.ts';
import { KEY_COMMANDS } from './key-commands.ts';
import { LINK_COMMANDS } from './link-commands.ts';
import { given } from './options.ts';
import { publishPolicyCommand, showPolicyCommand } from './policy-commands.ts';
import { REVIEW_COMMANDS } from './review-commands.ts';
import { ROTATE_COMMANDS } from './rotate-server-key.ts';
import { SERVICE_COMMANDS } from './service-commands.ts';
import { BY_SHELL } from './shell-user.ts';
import { publishUpdateCommand, UPDATE_COMMANDS } from './update-commands.ts';

const COMMANDS = {
  ...ACCOUNT_COMMANDS,
  ...SERVICE_COMMANDS,
  ...LINK_COMMANDS,
  ...REVIEW_COMMANDS,
  ...UPDATE_COMMANDS,
  ...KEY_COMMANDS,
  ...ROTATE_COMMANDS,
  ...BACKUP_COMMANDS,
  ...CLOCK_COMMANDS,
  ...EXPORT_COMMANDS,
};

const USAGE = `Usage: p2c-server COMMAND   (from a checkout: npm run server -- COMMAND)
  serve                       run the agency server (the default)
  --version                   print the version of this program
  init [--file FILE]          set up a new agency: its policy, map and first administrator; asks for what FILE lacks;
                              --example prints a FILE to fill in, --dry-run only checks one
  migrate [--plan]            bring the database's tables up to date; --plan only lists the steps
  database-roles [--former ROLE] [--database NAME]
                              print the SQL that makes the accounts p2c_migrate and p2c_app, for psql; needs
                              P2C_MIGRATE_PASSWORD and P2C_APP_PASSWORD in psql's environment
  restore --backup DIR --identity FILE --database NAME
                              restore a backup into a new database and the data folder
  new-epoch                   after restoring a backup: make every workstation download everything again
  verify-audit [--head N:H]   check the audit log's chain; --head also against an end noted earlier, --anchors FILE
                              against signed notes, --anchor-key KEY with this public key; --restored N,N names the
                              audit log rows of known restores
  anchor-key                  print the public key that verifies such notes
  export-audit --file FILE    write the audit log to a self-verifying file; --after N for the rows after N
  verify-export --file FILE   check such a file; needs no database; --anchor-key KEY against the server's public key,
                              --head N:H against an end noted earlier: one of them tells whether it was cut
  show-policy                 print the active policy as a file; --version N for an earlier one
  publish-policy --file FILE  publish reasons, letters, titles and limits as the next version; --why TEXT for
                              the record, --dry-run to see only what would change
  rebuild-figures [--from D]  count the figures again, from that day (YYYY-MM-DD) or from the first one
  mail-bounced --file F       read a bounce message (- reads a pipe): its letter will be printed instead
  publish-update --dir DIR    publish a signed release to the workstations; --channel NAME, --share N for a
                              percentage of them, --window 22:00-05:00 for when they may install it,
                              --older for an older version than the newest one
  disable-missing --file FILE disable the directory's accounts of people who are not in this list of usernames or ids;
                              --dry-run to see whom, --yes even if the list looks broken
${Object.entries(COMMANDS)
  .map(([name, { usage, what }]) => `  ${`${name} ${usage}`.padEnd(27)} ${what}`)
  .join('\n')}`;

/** Suggests commands that share a word with an unknown one. */
function suggestCommand(command: string): string {
  const wordsOf = (name: string) =>
    name
      .toLowerCase()
      .replace(/s\b/g, '')
      .split(/[^a-z]+/);
  const words = wordsOf(command);
  const names = [...USAGE.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name = '']) => name);
  const like = names.filter((name) => wordsOf(name).some((word) => words.includes(word)));
  return like.length === 0 ? '' : ` Did you mean ${like.join(', ')}?`;
}

const HELP = ['--help', '-h'];

/** The version in the package.json next to `out/`, in a checkout or an installation. */
async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** A command's usage, without its description. */
function usageOf(command: string): string {
  const own = COMMANDS[command];
  if (own !== undefined) return `${command} ${own.usage}`.trim();
  return new RegExp(`^ {2}(${command}(?: \\[?--.*?)?)(?: {2}|$)`, 'm').exec(USAGE)?.[1] ?? command;
}

/** The `--help` text of a command: its usage and its description. */
function helpOf(command: string): string {
  const usage = `Usage: ${usageOf(command)}`;
  const own = COMMANDS[command]?.what;
  if (own !== undefined) return `${usage}\n${own.charAt(0).toUpperCase()}${own.slice(1)}.`;
  const lines = USAGE.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`  ${command} `));
  if (from < 0) return usage;
  const end = lines.findIndex((line, at) => at > from && /^ {2}\S/.test(line));
  // A command's description starts after two spaces, or on the next line.
  const what = lines.slice(from, end).map((line) => / {2,}(\S.*)$/.exec(line.slice(2))?.[1] ?? '');
  const text = what.filter((part) => part !== '').join(' ');
  return `${usage}\n${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/**
 * Runs one command and returns its exit code: 0 for success, 1 for failure, 2 for a command that was not understood.
 * Expected errors become readable messages here and nowhere else.
 */
export async function runCommand(command: string, args: string[], config: Config): Promise<number> {
  try {
    return await dispatch(command, args, config);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') {
      const [first] = error.fields;
      throw new StartError(first === undefined ? errorSentence(error) : fieldSentence(first), 1);
    }
    const { code, path } = Object(error) as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path !== undefined) throw new StartError(`There is no ${path}.`, 1);
    if ((code === 'EACCES' || code === 'EPERM') && path !== undefined)
      throw new StartError(`The account ${userInfo().username} has no access to ${path}.`, 1);
    throw error;
  }
}

async function dispatch(command: string, args: string[], config: Config): Promise<number> {
  const usage = usageOf(command);
  if (args.some((one) => HELP.includes(one))) {
    console.log(helpOf(command));
    return 0;
  }
  switch (command) {
    case 'help':
    case '--help':
    case '-h':
      console.log(USAGE);
      return 0;
    case '--version':
      console.log(await ownVersion());
      return 0;
    case 'migrate':
      return given(usage, args, [], [], ['plan']).plan ? planCommand(config) : migrateCommand(config);
    case 'init': {
      const { file, example, 'dry-run': dryRun } = given(usage, args, [], ['file'], ['example', 'dry-run']);
      return example ? printExample() : initCommand(config, { file, dryRun });
    }
    case 'restore': {
      const options = given(usage, args, ['backup', 'identity', 'database']);
      return restoreCommand(config, options, (db) => depsOf(config, db));
    }
    case 'database-roles': {
      const { database = 'p2c', former = null } = given(usage, args, [], ['database', 'former']);
      const isName = (name: string) => /^[a-z_][a-z0-9_]{0,62}$/.test(name);
      if (!isName(database) || (former !== null && !isName(former)))
        throw new StartError('Names may contain only lower-case letters, digits and _', 2);
      console.log(rolesScript(database, former));
      return 0;
    }
    case 'new-epoch':
      given(usage, args, []);
      return withDatabase(config, async (deps) => {
        await startNewEpoch(deps, BY_SHELL);
        await noteLastRestore(deps, config.dataDir);
        console.log('Every workstation will download everything again. Restart the servers now.');
        return 0;
      });
    case 'verify-audit': {
      const options = given(usage, args, [], ['head', 'anchors', 'anchor-key', 'restored']);
      return withDatabase(config, (deps) => verifyAuditCommand(deps, options, config.dataDir));
    }
    case 'anchor-key':
      given(usage, args, []);
      return anchorKeyCommand(config.dataDir);
    case 'export-audit': {
      const { file, after } = given(usage, args, ['file'], ['after']);
      return withDatabase(config, (deps) => exportAuditCommand(deps, file, after));
    }
    case 'verify-export': {
      const { file, ...known } = given(usage, args, ['file'], ['head', 'anchor-key']);
      return verifyExportCommand(file, known);
    }
    case 'show-policy': {
      const { version } = given(usage, args, [], ['version']);
      return withDatabase(config, (deps) => showPolicyCommand(deps, version));
    }
    case 'publish-policy': {
      const { file, why, 'dry-run': dryRun } = given(usage, args, ['file'], ['why'], ['dry-run']);
      return withDatabase(config, (deps) => publishPolicyCommand(deps, { file, why, dryRun }));
    }
    case 'rebuild-figures': {
      const { from } = given(usage, args, [], ['from']);
      return withDatabase(config, (deps) => rebuildFiguresCommand(deps, config, from));
    }
    case 'mail-bounced': {
      const { file } = given(usage, args, ['file']);
      return withDatabase(config, async (deps) => {
        const bounce = await readBounce(await readFile(file === '-' ? '/dev/stdin' : file));
        const ours = bounce !== null && (await markBounced(deps, bounce));
        console.log(ours ? 'The letter will be printed.' : 'This message is not about a bounced letter.');
        return 0;
      });
    }
    case 'disable-missing': {
      const { file, 'dry-run': dryRun, yes } = given(usage, args, ['file'], [], ['dry-run', 'yes']);
      return withDatabase(config, (deps) => disableMissingCommand(deps, config, { file, dryRun, yes }));
    }
    case 'publish-update': {
      const options = given(usage, args, ['dir'], ['channel', 'share', 'window'], ['older']);
      return withDatabase(config, (deps) => publishUpdateCommand(deps, config, options));
    }
    default: {
      const found = COMMANDS[command];
      if (found !== undefined) {
        const options = given(usage, args, found.options, found.optional);
        return withDatabase(config, (deps) => found.run(deps, options, config));
      }
      console.error(`There is no command ${command}.${suggestCommand(command)} For a list: p2c-server help`);
      return 2;
    }
  }
}

async function planCommand(config: Config): Promise<number> {
  return withConnection(config, async (db) => {
    const steps = [...(await pendingMigrations(db)), ...(await missingIndexes(db)).map(({ name }) => `index ${name}`)];
    console.log(steps.length === 0 ? 'The tables are up to date.' : steps.join('\n'));
    return 0;
  });
}
