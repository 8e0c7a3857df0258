import { expect, test } from 'vitest';
import { answerNotice } from '#electron/main/shell/answer-notice.ts';

test('names the report by its number only', () => {
  expect(answerNotice('signed_in', false, ['T26-000001-9'])).toEqual({
    title: 'Reporter replied',
    body: 'Report T26-000001-9',
    tells: true,
  });
  expect(answerNotice('signed_in', false, ['T26-000001-9', 'T26-000002-8'])?.title).toBe('2 reporters replied');
});

test('while locked it says only that something is waiting, even if the window has focus', () => {
  for (const focused of [true, false]) {
    const notice = answerNotice('locked', focused, ['T26-000001-9']);
    expect(JSON.stringify(notice)).not.toMatch(/T26|answer/i);
    expect(notice).toMatchObject({ body: 'Something needs your attention.', tells: false });
  }
});

test('shows nothing to an officer who has the window in focus or is not signed in', () => {
  expect(answerNotice('signed_in', true, ['T26-000001-9'])).toBeNull();
  expect(answerNotice('signed_out', false, ['T26-000001-9'])).toBeNull();
  expect(answerNotice('signed_in', false, [])).toBeNull();
});
