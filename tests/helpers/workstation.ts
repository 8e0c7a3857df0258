import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenInput } from '#electron/common/worker-protocol.ts';
import { openWorkstation } from '#electron/worker/workstation.ts';
import type { Workstation, WorkstationDeps } from '#electron/worker/workstation-shape.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { QueueRequest } from '#shared/domain/queue.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { OutboxRow, SyncState } from '#shared/ipc-shapes.ts';

export type TestWorkstation = Workstation & {
  news: Topic[];
  /** Events written to the log. */
  logged: string[];
  /** Every time the server required a new sign-in, or no longer did. */
  signInNeeded: boolean[];
  /** Every notification of a revocation by an administrator. */
  revoked: true[];
  /** Tracking numbers of reports whose reporter replied to this officer. */
  answered: string[];
  /** Previews the letter and saves the act, as the window does. */
  act: (reportId: string, act: Act) => Promise<OutboxRow>;
  queue: (request?: Partial<QueueRequest>) => Promise<string[]>;
  outbox: () => Promise<OutboxRow[]>;
  sync: () => Promise<SyncState>;
};

/** Starts a workstation without its window: cache, sync and commands, on a real server. */
export function startWorkstation(
  server: string,
  session: SignInResult,
  cache: { path: string; keyHex: string } | null = null,
  /** Always the shortest backoff; a test does not have a thousand other workstations to avoid. */
  random: () => number = () => 0,
  more: {
    journalPath?: string;
    folders?: OpenInput['folders'];
    about?: WorkstationDeps['about'];
    now?: () => Date;
    clockTrusted?: boolean;
  } = {},
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
      ...(more.folders && { folders: more.folders }),
    },
    {
      announce: (topic) => news.push(topic),
      needsSignIn: (needed) => signInNeeded.push(needed),
      revoked: () => revoked.push(true),
      answered: (numbers) => answered.push(...numbers),
      // Without the main process there is no keychain, so nothing can supply the refresh token.
      wantToken: () => workstation.noToken('unauthenticated'),
      log: (event) => logged.push(event),
      about: more.about,
      boundaryOf: () => null,
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
        filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
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

/** Waits until a condition holds; if it never does, reports the last value. */
export async function until<T>(
  read: () => Promise<T> | T,
  holds: (value: T) => boolean,
  timeoutMs = 120_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`never came true: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}

/** Waits until everything on the server is here; other tests' transactions may briefly hold back its last reports. */
export const pulledWhole = (desk: Pick<TestWorkstation, 'sync'>) =>
  until(desk.sync, ({ phase, done, total }) => phase === 'online' && done === 0 && total === null);
