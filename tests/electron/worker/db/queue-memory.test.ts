import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQueueStore } from '#electron/worker/db/queue.ts';
import { NOBODY } from '#electron/worker/db/queue-sql.ts';
import { createSearchStore } from '#electron/worker/db/search.ts';
import { write } from '#electron/worker/db/write.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import { REPORT_STATES } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';
import { counted } from '../../../helpers/hint-count.ts';

const all: QueueFilter = { states: [], kinds: [], text: '', likelyDuplicate: false };
const filters: QueueFilter[] = [
  all,
  { ...all, states: [...REPORT_STATES] },
  { ...all, kinds: ['larceny'] },
  { ...all, likelyDuplicate: true },
  { ...all, text: 'bicycle' },
  { ...all, text: 'has:photo' },
  { ...all, only: ['mine'] },
  { ...all, only: ['over'] },
  { ...all, only: ['needs_me'] },
];
const stand = {
  ...NOBODY,
  officer: { id: 'me', displayName: 'Officer Ortega', role: 'officer' as const },
  overBefore: '2026-03-05T00:00:00.000Z',
};

const change = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), serial: fc.integer({ min: 1, max: 12 }), turn: fc.nat(30) }),
  fc.record({ kind: fc.constant('remove' as const), serial: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    kind: fc.constant('decide' as const),
    serial: fc.integer({ min: 1, max: 11 }),
    same: fc.constantFrom('same' as const, 'not_same' as const),
  }),
  fc.record({ kind: fc.constant('refuse' as const), serial: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('link' as const) }),
);

/** Returns a report whose queried fields all differ from version to version. */
const turned = (serial: number, turn: number) =>
  aReport({
    serial,
    version: turn + 1,
    kind: turn % 3 === 0 ? 'vandalism' : 'larceny',
    state: turn % 5 === 0 ? 'approved' : turn % 7 === 0 ? 'escalated' : 'submitted',
    receivedAt: `2026-03-0${1 + (turn % 8)}T10:00:00.000Z`,
    assignedTo: turn % 4 === 0 ? { id: 'me', displayName: 'Officer Ortega' } : null,
    facts: { how: turn % 2 === 0 ? 'My bicycle was taken.' : 'The window was broken.' },
  });

test('a cached answer is the same as a fresh one after any change', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), (changes) => {
      const cache = filledCache(Array.from({ length: 8 }, (_, at) => turned(at + 1, at)));
      const { db, queue, links, linker, pairs, reports, search } = cache;
      // A query indexes new words for only a few milliseconds, which may not be enough on a busy machine.
      const readIn = () => write(db, (tx) => search.step(tx).more);
      const ask = (of: typeof queue) =>
        filters.map((filter) => {
          const { rows, total } = of.page(
            { filter, sort: { column: 'receivedAt', direction: 'asc' }, offset: 0, limit: 50 },
            stand,
          );
          return { rows, total, counted: of.counts([filter], stand) };
        });
      ask(queue);
      const idOf = (serial: number) => turned(serial, 0).id;
      for (const [n, one] of changes.entries()) {
        if (one.kind === 'save')
          write(db, (tx) =>
            linker.link(tx, reports.save(tx, turned(one.serial, one.turn), null, counted(one.turn % 3), 1) ?? 0),
          );
        else if (one.kind === 'link') while (write(db, (tx) => linker.step(tx)).more);
        else if (one.kind === 'remove') {
          const seq = links.seqOf(idOf(one.serial));
          if (seq !== null) {
            write(db, (tx) => linker.unlink(tx, seq));
            write(db, (tx) => reports.remove(tx, seq));
          }
        } else if (one.kind === 'decide') cache.decide(idOf(one.serial), idOf(one.serial + 1), one.same);
        else
          rawOf(db)
            .prepare(
              `INSERT INTO outbox (id, report_id, tracking_number, act, seen, leaves_queue, state, created_at, hold_until)
             SELECT ?, id, tracking_number, '{}', '{}', 1, 'conflict', '', '' FROM queue WHERE id = ?`,
            )
            .run(`key ${n}`, idOf(one.serial));
        while (readIn());
        const asked = ask(queue);
        expect(asked).toEqual(ask(createQueueStore(db, createSearchStore(db))));
      }
      expect(pairs.any()).toBe(changes.some(({ kind }) => kind === 'decide'));
      db.close();
    }),
    { numRuns: 60 },
  );
});
