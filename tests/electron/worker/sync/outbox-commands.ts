import fc from 'fast-check';
import { expect } from 'vitest';
import type { Stores } from '#electron/worker/db/stores.ts';
import { undoMs } from '#electron/worker/db/undo-time.ts';
import { write } from '#electron/worker/db/write.ts';
import { FATES, type Fate, type TriedRow, type TriedRows, WISHES_S } from './fates.ts';

export const START = Date.parse('2026-03-08T09:00:00.000Z');

type Model = TriedRows<TriedRow> & { round: (fate: () => Fate) => boolean };
/** An outbox on a real cache, with a server whose responses are drawn at random. */
type Real = {
  cache: Stores;
  box: Pick<Stores['pairOutbox'], 'releaseAll' | 'holdAgain'>;
  /** The clock, the outcomes of the next requests, and what the server carried out. */
  real: { at: number; fates: Fate[]; done: string[] };
  release: () => void;
  round: (signal: AbortSignal) => Promise<void>;
};

/** Events that can happen to any outbox; after each step, `compare` checks the real state against the reference. */
export function outboxCommands<M extends Model, R extends Real>(compare: (model: M, real: R) => void) {
  const command = (
    text: string,
    does: (model: M, real: R) => void | Promise<void>,
    check: (model: M) => boolean = () => true,
  ): fc.AsyncCommand<M, R> => ({
    check,
    run: async (model, real) => {
      await does(model, real);
      compare(model, real);
      const { takenBack, done } = model;
      expect(real.real.done).toEqual(done);
      // No decision may be both undone and carried out, or carried out twice.
      expect(new Set([...takenBack, ...done]).size).toBe(takenBack.length + done.length);
    },
    toString: () => text,
  });
  const everyday = [
    fc.constantFrom(500, 5_000, 25_000, 70_000).map((ms) =>
      command(`wait(${ms})`, (model, { real, release }) => {
        model.now += ms;
        real.at += ms;
        model.release();
        release();
      }),
    ),
    fc.constantFrom(...WISHES_S).map((seconds) =>
      command(`wish(${seconds} s)`, (model, { cache }) => {
        model.wishMs = seconds * 1000;
        write(cache.db, (tx) => cache.preferences.change(tx, { holdSeconds: seconds }));
      }),
    ),
    fc.constant(
      command('sendNow', (model, { cache, box }) => {
        model.sendNow();
        write(cache.db, (tx) => box.releaseAll(tx));
      }),
    ),
    fc.constant(
      command('restart', (model, { cache, box, real }) => {
        model.restart();
        write(cache.db, (tx) => box.holdAgain(tx, new Date(real.at + undoMs(cache)).toISOString()));
      }),
    ),
    fc.array(fc.constantFrom(...FATES), { maxLength: 8 }).map((fates) =>
      command(`round(${fates.join(', ')})`, async (model, { real, round }) => {
        real.fates = [...fates];
        const left = [...fates];
        const ended = await round(new AbortController().signal).then(
          () => false,
          () => true,
        );
        expect(ended).toBe(model.round(() => left.shift() ?? 'ok'));
      }),
    ),
  ];
  return { command, everyday };
}

/** Undoes the selected row and expects a refusal if the reference does not allow it. */
export function undoOrCancel<Row extends TriedRow>(
  model: TriedRows<Row>,
  n: number,
  allowed: (row: Row) => boolean,
  take: (id: string) => void,
): void {
  const row = model.rows[n % model.rows.length];
  if (row === undefined) return;
  if (allowed(row)) {
    take(row.id);
    model.leave(row);
  } else expect(() => take(row.id)).toThrow(expect.objectContaining({ code: 'nothing_to_undo' }));
}

/** Generates long series of commands and runs each one on the reference and on the real parts. */
export function behavesAs<M extends object, R extends { cache: Stores }>(
  commands: fc.Arbitrary<fc.AsyncCommand<M, R>>[],
  start: () => { model: M; real: R },
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (given) => {
      let started: { model: M; real: R } | undefined;
      await fc.asyncModelRun(() => {
        started = start();
        return started;
      }, given);
      started?.real.cache.db.close();
    }),
    { numRuns: 40 },
  );
}
