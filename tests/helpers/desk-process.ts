import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { AskWorker } from '#electron/main/ipc/worker-client.ts';
import { createRandom } from '#server/demo-data/random.ts';
import type { Act } from '#shared/domain/act.ts';
import { leavesQueue } from '#shared/domain/workflow.ts';
import { AppError } from '#shared/errors.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { aboutPair, type DeskLine, deskOrder } from './desk-lines.ts';
import { deskTokens } from './desk-tokens.ts';
import { quietWorker } from './quiet-worker.ts';

/*
 * A workstation without its window: the main process's own client, the real worker thread, and an officer who decides
 * many times per second. Built to be killed.
 */

const order = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
const random = createRandom(order.seed, 1);
const pause = new Int32Array(new SharedArrayBuffer(4));
/** Writes directly to the pipe, so that everything reported before a kill is received. Blocks while the pipe is full. */
function say(line: DeskLine): void {
  for (let rest = Buffer.from(`${JSON.stringify(line)}\n`); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}
const codeOf = (error: unknown) => (error instanceof AppError ? error.code : 'internal');

const tokens = deskTokens(order, say);
const signInWanted = { now: false };
const { ask, stop } = quietWorker(
  pathToFileURL(order.worker),
  () => say({ say: 'failed', code: 'the worker thread died' }),
  () => void tokens.renew(ask),
  undefined,
  (needed) => void signIn(needed),
);

try {
  await ask('open', { ...order.open, token: tokens.token() });
  for (const { id, reports, replaces } of await ask('pairs.list', undefined))
    say({ say: 'holds_pair', id, about: aboutPair(reports), replaces });
  say({ say: 'opened' });
  await ready(ask);
  await recover(ask);
  say({ say: 'ready' });
  if (order.mode === 'work') await work(ask);
  else await finish(ask);
} catch (error) {
  say({ say: 'failed', code: codeOf(error) });
  process.exit(1);
}

/**
 * Signs in if the server requires it. On a slow connection, a token can expire again before it is used. Then the server
 * requires another sign-in, and until the officer signs in, nothing is pulled or sent. The connection may break
 * meanwhile.
 */
async function signIn(needed: boolean): Promise<void> {
  const isNew = needed && !signInWanted.now;
  signInWanted.now = needed;
  if (!isNew) return;
  while (signInWanted.now) {
    await tokens.renew(ask).catch(() => undefined);
    await sleep(50);
  }
}

/** Waits until there is something to decide and decisions are sealed. */
async function ready(of: AskWorker): Promise<void> {
  for (;;) {
    const [{ lastPullAt, done, total }, { journal }] = await Promise.all([
      of('sync.state', undefined),
      of('cache.state', undefined),
    ]);
    if (lastPullAt !== null && total === null && done === 0 && journal.ready) return;
    if (random.chance(0.2)) await of('sync.now', undefined);
    await sleep(10);
  }
}

/**
 * Recovers what an earlier cache had: the officer confirms each decision and discards what cannot be confirmed; the tally
 * judges the reason.
 */
async function recover(of: AskWorker): Promise<void> {
  while ((await of('cache.state', undefined)).journal.lost > 0) {
    try {
      const { rows } = await of('journal.open', { file: null });
      for (const lost of rows) {
        const { id } = lost;
        const about = 'act' in lost ? lost.reportId : aboutPair(lost.reports);
        try {
          const row = await of('journal.confirm', { id });
          say({ say: 'recovered', id, about, replaces: 'replaces' in row ? row.replaces : [] });
        } catch (error) {
          // The cache is still being filled, so the decision is confirmed again when the cache is complete.
          if (codeOf(error) === 'not_here_yet') continue;
          say({ say: 'not_recovered', id, about, code: codeOf(error) });
          await of('journal.discard', { id });
        }
      }
    } catch {
      // The connection broke, so this tries again.
    }
    await sleep(20);
  }
}

async function work(of: AskWorker): Promise<void> {
  for (let reports = 1; ; ) {
    const { rows, total } = await of('queue.page', {
      filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
      offset: random.int(0, Math.min(reports, 500) - 1),
      limit: 2,
      sort: { column: 'receivedAt', direction: 'asc' },
    });
    reports = Math.max(1, total);
    const [row, next] = rows;
    if (row === undefined) await sleep(20);
    else if (next !== undefined && random.chance(0.1)) await decidePair(of, row.id, next);
    else await decide(of, row.id);
    if (random.chance(0.15)) await of('outbox.send-now', undefined);
    if (random.chance(0.1)) await of('sync.now', undefined);
    if (random.chance(0.1)) await answerConflicts(of);
    await sleep(random.int(0, 25));
  }
}

async function decide(of: AskWorker, reportId: string): Promise<void> {
  const act = anAct();
  /**
   * A new decision replaces any that the server refused, even a moment ago. A held decision has not been refused, so a
   * kill now does not explain its loss.
   */
  const earlier = async (): Promise<OutboxRow[]> => {
    const rows = await of('outbox.list', undefined);
    return leavesQueue(act.kind) ? rows.filter((row) => row.reportId === reportId && leavesQueue(row.act.kind)) : [];
  };
  let before: string[] = [];
  let asked = false;
  try {
    const { seen } = await of('letter.preview', { reportId, act });
    const rows = await earlier();
    before = rows.filter(({ state }) => state !== 'held').map(({ id }) => id);
    for (const id of before) say({ say: 'taking_back', id });
    say({ say: 'deciding', about: reportId });
    asked = true;
    const { id } = await of('review.act', { reportId, act, seen });
    say({ say: 'saved', id, about: reportId });
    asked = false;
    const left = new Set((await earlier()).map((row) => row.id));
    for (const one of before) say({ say: left.has(one) ? 'too_late' : 'replaced', id: one });
    // A held decision is missing if its undo time has just ended and the server refused it immediately. Otherwise, the
    // new decision would not have been saved.
    for (const { id: one, state } of rows) if (state === 'held' && !left.has(one)) say({ say: 'replaced', id: one });
    if (random.chance(0.08)) await undoOrCancel(of, 'review.undo', id);
  } catch (error) {
    // Nothing was saved, and the officer saw why.
    for (const id of before) say({ say: 'too_late', id });
    if (asked) say({ say: 'not_saved', about: reportId, code: codeOf(error) });
  }
}

async function decidePair(of: AskWorker, reportId: string, next: { id: string; trackingNumber: string }) {
  const other = { reportId: next.id, trackingNumber: next.trackingNumber };
  const about = aboutPair([reportId, next.id]);
  say({ say: 'deciding', about });
  try {
    const { id, replaces } = await of('pairs.decide', {
      reportId,
      other,
      decision: random.pick(['same', 'not_same', 'related']),
    });
    say({ say: 'saved_pair', id, about, replaces });
  } catch (error) {
    say({ say: 'not_saved', about, code: codeOf(error) });
  }
}

async function undoOrCancel(of: AskWorker, how: 'review.undo' | 'outbox.cancel', id: string): Promise<void> {
  say({ say: 'taking_back', id });
  try {
    await of(how, { id });
    say({ say: 'taken_back', id });
  } catch (error) {
    if (codeOf(error) !== 'nothing_to_undo') throw error;
    say({ say: 'too_late', id });
  }
}

/** The officer sees what the server refused and dismisses it. */
async function answerConflicts(of: AskWorker): Promise<void> {
  for (const row of await of('outbox.list', undefined))
    if (isStuck(row)) await undoOrCancel(of, 'outbox.cancel', row.id);
}

/** Must be a function declaration: the code above is awaited before anything below it is initialized. */
function isStuck({ state }: OutboxRow): boolean {
  return state === 'conflict' || state === 'refused';
}

function anAct(): Act {
  const at = random.next();
  if (at < 0.35) return { kind: 'log_call', outcome: random.pick(['no_answer', 'left_message', 'reached']), note: '' };
  if (at < 0.55) return { kind: 'note', note: `Seen by me, ${random.int(1, 1000)}.` };
  if (at < 0.8) return { kind: 'approve', offenseCode: 'larceny_other', note: '' };
  if (at < 0.95) return { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };
  return { kind: 'escalate', note: 'For a supervisor.' };
}

/** Sends everything; only what needs the officer may remain. */
async function finish(of: AskWorker): Promise<void> {
  await of('outbox.send-now', undefined);
  for (;;) {
    const { held, waiting } = await of('sync.state', undefined);
    if (held + waiting === 0) break;
    await of('sync.now', undefined);
    await sleep(50);
  }
  await stop();
  say({ say: 'finished' });
  process.exit(0);
}
