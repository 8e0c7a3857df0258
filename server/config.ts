import { resolve } from 'node:path';
import { z } from 'zod';
import { publicKey } from '#shared/updates/release.ts';
import type { ScannerAddress } from './files/clamd.ts';
import {
  checkOfficersEnvironment,
  type OfficersListener,
  officersEnvironment,
  officersListener,
} from './officers-listener.ts';
import { checkOidcEnvironment, type OidcSettings, oidcEnvironment, oidcSettings } from './oidc/oidc-settings.ts';
import { networkGiven, onLoopback } from './trusted-proxies.ts';

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0');
const atMost = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);

/** E-mail addresses separated by commas. */
const addresses = z
  .string()
  .max(2_000)
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (list) => list.length <= 20 && list.every((one) => z.email().safeParse(one).success),
    'must be at most 20 e-mail addresses separated by commas',
  );

const isNetwork = (text: string): boolean => {
  try {
    return networkGiven(text) !== null;
  } catch {
    return false;
  }
};

/** Addresses and networks separated by commas. */
const networks = z
  .string()
  .max(2_000)
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (list) => list.every(isNetwork),
    'must be addresses or networks, such as 10.0.0.5 or 10.0.0.0/28, separated by commas',
  );

/** Where clamd listens. Files of reports go there in plain text, so it is on this machine. */
const scanner = z
  .string()
  .max(200)
  .transform((text, context) => {
    if (/^\/[^\0]+$/.test(text)) return { path: text };
    const { host, port } = /^(?<host>[^:]+|\[::1\]):(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
    if (host !== undefined && onLoopback(host) && Number(port) <= 65_535)
      return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
    context.addIssue({
      code: 'custom',
      message: 'must be the path of a socket, or a port on this machine such as 127.0.0.1:3310',
    });
    return z.NEVER;
  });

/** A database on this machine needs no TLS; any other must prove who it is. */
function needsVerifiedTls(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/') || onLoopback(host)) return false;
  return searchParams.get('sslmode') !== 'verify-full' || searchParams.has('uselibpqcompat');
}

/** The sender of letters where `MAIL_FROM` names none. */
export const NO_SENDER = 'p2c@localhost.invalid';

const environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    TRUSTED_PROXIES: networks.optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4810),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
    MIGRATE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
    P2C_DATA_DIR: z.string().min(1).default('data'),
    P2C_RESOURCES: z.string().min(1).default('resources'),
    P2C_STREET_LINES: z.string().min(1).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
    P2C_SMTP_OAUTH_FILE: z.string().min(1).optional(),
    MAIL_FROM: z.email().optional(),
    PUBLIC_URL: webAddress.optional(),
    P2C_RECOVERY_KEY: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=){0,4}$/, 'must be 32 bytes in base64, or up to five such keys')
      .optional(),
    P2C_SERVER_KEY: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=){0,4}$/, 'must be 32 bytes in base64, or up to five such keys')
      .optional(),
    P2C_SECOND_FACTOR: z.enum(['required', 'optional', 'off']).optional(),
    P2C_ACCESS_MINUTES: z.coerce.number().int().min(1).max(720).default(15),
    P2C_PROOF_MINUTES: z.coerce.number().positive().max(720).default(10),
    P2C_UPDATE_KEYS: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
      .refine((list) => list.length >= 1 && list.length <= 2 && list.every((one) => publicKey.safeParse(one).success), {
        error: 'must be one or two public keys, separated by a comma or a space',
      })
      .optional(),
    P2C_INTAKE_KEY: z.string().min(16, 'must have at least 16 characters').max(200).optional(),
    P2C_INTAKE_KEY_BEFORE: z.string().min(16, 'must have at least 16 characters').max(200).optional(),
    ...oidcEnvironment,
    ...officersEnvironment,
    P2C_DRAIN_SECONDS: z.coerce.number().min(0).max(10).default(0),
    P2C_RMS_URL: webAddress.optional(),
    P2C_RMS_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
    P2C_RMS_SECRET_BEFORE: z.string().min(16, 'must have at least 16 characters').optional(),
    P2C_RMS_FILES: flag.default('1'),
    P2C_RMS_FORMAT: z.enum(['json', 'xml']).default('json'),
    P2C_CLAMD: scanner.optional(),
    P2C_STAFF_NETWORKS: networks.optional(),
    P2C_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    P2C_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
    P2C_METRICS_FROM: networks.optional(),
    P2C_SYSLOG: z
      .string()
      .regex(/^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/, 'must be the name of a host, and its port if not 6514')
      .optional(),
    P2C_SYSLOG_CA: z.string().min(1).optional(),
    P2C_SYSLOG_CLIENT: z.string().min(1).optional(),
    P2C_ALERT_TO: z.email().optional(),
    P2C_SUPERVISORS_TO: z.email().optional(),
    P2C_DIGEST_TO: addresses.optional(),
    P2C_JOBS: flag.default('1'),
    P2C_DEMO: flag,
    P2C_SIGN_INS_PER_MINUTE: atMost(60),
    P2C_SIGN_INS_PER_ACCOUNT: atMost(10),
    P2C_REQUESTS_PER_ACCOUNT: atMost(60_000),
    P2C_INTAKES_PER_HOUR: atMost(60),
    P2C_PRINTS_PER_MINUTE: atMost(30),
    P2C_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .superRefine((env, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const demo = env.P2C_DEMO === '1';
    checkOidcEnvironment(env, wrong);
    checkOfficersEnvironment(env, wrong);
    if (demo && !onLoopback(env.HOST)) wrong('HOST', 'demo mode listens on this machine only; remove HOST');
    if (demo && env.DATABASE_URL)
      wrong('DATABASE_URL', 'demo mode never uses a real database; remove P2C_DEMO or DATABASE_URL');
    if (!env.DATABASE_URL && !onLoopback(env.HOST)) {
      wrong('DATABASE_URL', 'the embedded database is for this machine only; any other HOST requires a DATABASE_URL');
    }
    for (const name of ['DATABASE_URL', 'MIGRATE_DATABASE_URL'] as const) {
      const url = env[name];
      if (url && needsVerifiedTls(url))
        wrong(name, 'a database on another machine needs ?sslmode=verify-full, so that nobody reads along');
    }
    if (!onLoopback(env.P2C_METRICS_HOST) && env.P2C_METRICS_FROM === undefined)
      wrong(
        'P2C_METRICS_FROM',
        'is required with a P2C_METRICS_HOST that other machines can reach: who may read the metrics',
      );
    if (!onLoopback(env.HOST) && env.TRUSTED_PROXIES === undefined) {
      wrong('TRUSTED_PROXIES', 'is required with a HOST that other machines can reach: the proxies that have the TLS');
    }
    if (env.P2C_SECOND_FACTOR === 'off' && !demo) {
      wrong('P2C_SECOND_FACTOR', 'off is for the demo only; a server requires it, or says optional');
    }
    // Also with a relay on this machine. On a port by chance, nobody but a test reads the letters.
    if (env.SMTP_URL && !env.PUBLIC_URL && !demo && env.PORT !== 0) {
      wrong('PUBLIC_URL', 'is required with SMTP_URL: letters link to it');
    }
    if (env.SMTP_URL && new URL(env.SMTP_URL).search !== '') {
      wrong('SMTP_URL', 'takes no options after a ?, by which TLS could be turned off');
    }
    if (env.P2C_SMTP_OAUTH_FILE && !env.SMTP_URL) wrong('SMTP_URL', 'is required with P2C_SMTP_OAUTH_FILE');
    if (env.PUBLIC_URL?.startsWith('http:') && !onLoopback(new URL(env.PUBLIC_URL).hostname)) {
      wrong('PUBLIC_URL', 'must start with https, except on this machine');
    }
    if (env.P2C_INTAKE_KEY_BEFORE && !env.P2C_INTAKE_KEY)
      wrong('P2C_INTAKE_KEY', 'is required with P2C_INTAKE_KEY_BEFORE');
    if (env.P2C_RMS_URL && !env.P2C_RMS_SECRET) wrong('P2C_RMS_SECRET', 'is required with P2C_RMS_URL');
    if (env.P2C_RMS_URL?.startsWith('http:') && !onLoopback(new URL(env.P2C_RMS_URL).hostname)) {
      wrong('P2C_RMS_URL', 'must start with https, except on this machine');
    }
    for (const name of ['P2C_SYSLOG_CA', 'P2C_SYSLOG_CLIENT'] as const) {
      if (env[name] && !env.P2C_SYSLOG) wrong('P2C_SYSLOG', `is required with ${name}`);
    }
    if (env.P2C_ALERT_TO && !env.SMTP_URL) wrong('SMTP_URL', 'is required with P2C_ALERT_TO');
    if (env.P2C_SUPERVISORS_TO && !env.SMTP_URL) wrong('SMTP_URL', 'is required with P2C_SUPERVISORS_TO');
    if (env.P2C_DIGEST_TO && !env.SMTP_URL && !demo) wrong('SMTP_URL', 'is required with P2C_DIGEST_TO');
    if (env.SMTP_URL && !env.MAIL_FROM && !demo) wrong('MAIL_FROM', 'is required with SMTP_URL');
  });

