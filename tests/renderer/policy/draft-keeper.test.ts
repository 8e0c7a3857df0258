import { beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import {
  draftKeeper,
  type Keeping,
  type Typed,
  takeUnsaved,
  unsavedOf,
} from '../../../renderer/policy/draft-keeper.ts';

let draftId = '';
let turn = 0;
beforeEach(() => {
  vi.useFakeTimers();
  turn += 1;
  draftId = `draft ${turn}`;
  return () => vi.useRealTimers();
});

const typed = (why: string): Typed => ({ document: {}, why });
/** Starts a keeper, and records what it saved and what it told its page. */
function started(answer: (typed: Typed) => Promise<number> = () => Promise.resolve(0)) {
  const sent: { why: string; revision: number }[] = [];
  const told: Keeping['state'][] = [];
  const kept: (string | null)[] = [];
  const keeper = draftKeeper({
    draftId,
    from: { revision: 1, document: '{}' },
    save: async (one, revision) => {
      sent.push({ why: one.why, revision });
      await answer(one);
      return revision + 1;
    },
    tell: ({ state }) => told.push(state),
    keep: (one) => kept.push(one?.why ?? null),
  });
  return { keeper, sent, told, kept };
}

test('typing is saved once it pauses, under the revision that the last save returned', async () => {
  const { keeper, sent, told } = started();
  keeper.change(typed('a'));
  keeper.change(typed('ab'));
  await vi.runAllTimersAsync();
  keeper.change(typed('abc'));
  await vi.runAllTimersAsync();
  expect(sent).toEqual([
    { why: 'ab', revision: 1 },
    { why: 'abc', revision: 2 },
  ]);
  expect([told.at(-1), keeper.revision(), unsavedOf(draftId)]).toEqual(['saved', 3, undefined]);
});

test('what is typed during a save is saved after it, not at the same time', async () => {
  let release = () => {};
  const { keeper, sent } = started((one) =>
    one.why === 'a' ? new Promise<number>((resolve) => (release = () => resolve(0))) : Promise.resolve(0),
  );
  keeper.change(typed('a'));
  const flushed = keeper.flush();
  keeper.change(typed('ab'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(1);
  release();
  await flushed;
  expect(sent).toEqual([
    { why: 'a', revision: 1 },
    { why: 'ab', revision: 2 },
  ]);
});

test('without a connection what was typed stays, also after the page closes, and is saved when the server answers', async () => {
  let isOffline = true;
  const { keeper, told, kept } = started(() =>
    isOffline ? Promise.reject(new AppError('offline')) : Promise.resolve(0),
  );
  keeper.change(typed('a'));
  await keeper.flush();
  expect([told.at(-1), unsavedOf(draftId)?.why, kept]).toEqual(['failed', 'a', ['a']]);
  isOffline = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([told.at(-1), unsavedOf(draftId), kept]).toEqual(['saved', undefined, ['a', null]]);
  isOffline = true;
  keeper.change(typed('b'));
  keeper.stop();
  await vi.runAllTimersAsync();
  expect(unsavedOf(draftId)).toMatchObject(typed('b'));
});

test('what may have arrived without an answer is sent again as it was, before what was typed since', async () => {
  let isLost = true;
  const { keeper, sent } = started(() => (isLost ? Promise.reject(new AppError('offline')) : Promise.resolve(0)));
  keeper.change(typed('a'));
  await keeper.flush();
  keeper.change(typed('ab'));
  isLost = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent.slice(1)).toEqual([
    { why: 'a', revision: 1 },
    { why: 'ab', revision: 2 },
  ]);
  expect(unsavedOf(draftId)).toBeUndefined();
});

test('another failure is not tried again by itself, and a discarded draft leaves nothing behind', async () => {
  const { keeper, sent } = started(() => Promise.reject(new AppError('act_not_allowed')));
  keeper.change(typed('a'));
  await vi.runAllTimersAsync();
  expect(sent).toHaveLength(1);
  keeper.forget();
  expect(unsavedOf(draftId)).toBeUndefined();
});

const draft = (revision: number, document: object, why = '') => ({
  id: draftId,
  revision,
  document: JSON.stringify(document),
  why,
});
const FROM = { revision: 1, document: '{"limits":{"a":1,"b":1}}' };

test('what a restart left is sent first, unless something newer was typed', async () => {
  const from = { revision: 1, document: '{}' };
  takeUnsaved(draft(1, {}), { ...typed('kept'), from });
  takeUnsaved(draft(1, {}), { ...typed('older'), from });
  const { keeper, sent, kept } = started();
  await keeper.flush();
  expect([sent, kept]).toEqual([[{ why: 'kept', revision: 1 }], [null]]);
});

test('what was typed offline does not undo what the same author saved elsewhere since: both changes are in the draft', () => {
  const mine = { document: { limits: { a: 2, b: 1 } }, why: 'Mine.', from: FROM };
  const saved = draft(4, { limits: { a: 1, b: 3 } }, 'Theirs.');
  expect(takeUnsaved(saved, mine)).toEqual({ isMerged: true, conflicts: [] });
  expect(unsavedOf(draftId)).toEqual({
    document: { limits: { a: 2, b: 3 } },
    why: 'Mine.',
    from: { revision: 4, document: saved.document },
  });
});

test('where both changed the same text, the one typed here stays, and it is said where', () => {
  const mine = { document: { limits: { a: 2, b: 1 } }, why: 'Mine.', from: FROM };
  const found = takeUnsaved(draft(4, { limits: { a: 3, b: 1 } }), mine);
  expect(found).toEqual({ isMerged: true, conflicts: ['limits.a'] });
  expect(unsavedOf(draftId)?.document).toEqual({ limits: { a: 2, b: 1 } });
});

test('what the server has already, because only its answer was lost, is not sent again', () => {
  const mine = { document: { limits: { a: 2, b: 1 } }, why: 'Mine.', from: FROM };
  expect(takeUnsaved(draft(2, mine.document, 'Mine.'), mine)).toEqual({ isMerged: false, conflicts: [] });
  expect(unsavedOf(draftId)).toBeUndefined();
});

test('a draft that was saved elsewhere is not sent once more when its page closes', async () => {
  const { keeper, sent } = started(() => Promise.reject(new AppError('act_not_allowed')));
  keeper.change(typed('a'));
  await vi.runAllTimersAsync();
  keeper.stop();
  await vi.runAllTimersAsync();
  expect(sent).toHaveLength(1);
  expect(unsavedOf(draftId)?.why).toBe('a');
});

test('it is known that the server could not be reached, until it has what was typed', async () => {
  let code: 'offline' | 'against_rule' | null = 'offline';
  const { keeper } = started(() => (code === null ? Promise.resolve(0) : Promise.reject(new AppError(code))));
  keeper.change(typed('a'));
  await keeper.flush();
  expect(keeper.isCutOff()).toBe(true);
  code = 'against_rule';
  await keeper.flush();
  expect(keeper.isCutOff()).toBe(false);
  code = null;
  await keeper.flush();
  expect([keeper.isCutOff(), unsavedOf(draftId)]).toEqual([false, undefined]);
});
