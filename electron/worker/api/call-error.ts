import type { ErrorDetail } from '#shared/error-detail.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';

/**
 * A call to the server that failed. `reached` is false only when the request definitely never reached the server, in
 * which case the decision may be undone. After a timeout or a dropped connection, `reached` is true. `retryAfterMs` is
 * the delay the server requested.
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