export type Config = {
  host: string;
  port: number;
  /** The officers' own listener, beside which the first one serves the portal alone; null if that one serves everything. */
  officers: OfficersListener | null;
  /** How long a process that was asked to stop says that it is not ready, and answers as ever, before it closes. */
  drainSeconds: number;
  /** Null to use the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** The same database by the owner of its tables, for the command `migrate`; null if it is the server's own account. */
  migrateUrl: string | null;
  dataDir: string;
  /** Addresses and networks of the proxies on other machines, whose forwarding headers are believed. */
  trustedProxies: readonly string[];
  /** Addresses and networks of the agency's own computers. */
  staffNetworks: readonly string[];
  resources: string;
  /** The agency's own file of streets as lines; null for none. */
  streetLines: string | null;
  smtpUrl: string | null;
  /** The file with what gets tokens for the mail server; null to sign in with the URL's name and password, if it has them. */
  smtpOAuthFile: string | null;
  mailFrom: string;
  /** Null to use the address that the server listens on. */
  publicUrl: string | null;
  /** The private key that decrypts sealed journals, base64; null to use the file in `dataDir`. */
  recoveryKey: string | null;
  /** The key that encrypts second factors and evidence, base64; null to use the file in `dataDir`. */
  serverKey: string | null;
  /** Where `/metrics` is served, separately from everything else; null disables it. */
  metrics: { host: string; port: number; from: readonly string[] } | null;
  /** Where rows of the audit log are sent; `ca` and `client` name files. */
  syslog: { host: string; port: number; ca: string | null; client: string | null } | null;
  /** Who gets an email when someone must step in: a broken audit log, a job that keeps failing. */
  alertTo: string | null;
  /** Who gets an email about what supervisors must know: a legal hold that is being lifted, or a new appeal. */
  supervisorsTo: string | null;
  /** Who gets the weekly digest for supervisors. */
  digestTo: readonly string[];
  /** The malware scanner that looks at what people send; null if there is none. */
  scanner: ScannerAddress | null;
  /** Whether this process runs scheduled jobs. */
  jobs: boolean;
  demo: boolean;
  /** Where approved reports are sent; null to write them to the folder `rms/outgoing` in `dataDir`. */
  rms: { url: string; secret: string; secretBefore: string | null; files: boolean; format: 'json' | 'xml' } | null;
  /** Whether signing in requires a code from an authenticator app. */
  secondFactor: SecondFactor;
  /** Lifetime of an access token. */
  accessMinutes: number;
  proofMinutes: number;
  /** Keys that the agency's own programs may present when they file reports: two while one is changed. */
  intakeKeys: readonly string[];
  /** The agency's public keys for updates; null if who signed one is not checked here. */
  updateKeys: readonly string[] | null;
  /** The directory through which people sign in; null if they only have accounts of this server. */
  oidc: OidcSettings | null;
  /** Who may sign in with a password. Administrators always may, so that a broken directory locks nobody out for good. */
  passwordSignIn: 'everyone' | 'administrators';
  limits: RateLimits;
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

/** With `optional`, only accounts that have set up a second factor must use it. */
export type SecondFactor = 'required' | 'optional' | 'off';

/**
 * Rate limits, per minute unless the name says otherwise: sign-ins per address and per account, requests per account,
 * reports per address, and PDFs per session.
 */
export type RateLimits = {
  signInsPerMinute: number;
  signInsPerAccount: number;
  requestsPerAccount: number;
  intakesPerHour: number;
  printsPerMinute: number;
};

/** A problem that a person must fix before the server can start; the message describes it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What zod says of numbers in words of its own. */
function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'))
    return 'must be a whole number';
  const isNumber = (origin: string) => origin === 'number' || origin === 'int';
  if (issue.code === 'too_small' && isNumber(issue.origin)) return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && isNumber(issue.origin)) return `must be at most ${issue.maximum}`;
  return issue.message;
}

