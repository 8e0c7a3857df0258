import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CallError } from '#electron/worker/api/call-error.ts';
import type { ApiClient } from '#electron/worker/api/client.ts';
import { act } from '#electron/worker/commands/act.ts';
import { previewLetter } from '#electron/worker/commands/preview-letter.ts';
import { undo, withdraw } from '#electron/worker/commands/undo.ts';
import { write } from '#electron/worker/db/write.ts';
import { createPush } from '#electron/worker/sync/push.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';
import { quietTrail } from '../../../helpers/quiet-trail.ts';
import { type Fate, failureOf, HOLD_MS } from './fates.ts';
import { behavesAs, outboxCommands, START, undoOrCancel } from './outbox-commands.ts';
import { type Kind, OutboxReference } from './outbox-reference.ts';

const REPORTS = 3;
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

/** Starts the real outbox, commands and push on a real cache, with a server whose responses are drawn at random. */
function startReal() {
  const reports: Report[] = Array.from({ length: REPORTS }, (_, n) => aReport({ serial: n + 1 }));
  const cache = filledCache(reports);
  const policy = cache.policy.current();
  if (policy === null) throw new Error('no policy');
  write(cache.db, (tx) =>
    cache.policy.save(tx, { ...policy, limits: { ...policy.limits, holdSeconds: HOLD_MS / 1000 } }),
  );
  const real = { at: START, fates: [] as Fate[], done: [] as string[] };
  const now = () => new Date(real.at);

  const call = (name: string, given: { params: { reportId: string }; headers: object; body: { seen: object } }) => {
    expect(name).toBe('act');
    const key = (given.headers as { 'idempotency-key': string })['idempotency-key'];
    const drawn = real.fates.shift() ?? 'ok';
    // A decision that was already carried out gets its earlier answer and is never refused.
    const fate = drawn === 'refuses' && real.done.includes(key) ? 'ok' : drawn;
    const n = reports.findIndex((one) => one.id === given.params.reportId);
    const report = reports[n];
    if (report === undefined) throw new Error('no such report');
    const failure = failureOf(fate);
    if (failure !== null && fate !== 'answer_lost') return Promise.reject(failure);
    const { act: wanted, seen } = given.body as unknown as { act: Act; seen: { reportVersion: number } };
    if (!real.done.includes(key)) {
      if (seen.reportVersion !== report.version || (wanted.kind === 'approve' && report.state === 'approved')) {
        const stale = new CallError('stale_version', { reached: true, status: 409, current: report });
        return Promise.reject(failure ?? stale);
      }
      real.done.push(key);
      const state = wanted.kind === 'approve' ? 'approved' : report.state;
      reports[n] = { ...report, version: report.version + 1, state };
    }
    return failure === null ? Promise.resolve({ report: reports[n] }) : Promise.reject(failure);
  };
  const nothing = () => {};
  const push = createPush({
    stores: cache,
    api: { call: call as unknown as ApiClient['call'] },
    keep: (tx, report) => cache.keepIn(tx, report),
    announce: nothing,
    writeThrough: () => Promise.resolve(),
    now,
    random: () => 0,
  });
  return {
    real,
    cache,
    box: cache.outbox,
    release: push.release,
    round: push.round,
    reports,
    decide: (n: number, kind: Kind) => {
      const reportId = reports[n]?.id ?? '';
      const { seen } = previewLetter(cache, { reportId, act: ACTS[kind] });
      const deps = { stores: cache, officer, announce: nothing, seal: nothing, unseal: nothing, settle: nothing };
      return act({ ...deps, ...quietTrail, saved: nothing, now }, { reportId, act: ACTS[kind], seen }).id;
    },
    takingBack: { stores: cache, announce: nothing, wake: nothing, settle: nothing, ...quietTrail, now },
  };
}
type Real = ReturnType<typeof startReal>;

/** Everything that an officer, the server or a later start can see must match the reference. */
const { command, everyday } = outboxCommands<OutboxReference, Real>((model, { cache, reports }) => {
  const shown = cache.outbox.list().map(({ id, state, maybeSent, attempts, seen, holdUntil }) => {
    return { id, state, maybeSent, attempts, seen: seen.reportVersion, hold: state === 'held' ? holdUntil : null };
  });
  expect(shown).toEqual(
    model.rows.map(({ id, state, maybeSent, attempts, seen, holdUntil }) => {
      const hold = state === 'held' ? new Date(START + holdUntil).toISOString() : null;
      return { id, state, maybeSent, attempts, seen, hold };
    }),
  );
  const filter = { states: [], kinds: [], text: '', likelyDuplicate: false };
  const sort = { column: 'trackingNumber', direction: 'asc' } as const;
  const queue = cache.queue.page({ filter, sort, offset: 0, limit: 100 }).rows.map((row) => row.id);
  expect(queue).toEqual(reports.filter((_, n) => model.inQueue(n)).map((one) => one.id));
});

const report = fc.nat(REPORTS - 1);
const isSomeThere = ({ rows }: OutboxReference) => rows.length > 0;
const commands = [
  ...everyday,
  fc.tuple(report, fc.constantFrom<Kind>('note', 'approve')).map(([n, kind]) =>
    command(`decide(${n}, ${kind})`, (model, real) => {
      if (model.mayDecide(n, kind)) model.decide(real.decide(n, kind), n, kind);
      else expect(() => real.decide(n, kind)).toThrow(expect.objectContaining({ code: 'act_not_allowed' }));
    }),
  ),
  fc.nat(20).map((n) =>
    command(
      `undo(${n})`,
      (model, { takingBack }) =>
        undoOrCancel(
          model,
          n,
          (row) => model.mayUndo(row),
          (id) => undo(takingBack, id),
        ),
      isSomeThere,
    ),
  ),
  fc.nat(20).map((n) =>
    command(
      `withdraw(${n})`,
      (model, { takingBack }) =>
        undoOrCancel(
          model,
          n,
          (row) => model.mayWithdraw(row),
          (id) => withdraw(takingBack, id),
        ),
      isSomeThere,
    ),
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
];

test(
  'the outbox behaves like its one-page reference model, under any sequence of events',
  () => behavesAs(commands, () => ({ model: new OutboxReference(REPORTS), real: startReal() })),
  60_000,
);
