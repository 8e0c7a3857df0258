import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { AppError } from '#shared/errors.ts';
import type { RateLimits } from '../config.ts';

type Limited = 'signIn' | 'startEnrolment' | 'refresh' | 'proveAgain' | 'changeSecret';

/**
 * How often one address, and one account, may have a secret or a token looked at. A name that nobody has is limited
 * like any other. Each process counts for itself; that five wrong secrets lock an account is counted in the database.
 */
export function signInLimits(app: FastifyInstance, limits: RateLimits): Record<Limited, RouteShorthandOptions> {
  const byAddress = { config: { rateLimit: { max: limits.signInsPerMinute, timeWindow: '1 minute' } } };
  const count = app.createRateLimit({
    max: limits.signInsPerAccount,
    timeWindow: '1 minute',
    keyGenerator: accountOf,
  });
  const byAccount: RouteShorthandOptions = {
    ...byAddress,
    preHandler: async (request, reply) => {
      const state = await count(request);
      if (state.isAllowed || !state.isExceeded) return;
      reply.header('retry-after', String(state.ttlInSeconds));
      throw new AppError('too_many_requests');
    },
  };
  return {
    signIn: byAccount,
    startEnrolment: byAccount,
    refresh: byAddress,
    proveAgain: byAddress,
    changeSecret: byAddress,
  };
}

/** Of the name as it was typed; anything else than a name is refused a moment later. */
function accountOf(request: FastifyRequest): string {
  const { name } = Object(request.body) as { name?: unknown };
  const text = typeof name === 'string' ? name.trim().toLowerCase() : '';
  return `account ${createHash('sha256').update(text).digest('base64url')}`;
}
