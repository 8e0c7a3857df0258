import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { isDeviceTokenOf } from '../auth/device-token.ts';
import type { ServerKey } from '../auth/server-key.ts';
import type { RateLimits } from '../config.ts';
import { networkOf } from '../network-of.ts';
import { bearerToken } from './bearer-token.ts';

type Limited = 'signIn' | 'startEnrollment' | 'refresh' | 'reauthenticate' | 'changePassword' | 'paperPdf';
type KeyOf = (request: FastifyRequest) => string;
type Counter = { max: number; keyGenerator: KeyOf };

/**
 * How often one network, and one account from there, may have a password or a token looked at, and one session the server draw
 * hundreds of pages. A name that nobody has is limited like any other. A workstation that shows a token which this server
 * gave for the account has a count of its own, which nobody else can use up. Each process counts for itself; that five wrong
 * passwords lock a source is counted in the database.
 */
export function rateLimits(
  app: FastifyInstance,
  limits: RateLimits,
  key: ServerKey,
): Record<Limited, RouteShorthandOptions> {
  const counted = (...counters: Counter[]): RouteShorthandOptions => {
    const counts = counters.map((one) => app.createRateLimit({ ...one, timeWindow: '1 minute' }));
    return {
      preHandler: async (request, reply) => {
        for (const count of counts) {
          const state = await count(request);
          if (state.isAllowed || !state.isExceeded) continue;
          reply.header('retry-after', String(state.ttlInSeconds));
          throw new AppError('too_many_requests');
        }
      },
    };
  };
  const device = (request: FastifyRequest) => deviceOf(key, request);
  const network: Counter = { max: limits.signInsPerMinute, keyGenerator: networkKey };
  const account: Counter = {
    max: limits.signInsPerAccount,
    keyGenerator: (request) => device(request) ?? hashed('account', `${nameOf(request)} ${networkOf(request.ip)}`),
  };
  const session: Counter = { max: limits.signInsPerAccount, keyGenerator: sessionKey };
  const signIn = counted({ ...network, keyGenerator: (request) => device(request) ?? networkKey(request) }, account);
  return {
    signIn,
    startEnrollment: signIn,
    refresh: counted(network),
    reauthenticate: counted(network, session),
    changePassword: counted(network, session),
    paperPdf: counted({ max: limits.printsPerMinute, keyGenerator: sessionKey }),
  };
}

const networkKey: KeyOf = (request) => `network ${networkOf(request.ip)}`;

/** A workstation that was known for the account that is named; null for any other. */
function deviceOf(key: ServerKey, request: FastifyRequest): string | null {
  const { deviceToken } = Object(request.body) as { deviceToken?: unknown };
  if (typeof deviceToken !== 'string' || !isDeviceTokenOf(key, nameOf(request), deviceToken)) return null;
  return hashed('device', deviceToken);
}

/** The name as it was typed; anything else than a name is refused a moment later. */
function nameOf(request: FastifyRequest): string {
  const { name } = Object(request.body) as { name?: unknown };
  return typeof name === 'string' ? name.trim().toLowerCase() : '';
}

/** Of the token alone, since the word before it may be written in many ways; what is none is refused a moment later. */
const sessionKey: KeyOf = (request) => hashed('session', bearerToken(request) ?? '');

const hashed = (what: string, text: string) => `${what} ${createHash('sha256').update(text).digest('base64url')}`;
