import { z } from 'zod';
import { publicKey } from '#shared/updates/release.ts';
import { checkOfficersEnvironment, officersEnvironment } from './officers-listener.ts';
import { checkOidcEnvironment, oidcEnvironment } from './oidc/oidc-settings.ts';
import { networkGiven, onLoopback } from './trusted-proxies.ts';

/** An invalid address ends the checks, because later ones parse the address and their errors may quote its password. */
const address = (protocol: RegExp, error: string) => z.url({ protocol, error, abort: true });
const webAddress = address(/^https?$/, 'must be an http or https address');
const databaseAddress = address(
  /^postgres(ql)?$/,
  'must be a postgres:// address, without quotes; write @ : / ? # and % in a password as %40 %3A %2F %3F %23 and %25',
);
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

/**
 * The address where clamd listens. It must be on this machine, because clamd gets reports' files unencrypted. `none` says
 * that the agency has no malware scanner and wants its records system to get files all the same.
 */
const scanner = z
  .string()
  .max(200)
  .transform((text, context) => {
    if (text === 'none') return text;
    if (/^\/[^\0]+$/.test(text)) return { path: text };
    const { host, port } = /^(?<host>[^:]+|\[::1\]):(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
    if (host !== undefined && onLoopback(host) && Number(port) <= 65_535)
      return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
    context.addIssue({
      code: 'custom',
      message: 'must be the path of a socket, a port on this machine such as 127.0.0.1:3310, or none',
    });
    return z.NEVER;
  });

/** A database on this machine needs no TLS; any other needs a verified certificate. */
function needsVerifiedTls(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/') || onLoopback(host)) return false;
  return searchParams.get('sslmode') !== 'verify-full' || searchParams.has('uselibpqcompat');
}

/** The server's environment variables, and which of them require others. */
export const environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    TRUSTED_PROXIES: networks.optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4810),
    DATABASE_URL: databaseAddress.optional(),
    MIGRATE_DATABASE_URL: databaseAddress.optional(),
    P2C_DATA_DIR: z.string().min(1).default('data'),
    P2C_RESOURCES: z.string().min(1).default('resources'),
    P2C_STREET_LINES: z.string().min(1).optional(),
    SMTP_URL: address(/^smtps?$/, 'must be an smtp:// or smtps:// address, without quotes').optional(),
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
    P2C_REPORTS_PER_HOUR: atMost(600),
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
        wrong(name, 'a database on another machine needs ?sslmode=verify-full, so that nobody can read the traffic');
    }
    if (!onLoopback(env.P2C_METRICS_HOST) && env.P2C_METRICS_FROM === undefined)
      wrong(
        'P2C_METRICS_FROM',
        'is required with a P2C_METRICS_HOST that other machines can reach: it says who may read the metrics',
      );
    if (!onLoopback(env.HOST) && env.TRUSTED_PROXIES === undefined) {
      wrong(
        'TRUSTED_PROXIES',
        'is required with a HOST that other machines can reach: it names the proxies that terminate TLS',
      );
    }
    if (env.P2C_SECOND_FACTOR === 'off' && !demo) {
      wrong('P2C_SECOND_FACTOR', 'off is for the demo only; use required or optional');
    }
    // PUBLIC_URL is required even if the mail relay is on this machine, because letters contain links to it. Only tests
    // use port 0.
    if (env.SMTP_URL && !env.PUBLIC_URL && !demo && env.PORT !== 0) {
      wrong('PUBLIC_URL', 'is required with SMTP_URL: letters contain links to it');
    }
    if (env.SMTP_URL && new URL(env.SMTP_URL).search !== '') {
      wrong('SMTP_URL', 'must not have options after a "?": they could turn off TLS');
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
