import { expect, test } from 'vitest';
import { INVENTED, warmUp } from '#electron/worker/warm-up.ts';
import { report } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';

test('the sample report used to warm up a workstation is valid, and is screened by the word rules', () => {
  expect(report.shape.facts.parse(INVENTED.facts)).toEqual(INVENTED.facts);
  const codes = screen(INVENTED, null).map(({ code }) => code);
  expect(codes).toContain('camera');
  expect(() => warmUp()).not.toThrow();
});
