import { expect, test } from 'vitest';
import { aheadMs } from '#electron/api/client.ts';

const AT = Date.parse('2026-03-09T10:00:00.000Z');
const dateHeader = (ms: number) => new Date(AT + ms).toUTCString();

test("the server's clock is read from its answers, so far as whole seconds can tell", () => {
  expect(aheadMs(dateHeader(600_000), AT)).toBe(600_000);
  expect(aheadMs(dateHeader(-3_600_000), AT)).toBe(-3_600_000);
  // What an answer takes on its way, and the part of a second that the header leaves out.
  expect(aheadMs(dateHeader(-2000), AT)).toBe(0);
  expect(aheadMs(dateHeader(0), AT + 999)).toBe(0);
  expect([aheadMs(undefined, AT), aheadMs('yesterday', AT)]).toEqual([null, null]);
});
