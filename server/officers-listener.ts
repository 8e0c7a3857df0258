import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { onLoopback } from './trusted-proxies.ts';

/** A separate listener for the officers' API and updates. */
export type OfficersListener = {
  host: string;
  port: number;
  /** The URL at which workstations and browsers reach this listener; null if it is the address on which it listens. */
  url: string | null;
  /**
   * Null if a proxy terminates TLS. `clientCa` is the authority that must have issued each caller's certificate; null
   * if callers need no certificate.
   */
  tls: { cert: string; key: string; clientCa: string | null } | null;
};

/** The environment variables of the officers' listener, to be merged into those of the server. */
export const officersEnvironment = {
  P2C_OFFICERS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  P2C_OFFICERS_HOST: z.string().min(1).optional(),
  P2C_OFFICERS_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address', abort: true }).optional(),
  P2C_OFFICERS_CERT_FILE: z.string().min(1).optional(),
  P2C_OFFICERS_KEY_FILE: z.string().min(1).optional(),
  P2C_OFFICERS_CLIENT_CA_FILE: z.string().min(1).optional(),
};
type OfficersEnvironment = z.output<z.ZodObject<typeof officersEnvironment>>;
type Around = {
  HOST: string;
  TRUSTED_PROXIES?: unknown;
  DATABASE_URL?: unknown;
  P2C_DEMO: string;
  P2C_OIDC_ISSUER?: unknown;
};

const DEPENDENT = [
  'P2C_OFFICERS_HOST',
  'P2C_OFFICERS_URL',
  'P2C_OFFICERS_CERT_FILE',
  'P2C_OFFICERS_KEY_FILE',
  'P2C_OFFICERS_CLIENT_CA_FILE',
] as const;

/** Says which variables are missing or contradict each other. */
export function checkOfficersEnvironment(
  env: OfficersEnvironment & Around,
  wrong: (path: string, message: string) => void,
): void {
  if (env.P2C_OFFICERS_PORT === undefined) {
    const first = DEPENDENT.find((name) => env[name] !== undefined);
    if (first !== undefined) wrong('P2C_OFFICERS_PORT', `is required with ${first}`);
    return;
  }
  const { P2C_OFFICERS_CERT_FILE: cert, P2C_OFFICERS_KEY_FILE: key, P2C_OFFICERS_URL: url } = env;
  const isLocal = onLoopback(env.P2C_OFFICERS_HOST ?? env.HOST);
  if ((cert === undefined) !== (key === undefined))
    wrong(
      cert === undefined ? 'P2C_OFFICERS_CERT_FILE' : 'P2C_OFFICERS_KEY_FILE',
      'set both the certificate and the key, or neither',
    );
  if (env.P2C_OFFICERS_CLIENT_CA_FILE !== undefined && cert === undefined)
    wrong(
      'P2C_OFFICERS_CERT_FILE',
      'is required with P2C_OFFICERS_CLIENT_CA_FILE: if TLS ends at a proxy, the proxy must ask for client certificates',
    );
  if (!isLocal && env.P2C_DEMO === '1') wrong('P2C_OFFICERS_HOST', 'demo mode listens on this machine only');
  if (!isLocal && env.DATABASE_URL === undefined)
    wrong(
      'P2C_OFFICERS_HOST',
      'the embedded database is for this machine only; any other address requires a DATABASE_URL',
    );
  if (!isLocal && cert === undefined && env.TRUSTED_PROXIES === undefined)
    wrong(
      'P2C_OFFICERS_HOST',
      'other machines can reach it: set P2C_OFFICERS_CERT_FILE, or TRUSTED_PROXIES to the proxies that terminate TLS',
    );
  if (url?.startsWith('http:') && !onLoopback(new URL(url).hostname))
    wrong('P2C_OFFICERS_URL', 'must start with https, except on this machine');
  if (env.P2C_OIDC_ISSUER !== undefined && url === undefined)
    wrong('P2C_OFFICERS_URL', 'is required with single sign-on: the identity provider sends people back to it');
}

/**
 * The settings of the officers' listener; null if one listener serves everything.
 * @throws Error with a message for administrators if a file cannot be read.
 */
export function officersListener(env: OfficersEnvironment & Around): OfficersListener | null {
  const { P2C_OFFICERS_PORT: port, P2C_OFFICERS_CERT_FILE: cert, P2C_OFFICERS_KEY_FILE: key } = env;
  if (port === undefined) return null;
  return {
    host: env.P2C_OFFICERS_HOST ?? env.HOST,
    port,
    url: env.P2C_OFFICERS_URL?.replace(/\/+$/, '') ?? null,
    tls:
      cert === undefined || key === undefined
        ? null
        : {
            cert: textOf('P2C_OFFICERS_CERT_FILE', cert),
            key: textOf('P2C_OFFICERS_KEY_FILE', key),
            clientCa:
              env.P2C_OFFICERS_CLIENT_CA_FILE === undefined
                ? null
                : textOf('P2C_OFFICERS_CLIENT_CA_FILE', env.P2C_OFFICERS_CLIENT_CA_FILE),
          },
  };
}

function textOf(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${setting}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, {
      cause: error,
    });
  }
}
