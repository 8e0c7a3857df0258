import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiClient } from '#electron/worker/api/client.ts';
import { decidePair, undoPair } from '#electron/worker/commands/decide-pair.ts';
import { write } from '#electron/worker/db/write.ts';
import { createPush } from '#electron/worker/sync/push.ts';
import { createPairPush } from '#electron/worker/sync/push-pairs.ts';
import { PAIR_DECISIONS, type PairDecision } from '#shared/domain/pair.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { type Fate, failureOf, HOLD_MS } from './fates.ts';
import { behavesAs, outboxCommands, START, undoOrCancel } from './outbox-commands.ts';
import { PairReference, type Word } from './pair-reference.ts';

/** The number of other reports that one report is paired with. */
const PAIRS = 3;
const by = { id: '0195706f-0000-7000-9000-000000000001', displayName: 'Officer Rivera' };

/**
 * Starts the real outbox of pairs, its commands and its push on a real cache. The server's responses are drawn at
 * random.
 */
function startReal() {
  const [first, ...others] = Array.from({ length: PAIRS + 1 }, (_, n) => aReport({ serial: n + 1 }));
  if (first === undefined) throw new Error('no report');
  const cache = filledCache([first, ...others]);
  const policy = cache.policy.current();
  if (policy === null) throw new Error('no policy');
  write(cache.db, (tx) =>
    cache.policy.save(tx, { ...policy, limits: { ...policy.limits, holdSeconds: HOLD_MS / 1000 } }),
  );
  const real = { at: START, fates: [] as Fate[], done: [] as string[] };
  const standing = others.map((): PairDecision | null => null);
  const now = () => new Date(real.at);
  const reportsOf = (n: number): PairDecision['reports'] => {
    const [left = '', right = ''] = [first.id, others[n]?.id ?? ''].sort();
    return [left, right];
  };
  const stand = (n: number, id: string, decision: Word) => {
    standing[n] = { id, reports: reportsOf(n), decision, note: '', by, at: now().toISOString() };
  };

  const call = (
    name: string,
    { headers, body }: { headers: { 'idempotency-key': string }; body: { reports: string[]; decision: Word } },
  ) => {
    expect(name).toBe('decidePair');
    const key = headers['idempotency-key'];
    const drawn = real.fates.shift() ?? 'ok';
    const failure = failureOf(drawn === 'refuses' && real.done.includes(key) ? 'ok' : drawn);
    if (failure !== null && drawn !== 'answer_lost') return Promise.reject(failure);
    const n = others.findIndex((_, at) => reportsOf(at).join() === body.reports.join());
    if (!real.done.includes(key)) {
      real.done.push(key);
      stand(n, key, body.decision);
    }
    return failure === null ? Promise.resolve(standing[n]) : Promise.reject(failure);
  };
  const nothing = () => {};
  const push = {
    stores: cache,
    api: { call: call as unknown as ApiClient['call'] },
    announce: nothing,
    writeThrough: () => Promise.resolve(),
    now,
    random: () => 0,
  };
  const { decided } = cache.linker;
  const deciding = { stores: cache, decided, announce: nothing, seal: nothing, unseal: nothing, settle: nothing };
  return {
    real,
    cache,
    box: cache.pairOutbox,
    release: createPush({ ...push, keep: nothing }).release,
    round: createPairPush({ ...push, decided }),
    stand,
    decide: (n: number, decision: Word) => {
      const { id, trackingNumber } = others[n] ?? first;
      const wanted = { reportId: first.id, other: { reportId: id, trackingNumber }, decision };
      return decidePair({ ...deciding, saved: nothing, now }, wanted).id;
    },
    undoOrCancel: (id: string) => undoPair({ ...deciding, saved: nothing, now }, id),
    pull: (n: number) => {
      const decision = standing[n];
      if (decision) write(cache.db, (tx) => cache.pairs.save(tx, decision, 1));
    },
    /** Returns what an officer sees of a pair, from either report. */
    shown: (n: number): (Word | null)[] =>
      [first.id, others[n]?.id ?? ''].map((id) => {
        const found = cache.pairs.ofReport(id).find(({ reports }) => reports.join() === reportsOf(n).join());
        return found?.decision ?? null;
      }),
  };
}
type Real = ReturnType<typeof startReal>;

const { command, everyday } = outboxCommands<PairReference, Real>((model, { cache, shown }) => {
  const rows = cache.pairOutbox.list().map(({ id, state, maybeSent, attempts, decision, holdUntil }) => {
    return { id, state, maybeSent, attempts, word: decision, hold: state === 'held' ? holdUntil : null };
  });
  expect(rows).toEqual(
    model.rows.map(({ id, state, maybeSent, attempts, word, holdUntil }) => {
      const hold = state === 'held' ? new Date(START + holdUntil).toISOString() : null;
      return { id, state, maybeSent, attempts, word, hold };
    }),
  );
  for (let n = 0; n < PAIRS; n += 1) expect(shown(n)).toEqual([model.shown(n), model.shown(n)]);
});

const pair = fc.nat(PAIRS - 1);
const word = fc.constantFrom(...PAIR_DECISIONS);
const commands = [
  ...everyday,
  fc
    .tuple(pair, word)
    .map(([n, what]) => command(`decide(${n}, ${what})`, (model, real) => model.decide(real.decide(n, what), n, what))),
  fc.nat(20).map((n) =>
    command(
      `undoOrCancel(${n})`,
      (model, real) => undoOrCancel(model, n, (row) => model.mayWithdraw(row), real.undoOrCancel),
      ({ rows }) => rows.length > 0,
    ),
  ),
  fc.tuple(pair, word).map(([n, what]) =>
    command(`colleague(${n}, ${what})`, (model, { stand }) => {
      const id = randomUUID();
      model.colleague(n, id, what);
      stand(n, id, what);
    }),
  ),
  pair.map((n) =>
    command(`pull(${n})`, (model, { pull }) => {
      model.pull(n);
      pull(n);
    }),
  ),
];

test(
  'for each pair of reports only the latest decision counts and is sent once, under any sequence of events',
  () => behavesAs(commands, () => ({ model: new PairReference(PAIRS), real: startReal() })),
  60_000,
);
