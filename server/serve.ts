import { API_VERSION } from '#shared/api-version.ts';
import { warmDanger } from '#shared/screening/danger.ts';
import { type AppDeps, buildApp } from './app.ts';
import { openAnchorKey } from './audit/anchor-key.ts';
import { processName } from './auth/keys-in-use.ts';
import { openCheckedRecoveryKeys, openCheckedServerKey } from './auth/open-keys.ts';
import { type Argon2Cost, passwordWork } from './auth/password-work.ts';
import { authRules } from './auth/rules.ts';
import { type Config, resourcePath } from './config.ts';
import { startEmbedded } from './db/embedded.ts';
import { formSecret, settleEpoch } from './db/epoch.ts';
import { listen } from './db/listen.ts';
import { migrateOrSay } from './db/migrate.ts';
import { type Db, openDatabase } from './db/open.ts';
import { currentPolicy } from './db/policy.ts';
import { resequenceFeed } from './db/resequence-feed.ts';
import { waitForDatabase } from './db/wait-for-database.ts';
import { type DemoAccount, demoAccounts } from './demo-accounts.ts';
import type { AccountDeps } from './deps.ts';
import { startDuplicates } from './duplicates/searcher.ts';
import { LongPollHub } from './feed/long-poll-hub.ts';
import type { Isolation } from './files/sandbox.ts';
import { openVault, vaultFolder } from './files/vault.ts';
import { openDrawing } from './files/view-copy.ts';
import { filingBrake, tellOfFlood } from './filing-brake.ts';
import { policyWords, publishFirstPolicy } from './first-policy.ts';
import { placesOf } from './listeners.ts';
import { tellOfConfirmation, tellOfDirectory, tellOfGuesses } from './mail/account-news.ts';
import { tellOfAppeal, tellOfOwnAppeal } from './mail/appeal-news.ts';
import { demoMailFolder, demoTransport } from './mail/demo-folder.ts';
import { smtpOf } from './mail/transport.ts';
import { serveMetrics } from './metrics/listener.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openDirectory } from './oidc/open-directory.ts';
import { streetNamesOf } from './portal/form/streets.ts';
import { cityMapOf } from './portal/site/city-map.ts';
import { createReadiness } from './readiness.ts';
import { traceOf } from './routes/errors.ts';
import { staffNetworks } from './staff-networks.ts';
import { asStartError, StartError } from './start-error.ts';
import { startSending } from './start-sending.ts';
import { startWatching, type Watching } from './start-watching.ts';
import { readStreetLines } from './street-lines.ts';
import { textInFlight } from './text-in-flight.ts';

/** Delays the warm-up, so that requests waiting for the server to start go first. */
const WARM_MS = 3_000;

export type RunningServer = {
  /** The URL of the portal, and of everything else unless officers have their own listener. */
  url: string;
  /** The URL of the officers' API. */
  officersUrl: string;
  metricsUrl: string | null;
  /** Set only in demo mode. These passwords are stored nowhere except in the data folder. */
  accounts: DemoAccount[] | null;
  deps: AccountDeps;
  /** Number of requests currently long-polling for changes. */
  waiting: () => number;
  /** Makes `/readyz` report that this process is stopping, and ends keep-alive; requests are still served. */
  drain: () => void;
  stop: () => Promise<void>;
};

type ServeOptions = {
  now?: () => Date;
  /** Delay before the next attempt to send a letter or a package, in milliseconds. */
  mailDelay?: (attempts: number) => number;
  /** Timeout of a duplicate search, in milliseconds. */
  searchMs?: number;
  /** How image rendering is isolated; defaults to the best method available. */
  isolation?: Isolation;
  /** The version of the contract that the server claims. */
  apiVersion?: number;
  /** The cost of one password hash. */
  argon2?: Argon2Cost;
  /** When aborted, the server stops waiting for its database. */
  stopping?: AbortSignal;
};

