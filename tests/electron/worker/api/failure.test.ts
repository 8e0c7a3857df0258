import { expect, test } from 'vitest';
import { answerError, networkError, retryAfter } from '#electron/worker/api/failure.ts';

const answer = (status: number, data = '', headers: Record<string, unknown> = {}) => ({ status, data, headers });
const failedWith = (code: string) => Object.assign(new Error('x'), { code });

test('keeps the code, the fields and the current state that the server sent', () => {
  const current = { version: 3 };
  const detail = { code: 'dropped_elsewhere', params: {} };
  const body = JSON.stringify({ error: { code: 'stale_version', message: 'Changed.', detail, current } });
  expect(answerError(answer(409, body))).toMatchObject({
    code: 'stale_version',
    detail,
    current,
    reached: true,
  });
});

test.each([{ code: 'of_a_newer_server', params: {} }, { code: 'audit_broken', params: { row: 'x' } }, 'words'])(
  'an unknown error detail (%j) is dropped, and the code is kept',
  (detail) => {
    const body = JSON.stringify({ error: { code: 'act_not_allowed', message: 'New.', detail } });
    expect(answerError(answer(409, body))).toMatchObject({ code: 'act_not_allowed', detail: null });
  },
);

test('a fault of a field that only a newer server knows is no more than not valid; the others stay what they are', () => {
  const fields = [
    { path: 'act.note', detail: { code: 'of_a_newer_server', params: {} }, message: 'New.' },
    { path: 'act.to', detail: { code: 'assigned_already', params: {} }, message: 'There.' },
  ];
  const body = JSON.stringify({ error: { code: 'against_rule', message: 'A rule.', fields } });
  expect(answerError(answer(409, body)).fields).toEqual([
    { path: 'act.note', detail: { code: 'invalid', params: {} } },
    { path: 'act.to', detail: { code: 'assigned_already', params: {} } },
  ]);
});

/**
 * A response from a gateway or a hotel's sign-in page must never count as the server refusing a decision or a sign-in.
 */
test.each([
  [200, 'intercepted'],
  [302, 'intercepted'],
  [401, 'intercepted'],
  [403, 'intercepted'],
  [404, 'intercepted'],
  [413, 'intercepted'],
  [429, 'too_many_requests'],
  [500, 'unavailable'],
  [502, 'unavailable'],
])('maps a status %i that is not from the server to the code %s', (status, code) => {
  for (const body of ['', '<html>', '[]', '{"error":"no"}']) expect(answerError(answer(status, body)).code).toBe(code);
});

test.each([
  [401, 'unauthenticated'],
  [403, 'bad_response'],
  [404, 'bad_response'],
  [503, 'unavailable'],
])('maps a status %i with an unknown code from a newer server to the code %s', (status, code) => {
  expect(answerError(answer(status, '{"error":{"code":"made_up","message":""}}')).code).toBe(code);
});

test('knows when a request certainly never reached the server', () => {
  expect(networkError(failedWith('ECONNREFUSED'))).toMatchObject({ code: 'offline', reached: false });
  expect(networkError(failedWith('ENOTFOUND'))).toMatchObject({ code: 'offline', reached: false });
  expect(networkError(failedWith('ECONNRESET'))).toMatchObject({ code: 'offline', reached: true });
  expect(networkError(failedWith('ECONNABORTED'))).toMatchObject({ code: 'offline', reached: true });
  expect(networkError('odd')).toMatchObject({ code: 'offline', reached: true });
});

test('measures a Retry-After date by the clock of the server that responded, however wrong that clock is', () => {
  const [date, later] = ['Sun, 08 Mar 2026 09:00:00 GMT', 'Sun, 08 Mar 2026 09:00:30 GMT'];
  expect(answerError(answer(503, '', { date, 'retry-after': later })).retryAfterMs).toBe(30_000);
  expect(answerError(answer(503, '', { 'retry-after': later })).retryAfterMs).toBe(0);
});

test('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('2026-03-08T09:00:00.000Z');
  expect(retryAfter('7', now)).toBe(7000);
  expect(retryAfter('Sun, 08 Mar 2026 09:00:30 GMT', now)).toBe(30_000);
  expect(retryAfter('Sun, 08 Mar 2026 08:00:00 GMT', now)).toBe(0);
  expect(retryAfter('soon', now)).toBeNull();
  expect(retryAfter(undefined, now)).toBeNull();
});
