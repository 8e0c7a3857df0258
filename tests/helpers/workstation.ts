import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkstation, type Workstation } from '#electron/worker/workstation.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { QueueRequest } from '#shared/domain/queue.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { OutboxRow, SyncState } from '#shared/ipc-shapes.ts';

export type TestWorkstation = Workstation & {
  news: Topic[];
  /** What was written into the log, by its events. */
  logged: string[];
  /** Every time the server wanted a new sign-in, or was content again. */
  signInNeeded: boolean[];
  /** Every time an administrator's revocation was heard of. */
  revoked: true[];
  /** Tracking numbers of reports whose person answered this officer. */
  answered: string[];
  /** Previews the letter and saves the act, as the window does. */
  act: (reportId: string, act: Act) => Promise<OutboxRow>;
  queue: (request?: Partial<QueueRequest>) => Promise<string[]>;
  outbox: () => Promise<OutboxRow[]>;
  sync: () => Promise<SyncState>;
};

/** A workstation without its window: cache, sync and commands, on a real server. */
export function startWorkstation(
  server: string,
  session: SignInResult,
  cache: { path: string; keyHex: string } | null = null,
  /** Backoff waits the shortest time; a test has no thousand neighbours to spare. */
  random: () => number = () => 0,
  more: { journalPath?: string; now?: () => Date; clockTrusted?: boolean } = {},
): TestWorkstation {
  const news: Topic[] = [];
  const logged: string[] = [];
  const signInNeeded: boolean[] = [];
  const revoked: true[] = [];
  const answered: string[] = [];
  const workstation = openWorkstation(
    {
      server,
      officer: session.officer,
      token: session.token,
      path: cache?.path ?? null,
      keyHex: cache?.keyHex ?? null,
      journalPath: more.journalPath ?? null,
      clockTrusted: more.clockTrusted ?? false,
    },
    {
      announce: (topic) => news.push(topic),
      needsSignIn: (needed) => signInNeeded.push(needed),
      revoked: () => revoked.push(true),
      answered: (numbers) => answered.push(...numbers),
      // Without the main process there is no keychain, and so nobody who has the refresh token.
      wantToken: () => workstation.noToken('unauthenticated'),
      log: (event) => logged.push(event),
      boundary: null,
      now: more.now ?? (() => new Date()),
      random,
    },
  );
  const { calls } = workstation;
  return {
    ...workstation,
    news,
    logged,
    signInNeeded,
    revoked,
    answered,
    act: async (reportId, act) => {
      const { seen } = await calls['letter.preview']({ reportId, act });
      return calls['review.act']({ reportId, act, seen });
    },
    queue: async (request = {}) => {
      const page = await calls['queue.page']({
        filter: { states: [], kinds: [], text: '', likelyRepeat: false },
        sort: { column: 'receivedAt', direction: 'asc' },
        offset: 0,
        limit: 500,
        ...request,
      });
      return page.rows.map((row) => row.id);
    },
    outbox: async () => calls['outbox.list'](undefined),
    sync: async () => calls['sync.state'](undefined),
  };
}

/** Waits until something holds; says what it last was when it never does. */
export async function until<T>(
  read: () => Promise<T> | T,
  holds: (value: T) => boolean,
  patienceMs = 30_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`never came true: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}

/** Waits until everything that the server has is here; other tests' transactions may hold its last reports back for a moment. */
export const pulledWhole = (desk: Pick<TestWorkstation, 'sync'>) =>
  until(desk.sync, ({ phase, done, total }) => phase === 'online' && done === 0 && total === null);
