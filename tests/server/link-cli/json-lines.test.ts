import { expect, test } from 'vitest';
import { toJson } from '#server/link-cli/json-lines.ts';

test('numbers are shortened to four digits, but a share just below 1 does not become 1', () => {
  expect(JSON.parse(toJson({ shares: [0.123456, 0.999999, 0.0000012345678, 12] }))).toEqual({
    shares: [0.1235, 0.999999, 0.000001235, 12],
  });
});
