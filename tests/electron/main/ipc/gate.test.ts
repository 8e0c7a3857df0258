import { expect, test } from 'vitest';
import { refusal } from '#electron/main/ipc/gate.ts';
import { CHANNELS } from '#shared/ipc-names.ts';

test('while locked only session channels answer; drafts are accepted briefly, and window failures always', () => {
  const open = (ms: number) =>
    CHANNELS.filter((channel) => !channel.startsWith('session.') && refusal('locked', channel, ms) === null);
  expect(open(500)).toEqual(['app.info', 'draft.put', 'reviews.keep', 'window.drawn', 'window.failed']);
  expect(open(3000)).toEqual(['app.info', 'window.drawn', 'window.failed']);
  expect(refusal('locked', 'session.unlock', 3000)).toBeNull();
});

test('below the floor, nothing new is decided; what was decided is sent, undone or discarded, and all can be read', () => {
  const closed = CHANNELS.filter((channel) => refusal('signed_in', channel, 0, true) !== null);
  expect(closed).toEqual([
    'hints.say',
    'pairs.decide',
    'pairs.undo',
    'review.act',
    'reviews.decide',
    'reviews.close',
    'reviews.take-over',
    'reviews.unblind',
    'reviews.answer',
    'papers.printed',
    'courtesy.done',
    'rms.push',
    'holds.place',
    'holds.lift',
    'holds.keep',
    'linkage.publish',
    'policy.open',
    'policy.publish',
  ]);
  expect(refusal('signed_in', 'review.act', 0, true)).toBe('update_needed');
  expect(refusal('signed_in', 'review.act', 0)).toBeNull();
});

test('with no one signed in, cache channels are refused at once', () => {
  expect(refusal('signed_out', 'queue.page', 0)).toBe('signed_out');
  expect(refusal('signed_out', 'draft.put', 0)).toBe('signed_out');
  expect(refusal('signed_out', 'settings.get', 0)).toBeNull();
});
