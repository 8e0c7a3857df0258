import { expect, test } from 'vitest';
import type { LogFields } from '#electron/common/log.ts';
import { dispatch } from '#electron/main/ipc/dispatch.ts';
import { refusal } from '#electron/main/ipc/gate.ts';
import type { Handlers } from '#electron/main/ipc/handlers.ts';
import { AppError } from '#shared/errors.ts';
import { ipc } from '#shared/ipc.ts';
import { CHANNELS, type Channel, WORKER_CHANNELS } from '#shared/ipc-names.ts';
import { type SessionState } from '#shared/ipc-shapes.ts';

/** Makes handlers that each return their input. */
function echo(special: Partial<Handlers> = {}): Handlers {
  const all = CHANNELS.map((channel) => [channel, (input: unknown) => input]);
  return { ...(Object.fromEntries(all) as Handlers), ...special };
}

function withLog(handlers: Handlers, kind: SessionState['kind'] = 'signed_in') {
  const lines: [string, LogFields | undefined][] = [];
  const ask = (channel: Channel, sent: unknown) =>
    dispatch(
      handlers,
      (event, fields) => lines.push([event, fields]),
      (asked) => refusal(kind, asked, 60_000),
      channel,
      sent,
    );
  return { lines, ask };
}

test('passes on the input as parsed by the schema, with its defaults', async () => {
  const { ask } = withLog(echo());
  expect(await ask('settings.set', {})).toEqual({
    ok: true,
    value: { theme: 'system', textSize: 100, language: 'system' },
  });
});

test('rejects a bad payload and names its fields, and logs their names but no values', async () => {
  const { ask, lines } = withLog(echo());
  const password = 'correct horse battery staple';
  const answer = await ask('session.sign-in', { name: 7, password, [password]: password });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
  expect(lines.map(([event]) => event)).toEqual(['ipc.bad_payload']);
  expect(lines[0]?.[1]).toMatchObject({ channel: 'session.sign-in', fields: expect.arrayContaining(['name']) });
  expect(JSON.stringify(lines)).not.toContain('horse');
});

test.each(CHANNELS)('rejects input to %s that its schema does not allow', async (channel) => {
  const { ask, lines } = withLog(echo());
  for (const sent of [Symbol.iterator.toString(), 42, [], { nothing: 'like it' }, null]) {
    if (ipc[channel].input.safeParse(sent).success) continue;
    expect(await ask(channel, sent)).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
  }
  expect(lines.length).toBeGreaterThan(0);
});

test('returns the code of an expected error and reveals nothing about an unexpected one', async () => {
  const { ask, lines } = withLog(
    echo({
      'sync.now': () => {
        throw new AppError('signed_out');
      },
      'policy.current': () => Promise.reject(new Error('a narrative, a path, a password')),
    }),
  );
  expect(await ask('sync.now', undefined)).toMatchObject({ ok: false, error: { code: 'signed_out' } });
  const answer = await ask('policy.current', undefined);
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(JSON.stringify([answer, lines])).not.toContain('narrative');
  expect(lines).toEqual([['ipc.error', { channel: 'policy.current', name: 'Error' }]]);
});

test('while locked, rejects every channel except session ones and window failure reports, before parsing the input', async () => {
  const { ask, lines } = withLog(echo(), 'locked');
  for (const channel of CHANNELS.filter((one) => !/^(?:session|window)\.|^app\.info$/.test(one))) {
    expect(await ask(channel, undefined)).toMatchObject({ ok: false, error: { code: 'locked' } });
  }
  expect(new Set(lines.map(([event]) => event))).toEqual(new Set(['ipc.refused']));
  expect(await ask('session.unlock', { password: 'x' })).toMatchObject({ ok: true });
});

test('with no one signed in, refuses every channel that reads the cache', async () => {
  for (const kind of ['signed_out', 'cache_unreadable'] as const) {
    const { ask } = withLog(echo(), kind);
    for (const channel of WORKER_CHANNELS) {
      expect(await ask(channel, undefined)).toMatchObject({ ok: false, error: { code: 'signed_out' } });
    }
    expect(await ask('settings.get', undefined)).toMatchObject({ ok: true });
  }
});

test('withholds an answer that was in flight when the window was locked', async () => {
  let kind: SessionState['kind'] = 'signed_in';
  const handlers = echo({
    'outbox.list': () => {
      kind = 'locked';
      return [];
    },
  });
  const answer = await dispatch(
    handlers,
    () => {},
    (asked) => refusal(kind, asked, 60_000),
    'outbox.list',
    undefined,
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'locked' } });
});
