import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ROLES, type Role } from '#shared/domain/officer.ts';

/** The claims in which Entra ID (`roles`, `groups`) and Keycloak (`realm_access.roles`, `groups`) name roles. */
export const ROLE_CLAIMS = ['roles', 'groups', 'realm_access.roles'] as const;
export type RoleClaim = (typeof ROLE_CLAIMS)[number];

/** How this server signs people in through the agency's directory. */
export type OidcSettings = {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  roleClaim: RoleClaim;
  /** In order of preference: a person gets the role of the first entry whose value they have. */
  roles: readonly { value: string; role: Role }[];
  /** The authentication context (`acr`) that every sign-in must have; null to leave it to the provider. */
  acr: string | null;
  /** The authentication context that every privileged act requires; null to leave it to the provider. */
  stepUpAcr: string | null;
};

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
const MOST_ROLES = 100;

/** `value=role`, separated by commas; the value may contain `=` itself. */
const roleMap = z.string().transform((text, context) => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=');
    return { value: pair.slice(0, Math.max(at, 0)).trim(), role: pair.slice(at + 1).trim() };
  });
  const known = pairs.flatMap(({ value, role }) => {
    const found = ROLES.find((one) => one === role);
    return value === '' || found === undefined ? [] : [{ value, role: found }];
  });
  if (known.length === pairs.length && known.length <= MOST_ROLES) return known;
  context.addIssue({
    code: 'custom',
    message: `must be at most ${MOST_ROLES} pairs VALUE=ROLE separated by commas, with the roles ${ROLES.join(', ')}`,
  });
  return z.NEVER;
});

const issuer = z
  .url({ protocol: /^https?$/, error: 'must be an https address' })
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || LOOPBACK.has(hostname),
    'must start with https, except on this machine',
  )
  .refine(
    ({ username, password, search, hash }) => username + password + search + hash === '',
    'must be an address without user name, query or fragment',
  );

/** The environment variables of this file, to be merged into those of the server. */
export const oidcEnvironment = {
  P2C_OIDC_ISSUER: issuer.optional(),
  P2C_OIDC_CLIENT_ID: z.string().min(1).max(200).optional(),
  P2C_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  P2C_OIDC_ROLE_CLAIM: z.enum(ROLE_CLAIMS).default('roles'),
  P2C_OIDC_ROLES: roleMap.optional(),
  P2C_OIDC_ACR: z.string().min(1).max(200).optional(),
  P2C_OIDC_STEP_UP_ACR: z.string().min(1).max(200).optional(),
  P2C_PASSWORD_SIGN_IN: z.enum(['everyone', 'administrators']).default('everyone'),
};
export type OidcEnvironment = z.output<z.ZodObject<typeof oidcEnvironment>>;

const NEEDED = ['P2C_OIDC_ISSUER', 'P2C_OIDC_CLIENT_ID', 'P2C_OIDC_CLIENT_SECRET_FILE', 'P2C_OIDC_ROLES'] as const;

/** Says which variables are missing or contradict each other. */
export function checkOidcEnvironment(env: OidcEnvironment, wrong: (path: string, message: string) => void): void {
  const isWanted = NEEDED.some((name) => env[name] !== undefined);
  for (const name of NEEDED) {
    if (isWanted && env[name] === undefined) wrong(name, 'is required for signing in through the directory');
  }
  if (!isWanted && env.P2C_PASSWORD_SIGN_IN === 'administrators')
    wrong('P2C_OIDC_ISSUER', 'is required with P2C_PASSWORD_SIGN_IN=administrators, or nobody else could sign in');
}

/**
 * The settings, or null if the server has only its own accounts.
 * @throws Error that names the variable but not its value, if the file with the client secret can't be read.
 */
export function oidcSettings(env: OidcEnvironment): OidcSettings | null {
  const { P2C_OIDC_ISSUER, P2C_OIDC_CLIENT_ID, P2C_OIDC_CLIENT_SECRET_FILE, P2C_OIDC_ROLES } = env;
  if (!P2C_OIDC_ISSUER || !P2C_OIDC_CLIENT_ID || !P2C_OIDC_CLIENT_SECRET_FILE || !P2C_OIDC_ROLES) return null;
  return {
    issuer: P2C_OIDC_ISSUER,
    clientId: P2C_OIDC_CLIENT_ID,
    clientSecret: readSecret(P2C_OIDC_CLIENT_SECRET_FILE),
    roleClaim: env.P2C_OIDC_ROLE_CLAIM,
    roles: P2C_OIDC_ROLES,
    acr: env.P2C_OIDC_ACR ?? null,
    stepUpAcr: env.P2C_OIDC_STEP_UP_ACR ?? env.P2C_OIDC_ACR ?? null,
  };
}

function readSecret(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new Error(`P2C_OIDC_CLIENT_SECRET_FILE: can't be read (${code})`, { cause: error });
  }
  if (text === '' || text.length > 1000)
    throw new Error('P2C_OIDC_CLIENT_SECRET_FILE: must contain one line with the client secret');
  return text;
}
