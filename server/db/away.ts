/** Error codes that mean "not now": PostgreSQL's classes 08, 53, and 57P, and network errors. */
const CODES = /^(?:08|53|57P)|^ECONN|^EPIPE$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$|^ENOTFOUND$|^EAI_AGAIN$/;

/** Messages of the driver and its pool that come without a code: a broken connection, or none free in time. */
const SENTENCES: readonly string[] = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
];

/** Whether an error means that the database can't be reached now; a retry may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return CODES.test(code);
  return typeof message === 'string' && SENTENCES.includes(message);
}
