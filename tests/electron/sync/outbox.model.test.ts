import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CallError } from '#electron/api/call-error.ts';
import type { ApiClient } from '#electron/api/client.ts';
import { act } from '#electron/commands/act.ts';
import { previewLetter } from '#electron/commands/preview-letter.ts';
import { undo, withdraw } from '#electron/commands/take-back.ts';
import { undoMs } from '#electron/db/undo-time.ts';
import { createPush } from '#electron/sync/push.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';
import {
  FATES,
  type Fate,
  HOLD_MS,
  type Kind,
  OutboxReference,
  PAUSE_MS,
  type RowModel,
  WISHES_S,
} from './outbox-reference.ts';

const REPORTS = 3;
const START = Date.parse('2026-03-08T09:00:00.000Z');
const officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
} as const;
const ACTS: Record<Kind, Act> = {
  note: { kind: 'note', note: 'Looked at.' },
  approve: { kind: 'approve', offenseCode: 'larceny_other', note: '' },
};

/** The real outbox, commands and push on a real cache, before a server whose answers are drawn. */
function startReal() {
  const reports: Report[] = Array.from({ length: REPORTS }, (_, n) => aReport({ serial: n + 1 }));
  const cache = filledCache(reports);
  const policy = cache.policy.current();
  if (policy === null) throw new Error('no policy');
  cache.policy.save({ ...policy, limits: { ...policy.limits, holdSeconds: HOLD_MS / 1000 } });
  const real = { at: START, fates: [] as Fate[], done: [] as string[] };
  const now = () => new Date(real.at);

  const call = (name: string, given: { params: { reportId: string }; headers: object; body: { seen: object } }) => {
    expect(name).toBe('act');
    const key = (given.headers as { 'idempotency-key': string })['idempotency-key'];
    const drawn = real.fates.shift() ?? 'ok';
    // What was carried out is answered as it was, and never refused.
    const fate = drawn === 'refuses' && real.done.includes(key) ? 'ok' : drawn;
    const n = reports.findIndex((one) => one.id === given.params.reportId);
    const report = reports[n];
    if (report === undefined) throw new Error('no such report');
    const failure = (code: 'offline' | 'unavailable' | 'unauthenticated' | 'invalid_request', reached: boolean) =>
      Promise.reject(new CallError(code, { reached, status: null, retryAfterMs: null }));
    if (fate === 'never_arrived') return failure('offline', false);
    if (fate === 'busy') return failure('unavailable', true);
    if (fate === 'signed_out') return failure('unauthenticated', true);
    if (fate === 'refuses') return failure('invalid_request', true);
    if (fate === 'wants_pause')
      return Promise.reject(new CallError('unavailable', { reached: true, status: 503, retryAfterMs: PAUSE_MS }));
    const { act: wanted, seen } = given.body as unknown as { act: Act; seen: { reportVersion: number } };
    if (!real.done.includes(key)) {
      if (seen.reportVersion !== report.version || (wanted.kind === 'approve' && report.state === 'approved')) {
        if (fate === 'answer_lost') return failure('offline', true);
        return Promise.reject(new CallError('stale_version', { reached: true, status: 409, current: report }));
      }
      real.done.push(key);
      const state = wanted.kind === 'approve' ? 'approved' : report.state;
      reports[n] = { ...report, version: report.version + 1, state };
    }
    return fate === 'answer_lost' ? failure('offline', true) : Promise.resolve({ report: reports[n] });
  };
  const api = { call: call as unknown as ApiClient['call'] };
  const keep = (report: Report) => cache.keep(report);
  const push = createPush({
    stores: cache,
    api,
    keep,
    announce: () => {},
    writeThrough: () => Promise.resolve(),
    mayWrite: () => Promise.resolve(),
    now,
    random: () => 0,
  });
  const nothing = () => {};
  return {
    real,
    cache,
    push,
    reports,
    decide: (n: number, kind: Kind) => {
      const reportId = reports[n]?.id ?? '';
      const { seen } = previewLetter(cache, { reportId, act: ACTS[kind] });
      const deps = { stores: cache, officer, announce: nothing, seal: nothing, unseal: nothing, settle: nothing };
      return act({ ...deps, saved: nothing, now }, { reportId, act: ACTS[kind], seen }).id;
    },
    takingBack: { stores: cache, announce: nothing, wake: nothing, settle: nothing, now },
  };
}
type Real = ReturnType<typeof startReal>;
type Command = fc.AsyncCommand<OutboxReference, Real>;

