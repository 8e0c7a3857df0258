import { expect, test } from 'vitest';
import { api } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { ipc } from '#shared/ipc.ts';
import { CHANNELS, PASSED } from '#shared/ipc-names.ts';

test('every channel has its entry, and there are no other entries', () => {
  expect(Object.keys(ipc).sort()).toEqual([...CHANNELS].sort());
});

test.each(PASSED)(
  '%s takes and returns what its endpoint %s does, and that needs at most one input',
  (channel, name) => {
    const { params, headers, body, query, response, answers }: Endpoint = api[name];
    expect([params, headers]).toEqual([undefined, undefined]);
    expect(body === undefined || query === undefined).toBe(true);
    expect(answers).toBe('json');
    expect(ipc[channel].output).toBe(response);
    if (body === undefined && query === undefined) expect(ipc[channel].input.safeParse({}).success).toBe(false);
    else expect(ipc[channel].input).toBe(body ?? query);
  },
);
