import { expect, test } from 'vitest';
import { undoneWords } from '../../../renderer/wording/undone-words.ts';

const undone = (kind: Parameters<typeof undoneWords>[0]['act']['kind']) =>
  undoneWords({ act: { kind }, trackingNumber: 'T26-000002-4' });

test('undoing says what was undone', () => {
  expect(undone('assign')).toBe('Undone: assigned T26-000002-4.');
  expect(undone('note')).toBe('Undone: added a note to T26-000002-4.');
  expect(undone('log_call')).toBe('Undone: logged a call for T26-000002-4.');
  expect(undone('correct')).toBe('Undone: corrected T26-000002-4.');
});

test('undoing what took a report out of the queue also says that it is back', () => {
  expect(undone('reject')).toBe('Undone: rejected T26-000002-4. It is back in the queue.');
  expect(undone('follow_up')).toBe('Undone: followed up on T26-000002-4. It is back in the queue.');
});
