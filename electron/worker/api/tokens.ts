import type { ErrorCode } from '#shared/errors.ts';
import { CallError } from './call-error.ts';

/**
 * Holds the current access token of the open session and waits for the next one. The refresh token is not in this thread:
 * the main process has it, and gets a single request for the next access token, even if many calls find the current one
 * expired.
 * @param want requests the next token; the reply is `use` or `refuse`.
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
    /** Resolves when there is a newer token than `stale`. @throws CallError with the reason when there is none. */
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
    /** Rejects all pending `renew` calls. */
    close: (): void => {
      closed = true;
      refuse('offline');
    },
  };
}
