import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import { api } from '#shared/api.ts';
import { API_VERSION_HEADER, isTooOld } from '#shared/api-version.ts';
import type { ServiceScope } from '#shared/domain/service-account.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, fieldErrors, plainFault } from '#shared/field-error.ts';
import { findUnstorableText } from '#shared/storable-text.ts';
import type { Allowance } from '../allowance.ts';
import type { Session } from '../db/session.ts';
import { sourceOf } from '../source-of.ts';
import { bearerToken } from './bearer-token.ts';

type Api = typeof api;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * A response that is already serialized JSON, for the one route that would otherwise spend its time parsing and
 * serializing it.
 */
export type RawJson = { rawJson: Buffer };

/** A file's bytes and headers, for endpoints that return a file. */
export type FileAnswer = { file: Readable | Buffer; headers: Record<string, string> };

type Input<E extends Endpoint> = {
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  headers: Parsed<E['headers']>;
  body: Parsed<E['body']>;
};

type Context<E extends Endpoint> = {
  /** The caller's session; null for public endpoints and for those of service accounts. */
  session: E['auth'] extends string ? null : Session;
  /** The service account that calls; null for all other endpoints. */
  service: E['auth'] extends `service:${string}` ? { id: string; name: string } : null;
  /** The network address that the request came from. */
  source: string;
  /** Aborts when the caller disconnects. */
  gone: AbortSignal;
  /** For slow responses: throws if the caller's session has ended since the request began. */
  mayStill: () => Promise<void>;
};

export type Handler<E extends Endpoint> = (
  input: Input<E>,
  context: Context<E>,
) => Promise<z.input<E['response']> | RawJson | FileAnswer>;

export type Handlers = { [Name in keyof Api]: Handler<Api[Name]> };

type FindSession = (token: string) => Promise<Session | 'revoked' | null>;

export type RegisterOptions = {
  findSession: FindSession;
  /** Session lookups, by endpoint name, for endpoints that accept a result up to a second old. */
  findRecentSession: Partial<Record<keyof Api, FindSession>>;
  /** @throws AppError `unauthenticated`, `forbidden` */
  useService: (token: string | undefined, scope: ServiceScope, source: string) => Promise<{ id: string; name: string }>;
  /**
   * Whether the password and one-time code were entered recently enough in this session to allow privileged actions.
   */
  isProven: (session: Session) => boolean;
  /** Rate limit for all requests of one account, across its sessions. Long-poll requests don't count. */
  perAccount: Allowance;
  /** Called before the 403 response is sent when a caller's role isn't allowed to use an endpoint. */
  onForbidden: (row: keyof Api, session: Session, source: string) => Promise<void>;
  /** This server's version of the contract. */
  apiVersion: number;
  /** Fastify options for individual rows, such as a rate limit. */
  options?: Partial<Record<keyof Api, RouteShorthandOptions>>;
};

/** Turns endpoints of the API contract into routes that check the caller's role, the input and the output. */
export function registerApi(
  app: FastifyInstance,
  names: readonly (keyof Api)[],
  handlers: Handlers,
  options: RegisterOptions,
): void {
  for (const name of names) {
    // A single cast: a row and its handler share a name, but TypeScript can't track that in a loop.
    const row: Endpoint = api[name];
    const findSession = options.findRecentSession[name] ?? options.findSession;
    const handler = handlers[name] as unknown as Handler<Endpoint>;
    app.route({
      ...options.options?.[name],
      method: row.method,
      url: row.path,
      handler: async (request, reply) => {
        // A workstation of any version may ask for an update.
        if (name !== 'updateOffer' && isTooOld(request.headers[API_VERSION_HEADER], options.apiVersion))
          throw new AppError('update_needed');
        const session = await authorize(row, request, findSession);
        if (session !== null && !(options.findRecentSession[name] !== undefined && waits(request)))
          countRequest(options.perAccount, session.officer.id, reply);
        const service = await serviceOf(row, request, options.useService);
        if (service !== null) countRequest(options.perAccount, service.id, reply);
        if (session !== null && !row.auth.includes(session.officer.role)) {
          await options.onForbidden(name, session, sourceOf(request));
          throw new AppError('forbidden');
        }
        if (row.freshProof && session !== null && !options.isProven(session)) throw new AppError('proof_needed');
        const input = parseInput(row, request);
        const mayStill = async () => {
          await authorize(row, request, options.findSession);
        };
        const context = {
          session: session as Session,
          service: service as null,
          source: sourceOf(request),
          gone: goneSignal(reply),
          mayStill,
        };
        const output = await handler(input, context);
        return send(reply, row, output);
      },
    });
  }
}

