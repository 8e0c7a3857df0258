import { createHash, randomBytes } from 'node:crypto';
import type { Log } from '#electron/common/log.ts';
import { AppError } from '#shared/errors.ts';
import { openLoopback } from './loopback.ts';

/** The server's response when a sign-in or proof through the browser starts. */
type Started = { id: string; ticket: string };
/** The data sent to the server to complete the sign-in or proof. */
export type Exchange = { id: string; code: string; verifier: string };
type Request = { challenge: string; port: number; deskState: string };

export type BrowserWay = ReturnType<typeof createBrowserFlow>;

/** The server keeps the request this long. */
const TIMEOUT_MS = 10 * 60_000;

type Deps = {
  server: string;
  /** Opens a page of the agency server in the system browser. */
  openBrowser: (address: string) => Promise<void>;
  copy: (text: string) => void;
  /** The page that the browser shows at the end. */
  pageOf: (isGood: boolean) => string;
  log: Log;
};

/** Sends the officer through the system browser to the agency's sign-in page and back; one such flow at a time. */
export function createBrowserFlow({ server, openBrowser, copy, pageOf, log }: Deps) {
  type Way<T> = { address: string; done: Promise<T>; end: (why: 'directory_canceled' | 'directory_expired') => void };
  let current: Way<unknown> | null = null;
  /** Counts starts and cancels, so that a start notices what came while it waited for the server. */
  let turn = 0;

  const open = (address: string) =>
    openBrowser(address).catch(() => {
      // The window shows the address, so the officer can still open it.
      log('session.browser_not_opened', {});
    });

  function cancel(): void {
    turn += 1;
    current?.end('directory_canceled');
    current = null;
  }

  return {
    /**
     * Opens the browser and cancels any earlier flow.
     * @param ask starts the request on the server.
     * @param exchange is called with the code that the browser returned.
     * @returns the start page's address; `result` has the outcome.
     */
    start: async <T>(
      ask: (request: Request) => Promise<Started>,
      exchange: (given: Exchange) => Promise<T>,
    ): Promise<{ address: string; result: Promise<T> }> => {
      cancel();
      const mine = turn;
      const [verifier, deskState] = [random(), random()];
      const loopback = await openLoopback(deskState, pageOf);
      let started: Started;
      try {
        const challenge = createHash('sha256').update(verifier).digest('base64url');
        started = await ask({ challenge, port: loopback.port, deskState });
        if (turn !== mine) throw failed('directory_canceled');
      } catch (error) {
        loopback.close();
        throw error;
      }
      const address = `${server}/oidc/start?ticket=${started.ticket}`;
      const ended = Promise.withResolvers<never>();
      const way: Way<T> = {
        address,
        end: (why) => ended.reject(failed(why)),
        done: Promise.race([loopback.answer, ended.promise])
          .then((answer) => {
            if ('failure' in answer) throw failed(`directory_${answer.failure}`);
            return exchange({ id: started.id, code: answer.code, verifier });
          })
          .finally(() => {
            loopback.close();
            clearTimeout(timer);
            if (current === way) current = null;
          }),
      };
      const timer = setTimeout(() => way.end('directory_expired'), TIMEOUT_MS);
      // Prevents an unhandled rejection if no caller awaits the result. A caller that does still gets the error.
      way.done.catch(() => undefined);
      current = way;
      await open(address);
      return { address, result: way.done };
    },
    again: async (): Promise<void> => {
      if (current !== null) await open(current.address);
    },
    copyAddress: (): void => {
      if (current !== null) copy(current.address);
    },
    cancel,
  };
}

const failed = (detail: `directory_${string}`) =>
  new AppError('sign_in_failed', { detail: { code: detail as 'directory_failed', params: {} } });

/** 256 random bits. */
const random = () => randomBytes(32).toString('base64url');
