import type { ErrorDetail } from '#shared/error-detail.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';

/**
 * A call to the server that did not work. `reached` is false only when the request surely never got there, so that it
 * may be taken back; after a timeout or a cut line nobody knows. `retryAfterMs` is the server's own wish.
 */
export class CallError extends AppError {
  readonly reached: boolean;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(
    code: ErrorCode,
    more: {
      reached: boolean;
      status: number | null;
      retryAfterMs?: number | null;
      detail?: ErrorDetail | null;
      fields?: readonly FieldError[];
      current?: unknown;
      cause?: unknown;
    },
  ) {
    super(code, more);
    this.name = 'CallError';
    this.reached = more.reached;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}
