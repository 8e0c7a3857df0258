import { expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createTrailStore } from '#electron/worker/db/trail.ts';
import { write } from '#electron/worker/db/write.ts';

const ID = '0195706f-0000-7000-8000-0000000000a1';
const REPORT = '0195706f-0000-7000-8000-0000000000b1';
const AT = '2026-03-07T14:02:10.000Z';

function filled() {
  const db = openCache({ path: null, keyHex: null });
  const store = createTrailStore(db);
  const use = { id: ID, reportId: REPORT, use: 'opened', slot: 1, at: AT, offline: false } as const;
  write(db, (tx) => store.note(tx, use));
  return { db, store, use };
}

test('an opening that changes while it is being sent is sent again', () => {
  const { db, store, use } = filled();
  const sent = store.waiting();
  write(db, (tx) => store.note(tx, { ...use, id: REPORT, use: 'printed' }));
  write(db, (tx) => store.sent(tx, sent));
  expect(store.waiting()).toMatchObject([{ opening: { id: ID, uses: { opened: 1, printed: 1 } } }]);
  write(db, (tx) => store.sent(tx, store.waiting()));
  expect(store.waiting()).toEqual([]);
});

test('what the server has is forgotten after a while; what it does not have stays', () => {
  const { db, store } = filled();
  const later = '2026-03-08T14:02:11.000Z';
  write(db, (tx) => store.forget(tx, later));
  expect(store.waiting()).toHaveLength(1);
  write(db, (tx) => store.lasted(tx, ID, 40, AT));
  write(db, (tx) => store.sent(tx, store.waiting()));
  expect(store.secondsOf(REPORT)).toBe(40);
  write(db, (tx) => store.forget(tx, later));
  expect(store.secondsOf(REPORT)).toBe(0);
});

test('everything that is still here is sent again to a restored server', () => {
  const { db, store } = filled();
  const undone = { id: ID, reportId: REPORT, kind: 'reject', pressedAt: AT, undoneAt: AT } as const;
  write(db, (tx) => store.undone(tx, undone));
  write(db, (tx) => store.sent(tx, store.waiting()));
  write(db, (tx) => store.undoneSent(tx, [undone]));
  expect([store.waiting(), store.waitingUndone()]).toEqual([[], []]);
  write(db, (tx) => store.sendAgain(tx));
  expect(store.waiting()).toHaveLength(1);
  expect(store.waitingUndone()).toEqual([undone]);
});
