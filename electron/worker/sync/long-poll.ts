import { CallError } from '../api/call-error.ts';

/**
 * Long poll: the server holds the request open until something changes. Aborted as soon as there is local work.
 * @param step asks the server.
 * @param rest resolves when there is local work, or when its signal is aborted.
 */
export async function longPoll(
  step: (signal: AbortSignal) => Promise<unknown>,
  rest: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const [answered, givenUp] = [new AbortController(), new AbortController()];
  // Don't abort once a response has arrived, because its follow-up requests may be in flight.
  void rest(answered.signal).then(() => answered.signal.aborted || givenUp.abort());
  try {
    await step(givenUp.signal);
  } catch (error) {
    // A response that arrived just before the abort still counts, including its Retry-After.
    const isAnswer = error instanceof CallError && error.status !== null;
    if (isAnswer || !givenUp.signal.aborted) throw error;
  } finally {
    answered.abort();
  }
}