/**
 * Starts all parts of the server in order. If a step fails, the parts already started are stopped again.
 * @throws StartError with a message for the person who started the server.
 */
export async function startServer(config: Config, options: ServeOptions = {}): Promise<RunningServer> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => {});
  };
  try {
    return await start(config, options, undo, stop);
  } catch (error) {
    await stop();
    throw asStartError(error);
  }
}

async function start(
  config: Config,
  options: ServeOptions,
  undo: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const note = (text: string) => console.log(`P2C Review: ${text}`);
  const places = await placesOf(config);
  undo.push(() => Promise.all(places.map(({ release }) => release())));
  const [{ url: own }] = places;
  const officersOwn = places.at(-1)?.url ?? own;
  const publicUrl = config.publicUrl ?? own;
  const officersUrl = config.officers === null ? publicUrl : (config.officers.url ?? officersOwn);

  const database = config.databaseUrl ?? (await embedded(config, undo, note));
  const db = openDatabase(database, (error) =>
    note(`a database connection broke (${traceOf(error).code ?? error.name})`),
  );
  undo.push(() => db.destroy());
  await waitForDatabase(db, (text) => console.error(`P2C Review: ${text}`), options.stopping);
  await migrateOrSay(db);

  const key = await openCheckedServerKey(db, config);
  const recovery = await openCheckedRecoveryKeys(db, config);
  const deps: AccountDeps = {
    db,
    now: options.now ?? (() => new Date()),
    key,
    publicUrl,
    passwords: passwordWork(options.argon2),
    anchorKey: openAnchorKey(config.dataDir),
    isStaff: staffNetworks(config.staffNetworks),
  };
  const drawing = await openDrawing(options.isolation).catch((error: unknown) => {
    throw new StartError(`The server cannot draw pictures: ${(error as Error).message}.`, 1);
  });
  undo.push(async () => drawing.close());
  if (drawing.notIsolated !== null) note(`pictures are drawn, but not isolated: ${drawing.notIsolated}`);
  const policyFile = resourcePath(config, 'policy.json');
  note(policyWords(await publishFirstPolicy(deps, policyFile), policyFile));
  await settleEpoch(db, deps.now());
  undo.push(resequenceInBackground(db, note));
  const vault = openVault(vaultFolder(config.dataDir), key.subkeys('files'));
  const accounts = config.demo ? await demoAccounts(deps, config.dataDir) : null;

  const duplicates = startDuplicates({
    databaseUrl: database,
    now: deps.now,
    onFailure: (what) => note(`the search for duplicates failed (${what})`),
    ...(options.searchMs === undefined ? {} : { mostMs: options.searchMs }),
  });
  undo.push(duplicates.stop);
  const agency = await currentPolicy(db);
  const city = await cityMapOf(agency, resourcePath(config, 'hartford'));
  const room = new LongPollHub();
  const demoMail = config.demo && config.smtpUrl === null ? demoMailFolder(config.dataDir) : null;
  const sendsMail = demoMail !== null || config.smtpUrl !== null;
  const looks = { waiting: () => room.size, auditWritable: () => watching?.audit.isWell() ?? null };
  const diskWritable = () => watching?.disk.isWell() ?? null;
  const metrics = config.metrics === null ? null : createMetrics(deps, { ...looks, hasSiem: config.syslog !== null });
  // Set before the server listens, so every request finds it.
  let watching: Watching | null = null;
  const leaving = new AbortController();
  const given: AppDeps = {
    ...deps,
    officersUrl,
    officersTls: config.officers?.tls ?? null,
    leaving: leaving.signal,
    vault,
    drawing,
    fonts: resourcePath(config, 'fonts'),
    room,
    ready: createReadiness(deps, {
      auditWritable: looks.auditWritable,
      diskWritable,
      isLeaving: () => leaving.signal.aborted,
    }),
    metrics,
    auth: await authRules(config, key, (name) => tellOfGuesses(watching?.alerts ?? null, name)),
    tellOwnAppeal: (trackingNumber) => tellOfOwnAppeal(watching?.alerts ?? null, trackingNumber),
    tellAppeal: () => tellOfAppeal(watching?.supervisors ?? null),
    tellConfirmation: (name) => tellOfConfirmation(watching?.supervisors ?? null, name),
    duplicates,
    recovery,
    limits: config.limits,
    text: textInFlight(),
    brake: filingBrake(config.limits.reportsPerHour, deps.now, (most) => tellOfFlood(watching?.alerts ?? null, most)),
    takesReports: () => diskWritable() !== false,
    apiVersion: options.apiVersion ?? API_VERSION,
    dataDir: config.dataDir,
    trustedProxies: config.trustedProxies,
    formSecret: await formSecret(db, key),
    streets: await streetNamesOf(agency, resourcePath(config, 'hartford/streets.json')),
    city,
    streetLines: await readStreetLines(config.streetLines, city?.boundary ?? null),
    intakeKeys: config.intakeKeys,
    directory: await openDirectory(config, { ...deps, publicUrl: officersUrl }, note, (news) =>
      tellOfDirectory(watching?.supervisors ?? null, news),
    ),
    sendsMail,
    mailsSupervisors: sendsMail && config.supervisorsTo !== null,
    demoMail,
    log: config.log,
  };
  const [first, ...others] = places;
  const app = await buildApp(given, first.part);
  const apps = [app, ...(await Promise.all(others.map(({ part }) => buildApp(given, part))))];

  const transport = demoMail !== null ? demoTransport(demoMail) : smtpOf(config);
  if (transport === null) note('no SMTP_URL: letters are queued but not sent');
  const { log } = app;
  watching = await startWatching({ ...deps, vault }, config, undo, {
    transport,
    boundary: city?.boundary ?? null,
    log,
  });
  const sending = await startSending({ ...deps, vault }, config, undo, { transport, log, delay: options.mailDelay });
  const onNews = {
    reports: () => room.announce(),
    sessions: () => room.announceEndedSessions(),
    letters: () => sending.mailer?.wake(),
    packages: () => sending.delivery.wake(),
  };
  const listener = await listen(database, processName(key), (topic) => onNews[topic]());
  undo.push(listener.close);

  undo.push(() => Promise.all(apps.map((one) => one.close())));
  warmDanger();
  for (const [n, one] of apps.entries()) await places[n]?.listen(one);
  // Warms up the duplicate search, so that the first caller doesn't wait while value frequencies are counted. If this
  // fails, the first search tries again.
  const warm = () => void duplicates.ask<'warm'>({ kind: 'warm' }, 'itself').catch(() => undefined);
  const warming = setTimeout(warm, WARM_MS);
  undo.push(async () => clearTimeout(warming));
  const collected = config.metrics && metrics ? await serveMetrics(metrics, config.metrics) : null;
  if (collected !== null) {
    undo.push(collected.close);
    note(`metrics on ${collected.url}`);
  }
  return {
    url: own,
    officersUrl: officersOwn,
    metricsUrl: collected?.url ?? null,
    accounts,
    deps,
    waiting: looks.waiting,
    drain: () => leaving.abort(),
    stop,
  };
}

/** Meanwhile, the feed says that it holds reports back. @returns a function that stops it. */
function resequenceInBackground(db: Db, note: (text: string) => void): () => Promise<void> {
  const stopped = new AbortController();
  const running = resequenceFeed(db, stopped.signal).then(
    (rows) => rows > 0 && note(`the database was restored: ${rows} rows were put in a new order for workstations`),
    (error: unknown) => note(`rows of a restored database still wait for the next start (${traceOf(error).code})`),
  );
  return async () => {
    stopped.abort();
    await running;
  };
}

async function embedded(
  config: Config,
  undo: (() => Promise<unknown>)[],
  note: (text: string) => void,
): Promise<string> {
  const { url, stop } = await startEmbedded(config.dataDir, 'serve', note);
  undo.push(stop);
  return url;
}
