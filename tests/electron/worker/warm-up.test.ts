import { expect, test } from 'vitest';
import { INVENTED, warmUp } from '#electron/worker/warm-up.ts';
import { report } from '#shared/domain/report.ts';

test('the invented report by which a workstation warms up is one that could have come', () => {
  expect(report.parse(INVENTED)).toEqual(INVENTED);
  expect(() => warmUp()).not.toThrow();
});
