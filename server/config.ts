import { resolve } from 'node:path';
import type { z } from 'zod';
import { environment } from './environment.ts';
import type { ScannerAddress } from './files/clamd.ts';
import { type OfficersListener, officersListener } from './officers-listener.ts';
import { type OidcSettings, oidcSettings } from './oidc/oidc-settings.ts';
import { StartError } from './start-error.ts';

/** The sender of letters if `MAIL_FROM` is not set. */
export const NO_SENDER = 'p2c@localhost.invalid';

export type Config = {
  host: string;
  port: number;
  /**
   * The separate listener for officers; the main listener then serves only the portal. Null if the main listener serves
   * everything.
   */
  officers: OfficersListener | null;
  /** How long a stopping process keeps serving requests, while it reports that it isn't ready, before it closes. */
  drainSeconds: number;
  /** Null to use the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /**
   * The URL for the `migrate` command: the same database, with the account that owns its tables. Null if the server's
   * own account owns them.
   */
  migrateUrl: string | null;
  dataDir: string;
  /** Addresses and networks of the proxies on other machines, whose forwarding headers are trusted. */
  trustedProxies: readonly string[];
  /** Addresses and networks of the agency's own computers. */
  staffNetworks: readonly string[];
  resources: string;
  /** The agency's own file of street lines; null for none. */
  streetLines: string | null;
  smtpUrl: string | null;
  /** The file with OAuth credentials for the mail server; null to use the name and password in the URL, if any. */
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
  /** Who gets an e-mail when someone must step in: a broken audit log, a job that keeps failing. */
  alertTo: string | null;
  /** Who gets e-mails that are meant for supervisors: a legal hold is being lifted, or there is a new appeal. */
  supervisorsTo: string | null;
  /** Who gets the weekly digest for supervisors. */
  digestTo: readonly string[];
  /**
   * The malware scanner for files that people send; `none` if the agency said that it has none. Null if it said nothing:
   * then the records system gets no files.
   */
  scanner: ScannerAddress | 'none' | null;
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
  /** Keys that the agency's own programs may present when they file reports; two during a key change. */
  intakeKeys: readonly string[];
  /** The agency's public keys for updates; null if the signer is not checked here. */
  updateKeys: readonly string[] | null;
  /** The directory through which people sign in; null if this server has only its own accounts. */
  oidc: OidcSettings | null;
  /**
   * Who may sign in with a password. Administrators always may, so that a broken directory doesn't lock everyone out.
   */
  passwordSignIn: 'everyone' | 'administrators';
  limits: RateLimits;
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

/** With `optional`, only accounts that have set up a second factor must use it. */
export type SecondFactor = 'required' | 'optional' | 'off';

/**
 * Rate limits, per minute unless the name says otherwise: sign-ins per address and per account, requests per account,
 * forms per address, reports without a confirmed address from everyone, and PDFs per session.
 */
export type RateLimits = {
  signInsPerMinute: number;
  signInsPerAccount: number;
  requestsPerAccount: number;
  intakesPerHour: number;
  reportsPerHour: number;
  printsPerMinute: number;
};

/** Replaces zod's messages about numbers. */
function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'))
    return 'must be a whole number';
  const isNumber = (origin: string) => origin === 'number' || origin === 'int';
  if (issue.code === 'too_small' && isNumber(issue.origin)) return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && isNumber(issue.origin)) return `must be at most ${issue.maximum}`;
  return issue.message;
}

/** Variables that look like settings of this server but aren't; most likely misspelled. */
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
  // If this variable is 0, Node trusts any server that claims to be the mail server, the records system, or the
  // database.
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new StartError('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate checks. Remove it.', 2);
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
    scanner: given.P2C_CLAMD ?? (given.P2C_DEMO === '1' ? 'none' : null),
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
      reportsPerHour: given.P2C_REPORTS_PER_HOUR,
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
