import { expect, test } from 'vitest';
import { INVENTED, warmUp } from '#electron/worker/warm-up.ts';
import { report } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';

test('what a workstation warms up by could have come, and is screened by the rules for words', () => {
  expect(report.shape.facts.parse(INVENTED.facts)).toEqual(INVENTED.facts);
  const codes = screen(INVENTED, null).map(({ code }) => code);
  expect(codes).toContain('camera');
  expect(() => warmUp()).not.toThrow();
});
