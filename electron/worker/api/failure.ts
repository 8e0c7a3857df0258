import { z } from 'zod';
import { type ErrorDetail, errorDetail } from '#shared/error-detail.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/errors.ts';
import { fieldDetail } from '#shared/field-error.ts';
import { CallError } from './call-error.ts';
import { ProxyError } from './proxy-error.ts';
import { WrongKeyError } from './trusted.ts';

/** The connection was never made, so the server cannot have seen the request. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']);

/**
 * OpenSSL's error codes for invalid certificates, as Node reports them. The request is not sent before the certificate is
 * verified.
 */
const NOT_PROVEN =
  /^(CERT_|CRL_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

/** Returns the error for a call without a response; `cause.code` is the error code set by Node or axios. */
export function networkError(cause: unknown): CallError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  // axios wraps the underlying connection error.
  const root = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (root instanceof ProxyError)
    return new CallError('offline', { reached: false, status: null, detail: proxyDetail(root), cause });
  if (root instanceof WrongKeyError) {
    const detail = { code: 'wrong_key', params: { pin: root.pin } } as const;
    return new CallError('untrusted_server', { reached: false, status: null, detail, cause });
  }
  if (NOT_PROVEN.test(code)) return new CallError('untrusted_server', { reached: false, status: null, cause });
  return new CallError('offline', { reached: !NEVER_LEFT.has(code), status: null, cause });
}

const PROXY_DETAILS = { gone: 'proxy_gone', login: 'proxy_login', unsupported: 'proxy_unsupported' } as const;

function proxyDetail({ why, proxy, status }: ProxyError): ErrorDetail {
  return why === 'refused'
    ? { code: 'proxy_refused', params: { proxy, status: status ?? 0 } }
    : { code: PROXY_DETAILS[why], params: { proxy } };
}

/** The parts of an HTTP response that are used here. */
export type RawAnswer = { status: number; data: string; headers: Readonly<Record<string, unknown>> };

const errorBody = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    /** A newer server may send details that this application does not know; the code alone is enough then. */
    detail: errorDetail.nullable().catch(null).default(null),
    fields: z
      .array(z.object({ path: z.string(), detail: fieldDetail.catch({ code: 'invalid', params: {} }) }))
      .default([]),
    current: z.unknown().optional(),
  }),
});
/** The error body from any server version: a newer one may use codes that this application does not know. */
const ownBody = z.object({ error: z.object({ code: z.string() }) });

/** Returns the error for a non-success response, based on the code in its body or else on its status alone. */
export function answerError(answer: RawAnswer): CallError {
  const json = readJson(answer.data);
  const body = errorBody.safeParse(json).data?.error;
  const { status } = answer;
  const code = body?.code ?? codeOf(status, ownBody.safeParse(json).success);
  return new CallError(code, {
    reached: true,
    status,
    retryAfterMs: retryAfter(answer.headers['retry-after'], timeOf(answer)),
    detail: body?.detail ?? null,
    fields: body?.fields ?? [],
    current: body?.current,
  });
}

/** Undefined when the text is not JSON: then the response is not from our server. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns the error code for a status. A rejection without our error body comes from an intermediary, such as a proxy
 * or a guest network's sign-in page, so it says nothing about the request or the sign-in.
 */
function codeOf(status: number, isOurs: boolean): ErrorCode {
  if (status === 429) return 'too_many_requests';
  if (status >= 500) return 'unavailable';
  if (!isOurs) return 'intercepted';
  return status === 401 ? 'unauthenticated' : 'bad_response';
}

/**
 * Returns the server's time according to the Date header, or this workstation's time without that header: dates in a
 * response must be compared with the clock of the server that sent them.
 */
function timeOf({ headers }: RawAnswer): number {
  const at = typeof headers['date'] === 'string' ? Date.parse(headers['date']) : Number.NaN;
  return Number.isNaN(at) ? Date.now() : at;
}

/**
 * Parses the Retry-After header: whole seconds or a date (RFC 9110, 10.2.3). Returns milliseconds from `now`, or null
 * when the header is neither.
 */
export function retryAfter(header: unknown, now: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
