import type { ServerOptions } from 'node:https';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { api, type Readiness } from '#shared/api.ts';
import { API_VERSION_HEADER } from '#shared/api-version.ts';
import { AppError } from '#shared/errors.ts';
import { allowance } from './allowance.ts';
import { recentSessions } from './auth/recent-sessions.ts';
import type { AuthRules } from './auth/rules.ts';
import { useService } from './commands/accounts/service-accounts.ts';
import { noteRefusal } from './commands/reports/note-refusal.ts';
import { compressAnswers } from './compression.ts';
import type { RateLimits } from './config.ts';
import { findSession, sessionOfToken } from './db/session.ts';
import type { AccountDeps, PaperDeps, UploadDeps } from './deps.ts';
import { serveDictionaries } from './dictionaries.ts';
import type { Duplicates } from './duplicates/searcher.ts';
import { changeFeed } from './feed/change-feed.ts';
import type { LongPollHub } from './feed/long-poll-hub.ts';
import type { FilingBrake } from './filing-brake.ts';
import type { Part } from './listeners.ts';
import { loggerOptions, logRequests } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { type Directory, directoryRoutes } from './oidc/routes.ts';
import { type Portal, registerPortal } from './portal/routes.tsx';
import type { CityMap } from './portal/site/city-map.ts';
import { portalDeps } from './portal-deps.ts';
import type { RecoveryKeys } from './recovery/key-pair.ts';
import { answerBrokenRequest, answerError, sendError, toAppError } from './routes/errors.ts';
import { apiHandlers } from './routes/handlers.ts';
import { intakeDoor } from './routes/intake-door.ts';
import { takeJsonOnly } from './routes/json-bodies.ts';
import { hasOneHost, knownMethods } from './routes/known-methods.ts';
import { limitConnections } from './routes/limit-connections.ts';
import { openApiDocument } from './routes/openapi.ts';
import { rateLimits } from './routes/rate-limits.ts';
import { registerApi } from './routes/register.ts';
import { limitSlowBodies } from './routes/slow-bodies.ts';
import { endConnections } from './shut-down.ts';
import { rememberSources } from './source-of.ts';
import type { StreetLines } from './street-lines.ts';
import { limitText, type TextInFlight } from './text-in-flight.ts';
import { onlyFromProxies } from './trusted-proxies.ts';
import { serveUpdates } from './updates/serve.ts';

export type AppDeps = PaperDeps &
  AccountDeps &
  UploadDeps & {
    /** Wakes waiting long polls; the listener notifies it whenever reports change. */
    room: LongPollHub;
    /** Decrypts sealed journals from workstations. */
    recovery: RecoveryKeys;
    auth: AuthRules;
    duplicates: Duplicates;
    /** Returns the readiness reported to a load balancer. */
    ready: () => Promise<Readiness>;
    /** Called when a supervisor decides an appeal against their own decision because there is no other supervisor. */
    tellOwnAppeal: (trackingNumber: string) => void;
    /** Called when an account needs confirmation. */
    tellConfirmation: (name: string) => void;
    /** Whether supervisors get e-mail, such as about legal holds that are being lifted. */
    mailsSupervisors: boolean;
    /** Called when a reporter has appealed. */
    tellAppeal: () => void;
    /** Null if metrics are not collected. */
    metrics: Metrics | null;
    limits: RateLimits;
    /** Bounds the memory for what callers send, over all listeners of this process. */
    text: TextInFlight;
    brake: FilingBrake;
    /** Whether the disks have room for what people send. */
    takesReports: () => boolean;
    /** The version of the API contract that this server claims; tests may set another. */
    apiVersion: number;
    dataDir: string;
    /** Where officers' workstations and browsers reach this server. */
    officersUrl: string;
    /** TLS of the officers' own listener; null if a proxy terminates it. */
    officersTls: { cert: string; key: string; clientCa: string | null } | null;
    /** Aborted when this process is about to stop. */
    leaving: AbortSignal;
    /** Addresses and networks of the proxies on other machines. */
    trustedProxies: readonly string[];
    /** The key that seals the tokens in the portal's forms. */
    formSecret: Uint8Array;
    /** Street names suggested in the portal's forms. */
    streets: readonly string[];
    /** The city limits, shown and checked in the portal's forms. */
    city: CityMap | null;
    /** The lines of the agency's streets, for maps. */
    streetLines: StreetLines;
    intakeKeys: readonly string[];
    /** The agency's directory; null if this server has only its own accounts. */
    directory: Directory | null;
    /** Whether this server sends e-mail. If not, no one is asked to confirm an address by e-mail. */
    sendsMail: boolean;
    /** The folder for demo e-mail, or null if e-mail is really sent. */
    demoMail: string | null;
    log: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  };

