import { expect, test } from 'vitest';
import { dispatch } from '#electron/main/ipc/dispatch.ts';
import { refusal } from '#electron/main/ipc/gate.ts';
import { createHandlers, type HandlerDeps } from '#electron/main/ipc/handlers.ts';
import { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';

const REPORT = '0195706f-0000-7000-8000-000000000001';

/**
 * Uses the real handlers and the real gate. Only what is outside of them, the clipboard and the cache, is replaced by a
 * record.
 */
async function copyWhile(kind: SessionState['kind'], trail: () => Promise<void> = async () => undefined) {
  const done: unknown[] = [];
  const outside: unknown = {
    session: { directory: {} },
    updates: {},
    settings: {},
    attachments: {},
    papers: {},
    copy: async (text: string) => void done.push(['copied', text]),
    ask: async (channel: string, input: unknown) => {
      await trail();
      done.push([channel, input]);
    },
  };
  const handlers = createHandlers(outside as HandlerDeps);
  const input = { reportId: REPORT, text: 'WTU-1' };
  const gate = (channel: 'clipboard.copy') => refusal(kind, channel, 0);
  const answer = await dispatch(handlers, () => undefined, gate as never, 'clipboard.copy', input);
  return { done, answer };
}

test('it is recorded that a report was copied before anything is on the clipboard', async () => {
  const { done, answer } = await copyWhile('signed_in');
  expect(answer).toMatchObject({ ok: true });
  expect(done).toEqual([
    ['trail.note', { reportId: REPORT, use: 'copied' }],
    ['copied', 'WTU-1'],
  ]);
});

test('what can’t be recorded is not copied', async () => {
  const { done, answer } = await copyWhile('signed_in', async () => {
    throw new AppError('disk_full');
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'disk_full' } });
  expect(done).toEqual([]);
});

test('nothing is copied while the window is locked, not even in the moment after', async () => {
  const { done, answer } = await copyWhile('locked');
  expect(answer).toMatchObject({ ok: false, error: { code: 'locked' } });
  expect(done).toEqual([]);
});
