import type { ErrorDetail } from './error-detail.ts';
import type { FieldError } from './field-error.ts';

/**
 * Every error that crosses a process or network boundary has one of these codes. The code that displays the error
 * generates the message, and a suggested fix if there is one. The list is closed, so that a screen can show a useful
 * message for each code.
 */
export const ERROR_CODES = [
  'invalid_request',
  'unsupported_media_type',
  'payload_too_large',
  'too_many_requests',
  'bad_credentials',
  'wrong_code',
  'code_needed',
  'enrollment_needed',
  'new_password_needed',
  'account_locked',
  'sign_in_failed',
  'unauthenticated',
  'session_revoked',
  'forbidden',
  'turned_off_by_it',
  'proof_needed',
  'address_not_confirmed',
  'not_found',
  'method_not_allowed',
  'stale_version',
  'letter_changed',
  'against_rule',
  'act_not_allowed',
  'idempotency_mismatch',
  'cursor_expired',
  'unavailable',
  'internal',
  'offline',
  'bad_response',
  'intercepted',
  'untrusted_server',
  'unknown_channel',
  'signed_out',
  'cache_unreadable',
  'locked',
  'wrong_password',
  'cache_busy',
  'clock_set_back',
  'decisions_waiting',
  'not_here_yet',
  'newer_decision',
  'disk_full',
  'disk_refused',
  'not_saved',
  'keychain_unavailable',
  'nothing_to_undo',
  'update_needed',
  'server_too_old',
  'wrong_file',
  'publisher_other',
  'publisher_unchecked',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure: it has a code, may name fields, and may include the server's current state. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Details beyond the code; null when there are none. */
  readonly detail: ErrorDetail | null;
  readonly fields: readonly FieldError[];
  readonly current: unknown;
  /** When to retry; null when unknown. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    more: {
      detail?: ErrorDetail | null;
      fields?: readonly FieldError[];
      current?: unknown;
      cause?: unknown;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(more.detail?.code ?? code, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = more.detail ?? null;
    this.fields = more.fields ?? [];
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

/** Plain-object form of an error for IPC (Electron's own serialization keeps only the message). */
export type ErrorShape = { code: ErrorCode; detail: ErrorDetail | null; fields: readonly FieldError[] };

export function errorShape(error: unknown): ErrorShape {
  if (error instanceof AppError) return { code: error.code, detail: error.detail, fields: error.fields };
  return { code: 'internal', detail: null, fields: [] };
}