const BODY_LIMIT = 512 * 1024;
/**
 * Maximum size in bytes of a request that files a report. The longest report that the schema allows is smaller, even if
 * every character is JSON-escaped to six bytes.
 */
const REPORT_LIMIT = 1280 * 1024;

/** Endpoints that only the portal's listener serves, followed by endpoints that both listeners serve. */
const PORTAL_ROWS: readonly (keyof typeof api)[] = ['intake'];
const COMMON_ROWS: readonly (keyof typeof api)[] = ['health', 'ready'];

function rowsOf(part: Part): (keyof typeof api)[] {
  const all = Object.keys(api) as (keyof typeof api)[];
  if (part === 'portal') return [...COMMON_ROWS, ...PORTAL_ROWS];
  return part === 'officers' ? all.filter((name) => !PORTAL_ROWS.includes(name)) : all;
}

/**
 * Builds the HTTP application of one listener without opening a socket: the caller listens, or a test injects requests.
 * Routes of the other listener are not registered.
 */
export async function buildApp(deps: AppDeps, part: Part = 'everything'): Promise<FastifyInstance> {
  const { officersTls } = deps;
  const hasOwnTls = part === 'officers' && officersTls !== null;
  const app: FastifyInstance = Fastify({
    ...(hasOwnTls ? { https: tlsOf(officersTls) } : {}),
    bodyLimit: BODY_LIMIT,
    // Uploading a photo over a slow connection takes time. `limitSlowBodies` sets tighter limits for all other
    // requests.
    requestTimeout: 15 * 60_000,
    // Forwarding headers from anywhere but this machine and the proxies are ignored.
    trustProxy: ['loopback', ...deps.trustedProxies],
    logger: loggerOptions(deps.log),
    logController: new LogController({ disableRequestLogging: true }),
    // During shutdown, still serve requests that a proxy sends over a keep-alive connection, instead of answering them
    // with a 503.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => void refuse(request, reply, toAppError(error, request.log)),
  });
  let portal: Portal | null = null;
  /** Visitors who follow a truncated link get an HTML page; programs get a machine-readable error. */
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: AppError) =>
    portal === null || forPrograms(request) ? sendError(reply, error) : portal.notFound(request, reply, error.code);
  app.setErrorHandler(answerError);
  logRequests(app);
  if (!hasOwnTls) onlyFromProxies(app.server, deps.trustedProxies);
  rememberSources(app);
  limitConnections(app.server, { bySource: hasOwnTls });
  limitSlowBodies(app);
  limitText(app, deps.text);
  takeJsonOnly(app);
  compressAnswers(app);
  const methodsOf = knownMethods(app);
  app.addHook('onRequest', (_, reply, done) => {
    reply.header(API_VERSION_HEADER, String(deps.apiVersion));
    done();
  });
  deps.metrics?.measure(app);

  const secure = (part === 'officers' ? deps.officersUrl : deps.publicUrl).startsWith('https:');
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { styleSrc: ["'self'"], upgradeInsecureRequests: secure ? [] : null },
    },
    strictTransportSecurity: secure,
  });
  // This hook runs after those that set the headers above, and before anything else in the request is processed.
  app.addHook('onRequest', (request, reply, done) => {
    if (!hasOneHost(request.raw)) return void refuse(request, reply, new AppError('invalid_request'));
    const methods = request.is404 ? methodsOf(request.url) : [];
    // If the route supports the method, what is missing is the resource itself, such as a file in the update feed. That
    // is a 404, not a 405.
    if (methods.length === 0 || (methods.includes(request.method) && request.method !== 'OPTIONS')) return done();
    reply.header('allow', methods.join(', '));
    if (request.method === 'OPTIONS') return void reply.code(204).send();
    return void refuse(request, reply, new AppError('method_not_allowed'));
  });
  await app.register(rateLimit, { global: false });

  const feed = changeFeed(deps.db, deps.room);
  const liveSession = (token: string) => findSession(deps.db, token, deps.now());
  const { recovery, ready, auth: rules, sendsMail, duplicates, tellOwnAppeal } = deps;
  const mayFile = intakeDoor(deps.db, { keys: deps.intakeKeys, sendsMail, brake: deps.brake });
  const boundary = deps.city?.boundary ?? null;
  registerApi(
    app,
    rowsOf(part),
    apiHandlers(deps, {
      metrics: deps.metrics,
      tellConfirmation: deps.tellConfirmation,
      mailsSupervisors: deps.mailsSupervisors,
      feed,
      recovery,
      ready,
      rules,
      mayFile,
      duplicates,
      tellOwnAppeal,
      boundary,
      streets: deps.streetLines,
    }),
    {
      findSession: liveSession,
      useService: (token, scope, source) => useService(deps, token, scope, source),
      isProven: ({ provenAt }) => deps.now().getTime() - provenAt.getTime() <= deps.auth.proofMs,
      apiVersion: deps.apiVersion,
      perAccount: allowance({ most: deps.limits.requestsPerAccount, windowMs: 60_000 }, deps.now),
      onForbidden: (row, session, source) => noteRefusal(deps, row, session, source),
      findRecentSession: { changes: recentSessions(liveSession, () => deps.room.sessions) },
      options: {
        ...rateLimits(app, deps.limits, deps.key, (token, kind) => sessionOfToken(deps.db, token, kind, deps.now())),
        intake: {
          bodyLimit: REPORT_LIMIT,
          config: { rateLimit: { max: deps.limits.intakesPerHour, timeWindow: '1 hour' } },
        },
      },
    },
  );
  if (part !== 'portal') {
    const document = Buffer.from(JSON.stringify(openApiDocument(api)));
    app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(document));
    await serveUpdates(app, deps.dataDir);
    serveDictionaries(app, deps.dataDir);
    if (deps.directory !== null)
      directoryRoutes(app, { ...deps, publicUrl: deps.officersUrl }, deps.directory, deps.limits.signInsPerMinute);
  }
  if (part !== 'officers')
    portal = registerPortal(
      app,
      portalDeps(deps, {
        duplicates,
        secret: deps.formSecret,
        streets: deps.streets,
        streetLines: deps.streetLines.lines,
        city: deps.city,
        sendsMail: deps.sendsMail,
        formsPerHour: deps.limits.intakesPerHour,
        brake: deps.brake,
        takesReports: deps.takesReports,
        tellAppeal: deps.tellAppeal,
        demoMail: deps.demoMail,
      }),
    );
  app.setNotFoundHandler((request, reply) => refuse(request, reply, new AppError('not_found')));
  app.addHook('preClose', () => deps.room.close());
  endConnections(app, deps.leaving);
  return app;
}

/** With `clientCa`, callers without a certificate from that authority can't make a request. */
const tlsOf = ({ cert, key, clientCa }: NonNullable<AppDeps['officersTls']>): ServerOptions => ({
  cert,
  key,
  minVersion: 'TLSv1.2',
  ...(clientCa === null ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
});

const forPrograms = ({ url, headers }: FastifyRequest): boolean =>
  /^\/(api|updates|dictionaries)\//.test(url) || headers.accept?.includes('text/html') !== true;
