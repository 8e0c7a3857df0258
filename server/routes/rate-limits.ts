import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { isDeviceTokenOf } from '../auth/device-token.ts';
import type { ServerKey } from '../auth/server-key.ts';
import type { RateLimits } from '../config.ts';
import { networkOf } from '../network-of.ts';
import { sourceOf } from '../source-of.ts';
import { bearerToken } from './bearer-token.ts';

type Limited =
  | 'signIn'
  | 'startEnrollment'
  | 'refresh'
  | 'reauthenticate'
  | 'changePassword'
  | 'paperPdf'
  | 'startBrowserSignIn'
  | 'openBrowserSession'
  | 'startBrowserProof'
  | 'proveByBrowser';
type KeyOf = (request: FastifyRequest) => string;
/** Finds the live session of a token; null if there is none. */
type SessionOf = (token: string, kind: 'access' | 'refresh') => Promise<string | null>;
type Counter = { max: number; keyGenerator: KeyOf };

/**
 * Limits how often a password or token may be checked for one network, or for one account from that network. Also
 * limits how often one session may have the server render hundreds of pages. Unknown usernames are limited in the same
 * way. A workstation with a device token from this server for the account, and a live session, each have a separate limit
 * that no one else can use up. Each process counts separately; the lockout after five wrong passwords is counted in the database.
 */
export function rateLimits(
  app: FastifyInstance,
  limits: RateLimits,
  key: ServerKey,
  sessionOf: SessionOf,
): Record<Limited, RouteShorthandOptions> {
  const makeCounts = (counters: Counter[]) =>
    counters.map((one) => app.createRateLimit({ ...one, timeWindow: '1 minute' }));
  /** `ofSession`: what is counted instead if the request is a live session's, whose ID is then in `sessions`. */
  const counted = (counters: Counter[], ofSession?: { kind: 'access' | 'refresh' }): RouteShorthandOptions => {
    const ofAnyone = makeCounts(counters);
    const own = ofSession && makeCounts([session]);
    return {
      preHandler: async (request, reply) => {
        const token = ofSession?.kind === 'refresh' ? refreshTokenOf(request) : bearerToken(request);
        const live = ofSession === undefined || token === undefined ? null : await sessionOf(token, ofSession.kind);
        if (live !== null) sessions.set(request, live);
        for (const count of live === null ? ofAnyone : (own ?? [])) {
          const state = await count(request);
          if (state.isAllowed || !state.isExceeded) continue;
          reply.header('retry-after', String(state.ttlInSeconds));
          throw new AppError('too_many_requests');
        }
      },
    };
  };
  const sessions = new WeakMap<FastifyRequest, string>();
  const session: Counter = {
    max: limits.signInsPerAccount,
    keyGenerator: (request) => `session ${sessions.get(request)}`,
  };
  const device = (request: FastifyRequest) => deviceOf(key, request);
  const network: Counter = { max: limits.signInsPerMinute, keyGenerator: networkKey };
  const account: Counter = {
    max: limits.signInsPerAccount,
    keyGenerator: (request) =>
      device(request) ?? hashed('account', `${nameOf(request)} ${networkOf(sourceOf(request))}`),
  };
  const signIn = counted([{ ...network, keyGenerator: (request) => device(request) ?? networkKey(request) }, account]);
  return {
    signIn,
    startEnrollment: signIn,
    refresh: counted([network], { kind: 'refresh' }),
    startBrowserSignIn: counted([network]),
    openBrowserSession: counted([network]),
    startBrowserProof: counted([network], { kind: 'access' }),
    proveByBrowser: counted([network], { kind: 'access' }),
    reauthenticate: counted([network], { kind: 'access' }),
    changePassword: counted([network], { kind: 'access' }),
    paperPdf: counted([{ max: limits.printsPerMinute, keyGenerator: sessionKey }]),
  };
}

const networkKey: KeyOf = (request) => `network ${networkOf(sourceOf(request))}`;

/** The key for a workstation with a valid device token for the named account; null for any other request. */
function deviceOf(key: ServerKey, request: FastifyRequest): string | null {
  const { deviceToken } = Object(request.body) as { deviceToken?: unknown };
  if (typeof deviceToken !== 'string' || !isDeviceTokenOf(key, nameOf(request), deviceToken)) return null;
  return hashed('device', deviceToken);
}

function refreshTokenOf(request: FastifyRequest): string | undefined {
  const { refreshToken } = Object(request.body) as { refreshToken?: unknown };
  return typeof refreshToken === 'string' ? refreshToken : undefined;
}

/** Returns the username as typed. If it isn't valid, the request is refused later. */
function nameOf(request: FastifyRequest): string {
  const { name } = Object(request.body) as { name?: unknown };
  return typeof name === 'string' ? name.trim().toLowerCase() : '';
}

/**
 * Keyed by the token only, since the scheme before it can be written in many ways. Invalid tokens are refused later.
 */
const sessionKey: KeyOf = (request) => hashed('session', bearerToken(request) ?? '');

const hashed = (what: string, text: string) => `${what} ${createHash('sha256').update(text).digest('base64url')}`;
