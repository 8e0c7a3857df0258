import type { ErrorCode } from '#shared/errors.ts';
import { CallError } from './call-error.ts';

/**
 * The access token of the open session, for as long as it lives, and the wait for the next one. Whoever holds the refresh token, which is not in this thread, is asked for the next access token once, however many
 * calls meet the end of the present one.
 * @param want asks for it; the answer is `use` or `refuse`.
 */
export function createTokens(first: string, want: (stale: string) => void) {
  let token = first;
  let closed = false;
  let waiting: { resolve: () => void; reject: (error: CallError) => void }[] = [];

  function settle(tell: (one: (typeof waiting)[number]) => void): void {
    const told = waiting;
    waiting = [];
    told.forEach(tell);
  }
  const refuse = (code: ErrorCode): void =>
    settle(({ reject }) => reject(new CallError(code, { reached: true, status: null })));

  return {
    current: (): string => token,
    /** Over when there is another token than the stale one. @throws CallError with the reason why there is none. */
    renew: (stale: string): Promise<void> =>
      new Promise((resolve, reject) => {
        if (token !== stale) return resolve();
        if (closed) return reject(new CallError('offline', { reached: true, status: null }));
        waiting.push({ resolve, reject });
        if (waiting.length === 1) want(stale);
      }),
    use: (next: string): void => {
      token = next;
      settle(({ resolve }) => resolve());
    },
    refuse,
    /** Nobody waits any longer. */
    close: (): void => {
      closed = true;
      refuse('offline');
    },
  };
}
