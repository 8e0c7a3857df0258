import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { AppError } from '#shared/errors.ts';
import type { RateLimits } from '../config.ts';
import { bearerToken } from './bearer-token.ts';

type Limited = 'signIn' | 'startEnrollment' | 'refresh' | 'reauthenticate' | 'changePassword' | 'paperPdf';

/**
 * How often one address, and one account, may have a password or a token looked at, and one session the server draw
 * hundreds of pages. A name that nobody has is limited like any other. Each process counts for itself; that five wrong
 * passwords lock an account is counted in the database.
 */
export function rateLimits(app: FastifyInstance, limits: RateLimits): Record<Limited, RouteShorthandOptions> {
  const byAddress = { config: { rateLimit: { max: limits.signInsPerMinute, timeWindow: '1 minute' } } };
  const counting = (max: number, keyGenerator: (request: FastifyRequest) => string): RouteShorthandOptions => {
    const count = app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator });
    return {
      preHandler: async (request, reply) => {
        const state = await count(request);
        if (state.isAllowed || !state.isExceeded) return;
        reply.header('retry-after', String(state.ttlInSeconds));
        throw new AppError('too_many_requests');
      },
    };
  };
  const byAccount = { ...byAddress, ...counting(limits.signInsPerAccount, accountOf) };
  const bySession = { ...byAddress, ...counting(limits.signInsPerAccount, sessionOf) };
  return {
    signIn: byAccount,
    startEnrollment: byAccount,
    refresh: byAddress,
    reauthenticate: bySession,
    changePassword: bySession,
    paperPdf: counting(limits.printsPerMinute, sessionOf),
  };
}

/** Of the name as it was typed; anything else than a name is refused a moment later. */
function accountOf(request: FastifyRequest): string {
  const { name } = Object(request.body) as { name?: unknown };
  const text = typeof name === 'string' ? name.trim().toLowerCase() : '';
  return hashed('account', text);
}

/** Of the token alone, since the word before it may be written in many ways; what is none is refused a moment later. */
const sessionOf = (request: FastifyRequest): string => hashed('session', bearerToken(request) ?? '');

const hashed = (what: string, text: string) => `${what} ${createHash('sha256').update(text).digest('base64url')}`;
