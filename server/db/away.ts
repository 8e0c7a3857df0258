/**
 * Error codes that mean the database is temporarily unavailable: PostgreSQL's classes 08, 53, and 57P, and network
 * errors.
 */
const CODES = /^(?:08|53|57P)|^ECONN|^EPIPE$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$|^ENOTFOUND$|^EAI_AGAIN$/;

/**
 * Error messages from the driver and its pool that come without a code: the connection broke, or none became free in
 * time.
 */
const SENTENCES: readonly string[] = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
];

/** Whether an error means that the database is temporarily unavailable, so that a retry may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return CODES.test(code);
  return typeof message === 'string' && SENTENCES.includes(message);
}