async function authorize(row: Endpoint, request: FastifyRequest, findSession: FindSession): Promise<Session | null> {
  if (typeof row.auth === 'string') return null;
  const token = bearerToken(request);
  const session = token === undefined ? null : await findSession(token);
  if (session === 'revoked') throw new AppError('session_revoked');
  if (session === null) throw new AppError('unauthenticated');
  return session;
}

async function serviceOf(row: Endpoint, request: FastifyRequest, useService: RegisterOptions['useService']) {
  if (typeof row.auth !== 'string' || row.auth === 'public') return null;
  return useService(bearerToken(request), row.auth.slice('service:'.length) as ServiceScope, sourceOf(request));
}

/**
 * Whether the request is a long poll. All callers waiting at one cursor share a page that is built once; callers that
 * don't wait each get a page built for them.
 */
const waits = ({ query }: FastifyRequest): boolean => Number(Object(query).wait) > 0;

/** Prevents a runaway program under one account from overloading the server for everyone else. */
function countRequest(perAccount: Allowance, officerId: string, reply: FastifyReply): void {
  if (!perAccount.hasLeft(officerId)) {
    reply.header('retry-after', String(Math.ceil(perAccount.endsIn(officerId) / 1000)));
    throw new AppError('too_many_requests');
  }
  perAccount.take(officerId, 1);
}

function parseInput(row: Endpoint, request: FastifyRequest): Input<Endpoint> {
  const fields: FieldError[] = [];
  // Each error's path is relative to the part of the request that contains the field.
  const take = (part: 'params' | 'query' | 'headers' | 'body') => {
    const schema = row[part];
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(request[part]);
    if (!parsed.success) {
      fields.push(...fieldErrors(parsed.error));
      return undefined;
    }
    fields.push(...findUnstorableText(parsed.data));
    return parsed.data;
  };
  // Reject unknown parameters: a mistyped one would otherwise be silently ignored, and the response would answer a
  // different question.
  const known = queryNames(row);
  for (const name of Object.keys(Object(request.query))) {
    if (!known.includes(name)) fields.push(plainFault(name.slice(0, 200), 'unknown_field'));
  }
  if (row.body === undefined && request.body !== undefined) fields.push(plainFault('', 'no_body'));
  const input = { params: take('params'), query: take('query'), headers: take('headers'), body: take('body') };
  if (fields.length > 0) throw new AppError('invalid_request', { fields: fields.slice(0, MOST_FIELDS) });
  return input;
}

const MOST_FIELDS = 100;

const queryNames = ({ query }: Endpoint) => (query instanceof z.ZodObject ? Object.keys(query.shape) : []);

function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

function send(reply: FastifyReply, row: Endpoint, output: unknown): FastifyReply {
  reply.code(row.status).header('cache-control', 'no-store');
  if (row.status === 204) return reply.send();
  if (output !== null && typeof output === 'object' && 'file' in output) {
    const { file, headers } = output as FileAnswer;
    return reply.headers(headers).send(file);
  }
  reply.type('application/json; charset=utf-8');
  if (output !== null && typeof output === 'object' && 'rawJson' in output) return reply.send(output.rawJson);
  // The contract applies to the server too: an output that doesn't match it becomes a server error.
  return reply.send(JSON.stringify(row.response.parse(output)));
}
