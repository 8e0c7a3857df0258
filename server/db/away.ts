/** Classes of PostgreSQL's and the network's codes that mean "not now" (08, 53, 57P). */
const CODES = /^(?:08|53|57P)|^ECONN|^EPIPE$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$|^ENOTFOUND$|^EAI_AGAIN$/;

/** What the driver and its pool say without a code: a line that broke, or nobody who gave a connection back in time. */
const SENTENCES: readonly string[] = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
];

/** Whether something failed because the database is not to be reached now: the same may go well in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return CODES.test(code);
  return typeof message === 'string' && SENTENCES.includes(message);
}
