import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorDetail } from '#shared/error-detail.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '#shared/errors.ts';
import { type FieldError, fieldError, plainFault } from '#shared/field-error.ts';
import { isDatabaseUnavailable } from '../db/away.ts';
import { errorSentence, fieldSentence } from '../error-words.ts';
import { isDiskFull } from '../start-error.ts';

/** The HTTP status of every code that this server returns. Codes used only by the workstation have none. */
export const ERROR_STATUS: Partial<Record<ErrorCode, number>> = {
  invalid_request: 400,
  bad_credentials: 401,
  wrong_code: 401,
  code_needed: 401,
  enrollment_needed: 401,
  new_password_needed: 401,
  unauthenticated: 401,
  sign_in_failed: 401,
  session_revoked: 401,
  forbidden: 403,
  proof_needed: 403,
  address_not_confirmed: 403,
  not_found: 404,
  method_not_allowed: 405,
  stale_version: 409,
  letter_changed: 409,
  against_rule: 409,
  act_not_allowed: 409,
  idempotency_mismatch: 409,
  cursor_expired: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  account_locked: 423,
  update_needed: 426,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
};

/** The body of every error response. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string().describe('An English sentence for programmers.'),
      detail: errorDetail.optional().describe('More than the code says, as a code with its parameters.'),
      fields: z
        .array(fieldError.extend({ message: z.string() }))
        .optional()
        .describe(
          'The invalid fields, dotted, such as `facts.items.0.valueCents`, each with what is wrong: as a code with its parameters, and in English.',
        ),
      current: z.unknown().optional().describe('What the server has now, where that helps the caller continue.'),
    }),
  })
  .meta({ id: 'Error' });

const spoken = (error: FieldError) => ({ path: error.path, detail: error.detail, message: fieldSentence(error) });

/** The response body for an error. */
export function bodyOf(error: AppError): z.input<typeof errorBody> {
  const { code, detail, fields, current } = error;
  return {
    error: {
      code,
      message: errorSentence(error),
      ...(detail === null ? {} : { detail }),
      ...(fields.length > 0 ? { fields: fields.map(spoken) } : {}),
      ...(current === undefined ? {} : { current }),
    },
  };
}

export function sendError(reply: FastifyReply, error: AppError): FastifyReply {
  const status = ERROR_STATUS[error.code] ?? 500;
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  reply.header('x-content-type-options', 'nosniff');
  if (error.retryAfterSeconds !== null) reply.header('retry-after', String(error.retryAfterSeconds));
  // RFC 9110, 15.5.2: every 401 names an authentication scheme.
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).type('application/json; charset=utf-8').send(bodyOf(error));
}

/** Turns anything thrown into a response. Unexpected errors are logged without their message. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toAppError(thrown, request.log);
  if (error.code === 'payload_too_large') {
    // If the connection were closed while the caller is still sending, our response would be lost, so read and discard
    // the rest.
    reply.removeHeader('connection');
    request.raw.resume();
  }
  return sendError(reply, error);
}

/** Status lines by the error code of Node's HTTP parser. */
const BROKEN: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Responds to requests that aren't valid HTTP, or whose headers are too long, with an error in the same format, and
 * disconnects.
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = new AppError('invalid_request');
  const body = JSON.stringify(bodyOf(refusal));
  const status = BROKEN[error.code ?? ''] ?? '400 Bad Request';
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/**
 * Error codes for Fastify's own 4xx errors, by status. Any other 4xx status means that the request can't be read.
 */
const BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  403: 'not_found',
  404: 'not_found',
  408: 'invalid_request',
  413: 'payload_too_large',
  414: 'invalid_request',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'invalid_request',
};

export function toAppError(thrown: unknown, log: FastifyBaseLogger): AppError {
  if (thrown instanceof AppError) return thrown;
  const { statusCode, code } = (thrown ?? {}) as Partial<FastifyError>;
  const refused = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  const known = refused ? (BY_STATUS[statusCode] ?? 'invalid_request') : undefined;
  if (known !== undefined) {
    return code?.startsWith('FST_ERR_CTP') && known === 'invalid_request'
      ? new AppError(known, { fields: [plainFault('', 'not_json')] })
      : new AppError(known);
  }
  const away = isDatabaseUnavailable(thrown) || isDiskFull(thrown);
  log.error(traceOf(thrown), away ? 'the database or a disk cannot be used now' : 'unexpected error');
  return new AppError(away ? 'unavailable' : 'internal');
}

/** The error's class and location, without its message, which may include what a person typed. */
export function traceOf(thrown: unknown): { kind: string; code: string | undefined; at: string[] } {
  const error = thrown instanceof Error ? thrown : new Error('not an Error');
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8);
  return { kind: error.name, code: (thrown as { code?: string } | null)?.code, at: at.map((line) => line.trim()) };
}