/** Variables that look like settings of this server, and are none: most likely a mistyped name. */
export const unknownSettings = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(env).filter(
    (name) => name.startsWith('P2C_') && env[name] !== '' && !Object.hasOwn(environment.shape, name),
  );

/**
 * Reads the environment once. Empty variables count as missing.
 * @throws StartError (exit code 2) that lists every invalid variable but never its value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${inWords(issue)}`);
    throw new StartError(`Invalid settings in the environment:\n${lines.join('\n')}`, 2);
  }
  // Node would then believe any server: the mail server, the records system, the database.
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new StartError('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of certificates. Remove it.', 2);
  const given = parsed.data;
  return {
    host: given.HOST,
    port: given.PORT,
    databaseUrl: given.DATABASE_URL ?? null,
    migrateUrl: given.MIGRATE_DATABASE_URL ?? null,
    trustedProxies: given.TRUSTED_PROXIES ?? [],
    staffNetworks: given.P2C_STAFF_NETWORKS ?? [],
    dataDir: resolve(given.P2C_DATA_DIR),
    resources: resolve(given.P2C_RESOURCES),
    streetLines: given.P2C_STREET_LINES === undefined ? null : resolve(given.P2C_STREET_LINES),
    smtpUrl: given.SMTP_URL ?? null,
    smtpOAuthFile: given.P2C_SMTP_OAUTH_FILE ?? null,
    mailFrom: given.MAIL_FROM ?? NO_SENDER,
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    recoveryKey: given.P2C_RECOVERY_KEY ?? null,
    serverKey: given.P2C_SERVER_KEY ?? null,
    metrics:
      given.P2C_METRICS_PORT === undefined
        ? null
        : { host: given.P2C_METRICS_HOST, port: given.P2C_METRICS_PORT, from: given.P2C_METRICS_FROM ?? [] },
    syslog: given.P2C_SYSLOG === undefined ? null : syslogOf(given.P2C_SYSLOG, given),
    alertTo: given.P2C_ALERT_TO ?? null,
    supervisorsTo: given.P2C_SUPERVISORS_TO ?? given.P2C_ALERT_TO ?? null,
    digestTo: given.P2C_DIGEST_TO ?? [],
    scanner: given.P2C_CLAMD ?? null,
    jobs: given.P2C_JOBS === '1',
    demo: given.P2C_DEMO === '1',
    rms:
      given.P2C_RMS_URL === undefined
        ? null
        : {
            url: given.P2C_RMS_URL,
            secret: given.P2C_RMS_SECRET ?? '',
            secretBefore: given.P2C_RMS_SECRET_BEFORE ?? null,
            files: given.P2C_RMS_FILES === '1',
            format: given.P2C_RMS_FORMAT,
          },
    secondFactor: given.P2C_SECOND_FACTOR ?? (given.P2C_DEMO === '1' ? 'off' : 'required'),
    accessMinutes: given.P2C_ACCESS_MINUTES,
    intakeKeys: [given.P2C_INTAKE_KEY, given.P2C_INTAKE_KEY_BEFORE].filter((one) => one !== undefined),
    updateKeys: given.P2C_UPDATE_KEYS ?? null,
    oidc: orSay(() => oidcSettings(given)),
    officers: orSay(() => officersListener(given)),
    drainSeconds: given.P2C_DRAIN_SECONDS,
    passwordSignIn: given.P2C_PASSWORD_SIGN_IN,
    proofMinutes: given.P2C_PROOF_MINUTES,
    limits: {
      signInsPerMinute: given.P2C_SIGN_INS_PER_MINUTE,
      signInsPerAccount: given.P2C_SIGN_INS_PER_ACCOUNT,
      requestsPerAccount: given.P2C_REQUESTS_PER_ACCOUNT,
      intakesPerHour: given.P2C_INTAKES_PER_HOUR,
      printsPerMinute: given.P2C_PRINTS_PER_MINUTE,
    },
    log: given.P2C_LOG,
  };
}

const SYSLOG_TLS_PORT = 6514;

function syslogOf(place: string, given: z.output<typeof environment>): Config['syslog'] {
  const { hostname, port } = new URL(`tls://${place}`);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? SYSLOG_TLS_PORT : Number(port),
    ca: given.P2C_SYSLOG_CA ?? null,
    client: given.P2C_SYSLOG_CLIENT ?? null,
  };
}

function orSay<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StartError(`Invalid settings in the environment:\n  ${(error as Error).message}`, 2);
  }
}

/** Returns the path of a runtime asset: wording, icons, lists. All asset reads go through this function. */
export function resourcePath(config: Pick<Config, 'resources'>, name: string): string {
  return resolve(config.resources, name);
}
