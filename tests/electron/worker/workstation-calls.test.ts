import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WorkerHandlers } from '#electron/common/worker-protocol.ts';
import { workstationCalls } from '#electron/worker/workstation-calls.ts';
import { filledCache } from '../../helpers/cache.ts';

const id = '0195706f-0000-7000-8000-000000000001';
const seen = { reportVersion: 1, policyVersion: 1, letterHash: null };

/** Whatever the window asks that writes at once; of nothing that is here, so each ends after it has waited. */
const WRITE: [string, (calls: WorkerHandlers) => unknown][] = [
  ['a decision', (calls) => calls['review.act']({ reportId: id, act: { kind: 'note', note: 'x' }, seen })],
  ['one that comes back from the sealed journal', (calls) => calls['journal.confirm']({ id })],
  [
    'one about two reports',
    (calls) =>
      calls['pairs.decide']({
        reportId: id,
        other: { reportId: id, trackingNumber: 'T26-000001-0' },
        decision: 'same',
      }),
  ],
  ['an undo', (calls) => calls['review.undo']({ id })],
  ['an undo of one about two reports', (calls) => calls['pairs.take-back']({ id })],
  ['a withdrawal', (calls) => calls['outbox.withdraw']({ id })],
  ['a half-written form', (calls) => calls['draft.put']({ reportId: id, kind: 'note', draft: null })],
  ['what is said of a hint', (calls) => calls['hints.say']({ reportId: id, code: 'camera', wrong: true })],
  ['who could take a report over', (calls) => calls['colleagues.list'](undefined)],
  ['a preference', (calls) => calls['preferences.change']({ times: 'exact' })],
];

test.each(WRITE)('%s waits while an index is built, and nobody is held up by it', async (_, ask) => {
  const built = Promise.withResolvers<undefined>();
  const calls = workstationCalls({
    stores: filledCache(),
    api: { call: () => Promise.resolve({ rows: [] }) },
    input: {},
    linker: {},
    engine: {},
    journal: {},
    keyIsThere: () => Promise.resolve(),
    flush: { ahead: () => Promise.resolve() },
    mayWrite: () => built.promise,
    announce: () => {},
    now: () => new Date(),
  } as unknown as Parameters<typeof workstationCalls>[0]);
  let isOver = false;
  const over = Promise.resolve()
    .then(() => ask(calls))
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
    });
  await turn();
  await turn();
  expect(isOver).toBe(false);
  built.resolve(undefined);
  await over;
});
