import { generateKeyPair, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import OidcProvider, { interactionPolicy } from 'oidc-provider';

/** A person in the directory; claims as in the ID token. */
export type Person = Record<string, unknown>;

export type IdentityProvider = {
  url: string;
  /** The agency server's settings for this provider. */
  env: Record<string, string>;
  /** The people, by `sub`. Tests change them as a directory's administrator does. */
  people: Map<string, Person>;
  /** The authentication context that signing in here has. */
  setAcr: (acr: string | undefined) => void;
  stop: () => Promise<void>;
};

const CLIENT = 'p2c-review';
export const ROLES = 'p2c-officers=officer,p2c-supervisors=supervisor,p2c-it=administrator,p2c-records=records';

/**
 * Starts a real OpenID Connect provider on loopback with its own sign-in page. The page asks for a username, which is
 * the `sub`, and accepts every person whom the provider knows.
 */
export async function startIdentityProvider(people: Record<string, Person> = {}): Promise<IdentityProvider> {
  const known = new Map(Object.entries(people));
  const secret = randomBytes(32).toString('base64url');
  const folder = mkdtempSync(join(tmpdir(), 'p2c-identity-'));
  const secretFile = join(folder, 'client-secret');
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  let acr: string | undefined;
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const provider = new OidcProvider(url, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: secret,
        // A native client may return to any port on loopback, and the agency server's is not known yet.
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/oidc/callback'],
        post_logout_redirect_uris: ['http://127.0.0.1/oidc/signed-out'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: {
      openid: ['sub', 'roles', 'groups', 'realm_access', '_claim_names'],
      profile: ['preferred_username', 'name', 'oid'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    acrValues: ['urn:example:phishing-resistant'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: signOutPage } },
    interactions: { policy: withoutConsent(), url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => {
      const person = known.get(sub);
      return person === undefined ? undefined : { accountId: sub, claims: () => ({ sub, ...person }) };
    },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: { Session: 24 * 3600, Interaction: 600, Grant: 600, AccessToken: 60, IdToken: 600 },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    interact(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  };

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      await provider.interactionDetails(request, response);
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(SIGN_IN_PAGE);
    }
    const form = new URLSearchParams(await text(request));
    const sub = form.get('username') ?? '';
    if (form.has('cancel'))
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
    if (!known.has(sub)) return void response.writeHead(401, { 'content-type': 'text/html' }).end(SIGN_IN_PAGE);
    const login = { accountId: sub, remember: true, ...(acr === undefined ? {} : { acr }) };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }

  return {
    url,
    env: {
      P2C_OIDC_ISSUER: url,
      P2C_OIDC_CLIENT_ID: CLIENT,
      P2C_OIDC_CLIENT_SECRET_FILE: secretFile,
      P2C_OIDC_ROLES: ROLES,
    },
    people: known,
    setAcr: (next) => {
      acr = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The agency's administrator consents for all its users, so there is no consent page. */
function withoutConsent() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

const SIGN_IN_PAGE = `<!doctype html><title>Agency sign-in</title><h1>Agency sign-in</h1>
<form method="post"><label>Username <input name="username"></label>
<button>Sign in</button><button name="cancel" value="1">Cancel</button></form>`;

async function signOutPage(ctx: { body?: unknown }, form: string): Promise<void> {
  ctx.body = `<!doctype html><title>Sign out</title><h1>Sign out of the agency account?</h1>${form}
<button form="op.logoutForm" name="logout" value="yes">Yes, sign out</button>`;
}
