import { expect, test } from 'vitest';
import { dispatch } from '#electron/main/ipc/dispatch.ts';
import { refusal } from '#electron/main/ipc/gate.ts';
import { createHandlers, type HandlerDeps } from '#electron/main/ipc/handlers.ts';
import type { SessionState, UpdateState } from '#shared/ipc-shapes.ts';

/** Uses the real handlers and the real gate; how often the application was restarted is counted. */
async function restarts(state: Pick<UpdateState, 'phase' | 'installs'>, kind: SessionState['kind'] = 'signed_in') {
  let restarted = 0;
  const outside: unknown = {
    session: { directory: {} },
    updates: { state: () => state },
    settings: {},
    attachments: {},
    papers: {},
    restart: () => {
      restarted += 1;
    },
  };
  const gate = (channel: 'updates.restart') => refusal(kind, channel, 0);
  await dispatch(createHandlers(outside as HandlerDeps), () => undefined, gate as never, 'updates.restart', undefined);
  return restarted;
}

test('the window can restart the application into an update that quitting would install', async () => {
  expect(await restarts({ phase: 'ready', installs: 'quit' })).toBe(1);
});

test('nothing restarts without such an update, before the maintenance window, or while locked', async () => {
  expect(await restarts({ phase: 'up_to_date', installs: 'quit' })).toBe(0);
  expect(await restarts({ phase: 'ready', installs: 'window' })).toBe(0);
  expect(await restarts({ phase: 'ready', installs: 'quit' }, 'locked')).toBe(0);
});
