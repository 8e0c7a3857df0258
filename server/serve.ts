import { API_VERSION } from '#shared/api-version.ts';
import { warmDanger } from '#shared/screening/danger.ts';
import { type AppDeps, buildApp } from './app.ts';
import { openAnchorKey } from './audit/anchor-key.ts';
import { anchorsFile } from './audit/keep-anchor.ts';
import { processName } from './auth/keys-in-use.ts';
import { openCheckedRecoveryKeys, openCheckedServerKey } from './auth/open-keys.ts';
import { type Argon2Cost, passwordWork } from './auth/password-work.ts';
import { authRules } from './auth/rules.ts';
import { type Config, resourcePath } from './config.ts';
import { startEmbedded } from './db/embedded.ts';
import { formSecret, settleEpoch } from './db/epoch.ts';
import { listen } from './db/listen.ts';
import { migrateOrSay } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { currentPolicy } from './db/policy.ts';
import { type DemoAccount, demoAccounts } from './demo-accounts.ts';
import type { AccountDeps } from './deps.ts';
import { startDuplicates } from './duplicates/searcher.ts';
import { LongPollHub } from './feed/long-poll-hub.ts';
import type { Isolation } from './files/sandbox.ts';
import { openVault, vaultFolder } from './files/vault.ts';
import { openDrawing } from './files/view-copy.ts';
import { policyWords, publishFirstPolicy } from './first-policy.ts';
import { startJobs } from './jobs/start-jobs.ts';
import type { Watch } from './jobs/watch.ts';
import { watchAudit } from './jobs/watch-audit.ts';
import { watchDisk } from './jobs/watch-disk.ts';
import { placesOf } from './listeners.ts';
import { tellOfConfirmation, tellOfDirectory, tellOfGuesses } from './mail/account-news.ts';
import { type Alerts, createAlerts } from './mail/alerts.ts';
import { tellOfAppeal, tellOfOwnAppeal } from './mail/appeal-news.ts';
import { demoMailFolder, demoTransport } from './mail/demo-folder.ts';
import { type Mailer, startMailer } from './mail/mailer.ts';
import { retryDelayMs } from './mail/retry.ts';
import { smtpOf } from './mail/transport.ts';
import { serveMetrics } from './metrics/listener.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openDirectory } from './oidc/open-directory.ts';
import { streetNamesOf } from './portal/form/streets.ts';
import { cityMapOf } from './portal/site/city-map.ts';
import { createReadiness } from './readiness.ts';
import { packageCheck } from './rms/check-package.ts';
import { startDelivery } from './rms/deliver.ts';
import { folderTarget, rmsFolder, webhookTarget } from './rms/target.ts';
import { traceOf } from './routes/errors.ts';
import { openSyslog } from './siem/open-syslog.ts';
import { staffNetworks } from './staff-networks.ts';
import { asStartError, StartError } from './start-error.ts';
import { readStreetLines } from './street-lines.ts';

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
  await migrateOrSay(db);

  const key = await openCheckedServerKey(db, config);
  const recovery = await openCheckedRecoveryKeys(db, config);
  const deps: AccountDeps = {
    db,
    now: options.now ?? (() => new Date()),
    key,
    publicUrl,
    passwords: passwordWork(options.argon2),
    isStaff: staffNetworks(config.staffNetworks),
  };
  const drawing = await openDrawing(options.isolation).catch((error: unknown) => {
    throw new StartError(`The server cannot draw pictures: ${(error as Error).message}.`, 1);
  });
  undo.push(async () => drawing.close());
  if (drawing.notIsolated !== null) note(`pictures are drawn, but not isolated: ${drawing.notIsolated}`);
  const policyFile = resourcePath(config, 'policy.json');
  note(policyWords(await publishFirstPolicy(deps, policyFile), policyFile));
  const epoch = await settleEpoch(db, deps.now());
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
  const looks = { waiting: () => room.size, auditWritable: () => audit?.isWell() ?? null };
  const diskWritable = () => disk?.isWell() ?? null;
  const metrics = config.metrics === null ? null : createMetrics(deps, { ...looks, hasSiem: config.syslog !== null });
  let audit: Watch | null = null;
  let disk: Watch | null = null;
  let alerts: Alerts | null = null;
  let supervisors: Alerts | null = null;
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
    epoch,
    auth: await authRules(config, key, (name) => tellOfGuesses(alerts, name)),
    tellOwnAppeal: (trackingNumber) => tellOfOwnAppeal(alerts, trackingNumber),
    tellAppeal: () => tellOfAppeal(supervisors),
    tellConfirmation: (name) => tellOfConfirmation(supervisors, name),
    duplicates,
    recovery,
    limits: config.limits,
    apiVersion: options.apiVersion ?? API_VERSION,
    dataDir: config.dataDir,
    trustedProxies: config.trustedProxies,
    formSecret: await formSecret(db, key),
    streets: await streetNamesOf(agency, resourcePath(config, 'hartford/streets.json')),
    city,
    streetLines: await readStreetLines(config.streetLines, city?.boundary ?? null),
    intakeKeys: config.intakeKeys,
    directory: await openDirectory(config, { ...deps, publicUrl: officersUrl }, note, (news) =>
      tellOfDirectory(supervisors, news),
    ),
    sendsMail,
    mailsSupervisors: sendsMail && config.supervisorsTo !== null,
    demoMail,
    log: config.log,
  };
  const [first, ...others] = places;
  const app = await buildApp(given, first.part);
  const apps = [app, ...(await Promise.all(others.map(({ part }) => buildApp(given, part))))];

  const siem = await openSyslog(config.syslog);
  const anchor = { key: openAnchorKey(config.dataDir), file: anchorsFile(config.dataDir), siem };
  const transport = demoMail !== null ? demoTransport(demoMail) : smtpOf(config);
  if (transport === null) note('no SMTP_URL: letters are queued but not sent');
  const mailer: Mailer | null =
    transport === null
      ? null
      : startMailer(deps, {
          transport,
          from: config.mailFrom,
          onError: (error) => app.log.error(traceOf(error), 'the mailer hit an error and continues'),
          ...(options.mailDelay === undefined ? {} : { delay: options.mailDelay }),
        });
  if (mailer !== null) undo.push(mailer.stop);
  const delivery = startDelivery(
    { ...deps, vault },
    {
      target:
        config.rms === null
          ? folderTarget(rmsFolder(config.dataDir))
          : webhookTarget({ ...config.rms, now: () => new Date() }),
      check: await packageCheck(resourcePath(config, 'rms/p2c-report-1.xsd'), resourcePath(config, 'rms/nibrs.json')),
      onError: (error) => app.log.error(traceOf(error), 'delivery to the records system hit an error and continues'),
      delay: options.mailDelay ?? retryDelayMs,
    },
  );
  undo.push(delivery.stop);
  const alertsTo = (to: string | null) =>
    createAlerts({
      transport,
      from: config.mailFrom,
      to,
      now: deps.now,
      log: (alert, text) => app.log.error({ alert }, text),
    });
  alerts = alertsTo(config.alertTo);
  supervisors = alertsTo(config.supervisorsTo);
  audit = watchAudit(deps, alerts);
  undo.push(audit.stop);
  disk = watchDisk(deps, config.dataDir, alerts);
  undo.push(disk.stop);
  if (config.jobs) {
    const digest =
      transport === null || config.digestTo.length === 0
        ? null
        : { transport, from: config.mailFrom, to: config.digestTo };
    const danger = transport === null ? null : { transport, from: config.mailFrom };
    const { supervisorsTo: to } = config;
    const holds = transport === null || to === null ? null : { transport, from: config.mailFrom, to };
    undo.push(
      startJobs(
        { ...deps, vault },
        {
          alerts,
          boundary: city?.boundary ?? null,
          digest,
          danger,
          holds,
          scanner: config.scanner,
          siem,
          anchor,
          rmsFolder: config.rms === null ? rmsFolder(config.dataDir) : null,
        },
        app.log,
      ),
    );
  }
  const onNews = {
    reports: () => room.announce(),
    sessions: () => room.announceEndedSessions(),
    letters: () => mailer?.wake(),
    packages: () => delivery.wake(),
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

async function embedded(
  config: Config,
  undo: (() => Promise<unknown>)[],
  note: (text: string) => void,
): Promise<string> {
  const { url, stop } = await startEmbedded(config.dataDir, 'serve', note);
  undo.push(stop);
  return url;
}
