import { randomBytes } from 'node:crypto';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import { toBase64 } from '../../../renderer/model/to-base64.ts';
import { openedWords } from '../../../renderer/settings/recover-panel.tsx';
import { NotConfirmed } from '../../../renderer/settings/recovered.tsx';
import { sizeWords } from '../../../renderer/wording/size-words.ts';

test.each([
  [8, '8 bytes'],
  [605, '605 bytes'],
  [1000, '1.0 KB'],
  [136_000, '136 KB'],
  [48_300_000, '48 MB'],
  [1_240_000_000, '1.2 GB'],
])('%d bytes is shown as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test('a journal of any size reaches the main process byte for byte', () => {
  for (const length of [0, 1, 2, 0x8000, 0x8001, 200_000]) {
    const bytes = randomBytes(length);
    expect(toBase64(bytes)).toBe(bytes.toString('base64'));
  }
});

test('everything the server found in a journal is reported', () => {
  expect(openedWords({ rows: [], done: 0, dropped: 0, unreadable: 0 })).toBe(
    'Nothing in the backup needs your attention.',
  );
  expect(openedWords({ rows: [], done: 2, dropped: 1, unreadable: 1 })).toBe(
    'Nothing in the backup needs your attention. The server already had 2 decisions. You had already discarded 1 decision. 1 record couldn’t be opened with your account.',
  );
});

test('a journal decision that fails temporarily is not described as one that can no longer be sent', () => {
  const drawn = (code: ErrorCode) => renderToStaticMarkup(createElement(NotConfirmed, { error: new AppError(code) }));
  for (const code of ['cache_busy', 'disk_full', 'locked', 'internal'] as const) {
    expect(drawn(code), code).not.toMatch(/be sent as is|Decide again/);
  }
  expect(drawn('stale_version')).toMatch(/be sent as is.*Decide again/);
  expect(drawn('act_not_allowed')).toMatch(/be sent as is/);
  expect(drawn('act_not_allowed')).not.toMatch(/Decide again/);
});
