import { z } from 'zod';
import { errorDetail } from '#shared/error-detail.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/errors.ts';
import { fieldDetail } from '#shared/field-error.ts';
import { CallError } from './call-error.ts';

/** With these the connection was never made, so the server cannot have seen the request. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']);

/** OpenSSL's names for a certificate that does not hold, as Node gives them: before it does, nothing is sent. */
const NOT_PROVEN =
  /^(CERT_|CRL_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

/** An error instead of an answer; `cause.code` is Node's or axios's name for it. */
export function networkError(cause: unknown): CallError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (NOT_PROVEN.test(code)) return new CallError('untrusted_server', { reached: false, status: null, cause });
  return new CallError('offline', { reached: !NEVER_LEFT.has(code), status: null, cause });
}

/** As much of an HTTP answer as is looked at here. */
export type RawAnswer = { status: number; data: string; headers: Readonly<Record<string, unknown>> };

const errorBody = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    /** A newer server may know details that this application does not; its code says enough then. */
    detail: errorDetail.nullable().catch(null).default(null),
    fields: z
      .array(z.object({ path: z.string(), detail: fieldDetail.catch({ code: 'invalid', params: {} }) }))
      .default([]),
    current: z.unknown().optional(),
  }),
});
/** The server's own, of whatever version: a newer one may know codes that this application does not. */
const ownBody = z.object({ error: z.object({ code: z.string() }) });

/** An answer that is not the success the contract names: by the code in its body, else by its status alone. */
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

/** Undefined for what is no JSON: then it is no answer of ours. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A refusal without a body of ours comes from something on the way, such as a proxy or the sign-in page of a guest network,
 * and says nothing about the request, nor about who is signed in.
 */
function codeOf(status: number, isOurs: boolean): ErrorCode {
  if (status === 429) return 'too_many_requests';
  if (status >= 500) return 'unavailable';
  if (!isOurs) return 'intercepted';
  return status === 401 ? 'unauthenticated' : 'bad_response';
}

/** By the clock of whoever answered, where it tells: a date of theirs means nothing by another one. */
function timeOf({ headers }: RawAnswer): number {
  const at = typeof headers['date'] === 'string' ? Date.parse(headers['date']) : Number.NaN;
  return Number.isNaN(at) ? Date.now() : at;
}

/** The header is whole seconds or a date (RFC 9110, 10.2.3); milliseconds from `now`, null where it says neither. */
export function retryAfter(header: unknown, now: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
