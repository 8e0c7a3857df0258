// The only place that uses openid-client (decision 006).
import * as client from 'openid-client';
import { StartError } from '../start-error.ts';
import type { OidcSettings } from './oidc-settings.ts';

export type Claims = Readonly<Record<string, unknown>> & { iss: string; sub: string };
/** What a sign-in at the provider returned, after all checks. */
export type Authenticated = { claims: Claims; idToken: string; authenticatedAt: Date };

/** The data of one authorization request. */
export type Asked = {
  state: string;
  nonce: string;
  /** Our PKCE verifier for the provider. */
  verifier: string;
  purpose: 'sign_in' | 'proof';
};

/** The agency's identity provider. */
export type Provider = {
  /** The address to send the browser to. @throws ProviderError `unreachable` */
  authorizationUrl: (asked: Asked) => Promise<URL>;
  /**
   * Exchanges the code in the callback's query for an ID token and checks it: issuer, state, nonce, signature,
   * audience, times and authentication context.
   * @throws ProviderError
   */
  exchange: (query: URLSearchParams, asked: Asked) => Promise<Authenticated>;
  /** Where to sign out; null if the provider has no such page. @throws ProviderError `unreachable` */
  endSessionUrl: (idToken: string) => Promise<URL | null>;
  /** Returns whether the provider answered. @throws StartError if it answered, but doesn't match the settings. */
  check: () => Promise<boolean>;
};

/** `canceled`: by the person; `not_recent`: they did not authenticate as requested; `refused`: anything else. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly why: 'unreachable' | 'canceled' | 'not_recent' | 'refused';
  /** A short code for the server's log; never text that the provider sent. */
  readonly trace: string;
  constructor(why: ProviderError['why'], trace: string, cause?: unknown) {
    super(`${why}: ${trace}`, { cause });
    this.why = why;
    this.trace = trace;
  }
}

const TIMEOUT_S = 10;
const REREAD_MS = 3_600_000;
/**
 * Signing in here requires that the person authenticated at the provider at most this long ago. Sessions end twelve
 * hours after that authentication (IA-11), so a session can still last eight hours, a full shift.
 */
const SIGN_IN_AGE_S = 4 * 3600;
/** Maximum time from a step-up at the provider to the person's return. It includes, for example, a second factor. */
const PROOF_AGE_S = 10 * 60;

/** @param publicUrl this server's own address, without a trailing slash. */
export function createProvider(settings: OidcSettings, publicUrl: string, now: () => Date): Provider {
  let known: { config: Promise<client.Configuration>; at: number } | null = null;

  async function discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = settings;
    // TLS is always verified; the settings allow plain HTTP only on this machine.
    const execute = [client.enableNonRepudiationChecks];
    if (issuer.protocol === 'http:') execute.push(client.allowInsecureRequests);
    return client.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S });
  }

  function configuration(): Promise<client.Configuration> {
    if (known === null || now().getTime() - known.at > REREAD_MS) {
      const config = discover().catch((error: unknown) => {
        known = null;
        throw isAbsent(error) ? new ProviderError('unreachable', traceOf(error), error) : error;
      });
      known = { config, at: now().getTime() };
    }
    return known.config;
  }

  const acrOf = (purpose: Asked['purpose']) => (purpose === 'proof' ? settings.stepUpAcr : settings.acr);

  return {
    authorizationUrl: async ({ state, nonce, verifier, purpose }) => {
      const config = await configuration();
      const acr = acrOf(purpose);
      return client.buildAuthorizationUrl(config, {
        redirect_uri: `${publicUrl}${CALLBACK}`,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(purpose === 'proof' ? { max_age: '0', prompt: 'login' } : { max_age: String(SIGN_IN_AGE_S) }),
        ...(acr === null ? {} : { acr_values: acr }),
      });
    },

    exchange: async (query, { state, nonce, verifier, purpose }) => {
      const config = await configuration();
      // The address is built from our own settings, not from the request, whose host anyone could choose.
      const current = new URL(`${publicUrl}${CALLBACK}`);
      current.search = query.toString();
      const tokens = await client
        .authorizationCodeGrant(config, current, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          maxAge: purpose === 'proof' ? PROOF_AGE_S : SIGN_IN_AGE_S,
        })
        .catch((error: unknown) => {
          throw providerError(error);
        });
      const claims = tokens.claims();
      const { id_token: idToken } = tokens;
      if (claims === undefined || idToken === undefined) throw new ProviderError('refused', 'no_id_token');
      if (typeof claims.auth_time !== 'number') throw new ProviderError('not_recent', 'no_auth_time');
      const acr = acrOf(purpose);
      if (acr !== null && claims['acr'] !== acr) throw new ProviderError('not_recent', 'other_acr');
      return { claims, idToken, authenticatedAt: new Date(claims.auth_time * 1000) };
    },

    endSessionUrl: async (idToken) => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(config, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${publicUrl}${SIGNED_OUT}`,
      });
    },

    check: async () => {
      try {
        await configuration();
        return true;
      } catch (error) {
        if (error instanceof ProviderError) return false;
        throw new StartError(
          `P2C_OIDC_ISSUER: the provider at ${settings.issuer.origin} answered, but not as that issuer (${traceOf(error)}).`,
          2,
        );
      }
    },
  };
}

export const CALLBACK = '/oidc/callback';
export const SIGNED_OUT = '/oidc/signed-out';

/** Creates the data of an authorization request: two random values and a verifier, each with 256 bits. */
export const askedFor = (purpose: Asked['purpose']): Asked => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
  purpose,
});

/** Whether the connection failed, or a proxy or the provider answered with a server error. */
function isAbsent(error: unknown): boolean {
  const { status } = Object(Object(error).cause) as { status?: unknown };
  if (typeof status === 'number') return status >= 500;
  return (
    error instanceof TypeError ||
    /^(TimeoutError|AbortError)$/.test(nameOf(error)) ||
    traceOf(error) === 'OAUTH_TIMEOUT'
  );
}

function providerError(error: unknown): ProviderError {
  if (error instanceof client.AuthorizationResponseError) {
    const why = error.error === 'access_denied' ? 'canceled' : NOT_RECENT.has(error.error) ? 'not_recent' : 'refused';
    return new ProviderError(why, KNOWN.test(error.error) ? error.error : 'other', error);
  }
  if (isAbsent(error)) return new ProviderError('unreachable', traceOf(error), error);
  return new ProviderError('refused', traceOf(error), error);
}

/**
 * Errors that mean that the person must authenticate again (OpenID Connect Core, 3.1.2.6) or that the requested
 * authentication context can't be met.
 */
const NOT_RECENT = new Set(['login_required', 'interaction_required', 'unmet_authentication_requirements']);
const KNOWN = /^[a-z_]{1,60}$/;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'error');
const traceOf = (error: unknown): string => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : nameOf(error);
};
