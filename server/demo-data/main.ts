import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openCheckedServerKey } from '../auth/open-keys.ts';
import { readConfig } from '../config.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { openVault, vaultFolder } from '../files/vault.ts';
import { StartError } from '../start-error.ts';
import { drawDemoSample } from './second-review.ts';
import { seedDemo } from './seed-demo.ts';
import { TRUTH_HEADER, truthLines } from './truth.ts';

const USAGE = `Usage: npm run demo-data -- --reports N [--seed S] [--until INSTANT] [--data-dir DIR] [--truth FILE]
  Adds N made-up reports with their history to the database of DATABASE_URL, or to the embedded one in DIR.
  The same N, S and INSTANT (ISO 8601, as 2026-11-24T15:00:00.000Z; default: now) give the same reports.
  FILE gets the truth: which reports repeat others, and which do not belong online.
       npm run demo-data -- --demo [--review] [--data-dir DIR]
  Fills the demonstration in DIR, as npm start does; one that has reports stays as it is.
  With --review, some of last week's decisions are drawn for second review.`;

/** With this seed the first 300 reports include a duplicate of every kind. */
const DEMO = { reports: 300, seed: 2 };

const common = { 'data-dir': z.string().min(1).optional() };
const reports = z.strictObject({
  ...common,
  reports: z.coerce.number().int().min(1).max(2_000_000),
  seed: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  until: z.iso.datetime().optional(),
  truth: z.string().min(1).optional(),
});
const demo = z
  .strictObject({ ...common, demo: z.literal(true), review: z.literal(true).optional() })
  .transform((given) => ({ ...given, ...DEMO }));
type Wanted = z.infer<typeof reports> & { demo?: true; review?: true | undefined };

function readArguments(args: string[]): Wanted {
  try {
    const option = { type: 'string' } as const;
    const { values } = parseArgs({
      args,
      options: {
        reports: option,
        seed: option,
        until: option,
        'data-dir': option,
        truth: option,
        demo: { type: 'boolean' },
        review: { type: 'boolean' },
      },
    });
    return values.demo === true ? demo.parse(values) : reports.parse(values);
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues
            .map((one) => `${one.path.map((name) => `--${String(name)}: `).join('')}${one.message}`)
            .join('\n')
        : String(error);
    throw new StartError(`${why}\n${USAGE}`, 2);
  }
}

async function main(args: string[]): Promise<void> {
  const options = readArguments(args);
  const isDemo = options.demo === true;
  // Demo mode refuses any database but its own, as in the server.
  const mode = isDemo ? { P2C_DEMO: '1' } : {};
  const place = options['data-dir'] === undefined ? {} : { P2C_DATA_DIR: options['data-dir'] };
  const config = readConfig({ ...process.env, ...mode, ...place });
  const until = options.until === undefined ? new Date() : new Date(options.until);
  const started = performance.now();
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir, 'fill', console.error) : null;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const db = openDatabase(databaseUrl, () => {}, 2);
  const truth = options.truth === undefined ? null : createWriteStream(resolve(options.truth));
  truth?.write(TRUTH_HEADER);
  // Stop the PostgreSQL server, if one was started for this command.
  const end = () => void (embedded?.stop() ?? Promise.resolve()).finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  try {
    await migrate(db);
    const key = await openCheckedServerKey(db, config);
    const deps = {
      db,
      now: () => until,
      key,
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      databaseUrl,
      resources: config.resources,
      vault: openVault(vaultFolder(config.dataDir), key.subkey('files')),
    };
    const loaded = await seedDemo(deps, {
      reports: options.reports,
      seed: options.seed,
      add: !isDemo,
      onReport: (report) => truth?.write(truthLines(report)),
      onProgress: (done) => {
        if (done % 10_000 === 0) console.error(`${done} reports`);
      },
    });
    if (loaded === null) return;
    if (options.review === true) await drawDemoSample(deps);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${loaded.reports} reports, ${loaded.acts} acts, ${loaded.letters} letters, ${loaded.pairs} pairs in ${seconds} s (seed ${options.seed}, until ${until.toISOString()})`,
    );
  } finally {
    truth?.end();
    if (truth !== null) await finished(truth);
    await db.destroy();
    await embedded?.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(error instanceof StartError ? error.exitCode : 1);
});