/** Everything an officer, the server or a later start could see must be as in the reference. */
function compare(model: OutboxReference, { cache, real, reports }: Real): void {
  const shown = cache.outbox.list().map(({ id, state, maybeSent, attempts, seen, holdUntil }) => {
    return { id, state, maybeSent, attempts, seen: seen.reportVersion, hold: state === 'held' ? holdUntil : null };
  });
  expect(shown).toEqual(
    model.rows.map(({ id, state, maybeSent, attempts, seen, holdUntil }) => {
      const hold = state === 'held' ? new Date(START + holdUntil).toISOString() : null;
      return { id, state, maybeSent, attempts, seen, hold };
    }),
  );
  expect(real.done).toEqual(model.done);
  // Never both taken back and carried out, and never carried out twice.
  expect(new Set([...model.takenBack, ...real.done]).size).toBe(model.takenBack.length + real.done.length);
  const filter = { states: [], kinds: [], text: '', likelyRepeat: false };
  const sort = { column: 'trackingNumber', direction: 'asc' } as const;
  const queue = cache.queue.page({ filter, sort, offset: 0, limit: 100 }).rows.map((row) => row.id);
  expect(queue).toEqual(reports.filter((_, n) => model.inQueue(n)).map((one) => one.id));
}

function command(
  text: string,
  does: (model: OutboxReference, real: Real) => void | Promise<void>,
  check: (model: OutboxReference) => boolean = () => true,
): Command {
  return {
    check,
    run: async (model, real) => {
      await does(model, real);
      compare(model, real);
    },
    toString: () => text,
  };
}

const rowAt = (model: OutboxReference, n: number): RowModel | undefined =>
  model.rows[n % Math.max(1, model.rows.length)];

function takingBack(how: 'undo' | 'withdraw', n: number): Command {
  return command(
    `${how}(${n})`,
    (model, { takingBack }) => {
      const row = rowAt(model, n);
      if (row === undefined) return;
      const take = () => (how === 'undo' ? undo(takingBack, row.id) : withdraw(takingBack, row.id));
      if (how === 'undo' ? model.mayUndo(row) : model.mayWithdraw(row)) {
        take();
        model.leave(row);
      } else expect(take).toThrow(expect.objectContaining({ code: 'nothing_to_undo' }));
    },
    (model) => model.rows.length > 0,
  );
}

const report = fc.nat(REPORTS - 1);
const commands = [
  fc.tuple(report, fc.constantFrom<Kind>('note', 'approve')).map(([n, kind]) =>
    command(`decide(${n}, ${kind})`, (model, real) => {
      if (model.mayDecide(n, kind)) model.decide(real.decide(n, kind), n, kind);
      else expect(() => real.decide(n, kind)).toThrow(expect.objectContaining({ code: 'act_not_allowed' }));
    }),
  ),
  fc.nat(20).map((n) => takingBack('undo', n)),
  fc.nat(20).map((n) => takingBack('withdraw', n)),
  fc.constantFrom(500, 5_000, 25_000, 70_000).map((ms) =>
    command(`wait(${ms})`, (model, { real, push }) => {
      model.now += ms;
      real.at += ms;
      model.release();
      push.release();
    }),
  ),
  fc.constantFrom(...WISHES_S).map((seconds) =>
    command(`wish(${seconds} s)`, (model, { cache }) => {
      model.wishMs = seconds * 1000;
      cache.preferences.change({ holdSeconds: seconds });
    }),
  ),
  fc.constant(
    command('sendNow', (model, { cache }) => {
      model.sendNow();
      cache.outbox.releaseAll();
    }),
  ),
  fc.constant(
    command('restart', (model, { cache, real }) => {
      model.restart();
      cache.outbox.holdAgain(new Date(real.at + undoMs(cache)).toISOString());
    }),
  ),
  report.map((n) =>
    command(`colleague(${n})`, (model, { reports }) => {
      model.colleague(n);
      const one = reports[n];
      if (one !== undefined) reports[n] = { ...one, version: one.version + 1 };
    }),
  ),
  report.map((n) =>
    command(`pull(${n})`, (model, { cache, reports }) => {
      model.pull(n);
      const one = reports[n];
      if (one !== undefined) cache.keep(one);
    }),
  ),
  fc.array(fc.constantFrom(...FATES), { maxLength: 8 }).map((fates) =>
    command(`round(${fates.join(', ')})`, async (model, { real, push }) => {
      real.fates = [...fates];
      const left = [...fates];
      const ended = await push.round(new AbortController().signal).then(
        () => false,
        () => true,
      );
      expect(ended).toBe(model.round(() => left.shift() ?? 'ok'));
    }),
  ),
];

test('the outbox behaves as its reference on one page, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (given) => {
      let real: Real | undefined;
      await fc.asyncModelRun(() => {
        real = startReal();
        return { model: new OutboxReference(REPORTS), real };
      }, given);
      real?.cache.db.close();
    }),
    { numRuns: 40 },
  );
}, 60_000);
