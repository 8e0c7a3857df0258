import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditDigestInput, auditDigestParts } from '#shared/audit/row.ts';

test("the parts hashed around a row's number are exactly what is hashed for the whole row", () => {
  const row = fc.record({
    seq: fc.nat(),
    at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    actor: fc.string(),
    action: fc.string(),
    target: fc.option(fc.string()),
    outcome: fc.constantFrom('success' as const, 'failure' as const),
    source: fc.string(),
    detail: fc.dictionary(fc.constantFrom('seq', 'a', 'z', 'ñ'), fc.jsonValue()),
  });
  fc.assert(
    fc.property(row, fc.string(), (one, prev) => {
      const [head, tail] = auditDigestParts(one);
      expect(`${prev}\n${head}${one.seq}${tail}`).toBe(auditDigestInput(prev, one));
    }),
  );
});
