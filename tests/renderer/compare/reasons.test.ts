import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Duplicate } from '#shared/domain/duplicate.ts';
import { inTenths } from '../../../renderer/compare/in-tenths.ts';
import { Reasons } from '../../../renderer/compare/reasons.tsx';

const duplicate = (more: Partial<Duplicate>): Duplicate => ({
  reportId: '01930000-0000-7000-8000-000000000001',
  trackingNumber: 'T26-000001-9',
  hypothesis: 'same_person',
  probability: 0.99,
  weight: 0,
  terms: [],
  modelVersion: '1.1',
  state: 'suggested',
  ...more,
});
const drawn = (more: Partial<Duplicate>) =>
  renderToStaticMarkup(createElement(Reasons, { duplicate: duplicate(more) }));
const term = (comparison: string, weight: number) => ({
  comparison,
  level: 'equal',
  params: {},
  weight,
  words: comparison,
});

test('the displayed weights add up to the displayed sum, each within a tenth of its value', () => {
  const weight = fc.double({ min: -30, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 15 }), (weights) => {
      const { rows, sum } = inTenths(weights);
      expect(rows.reduce((all, one) => all + one, 0) - sum).toBe(0);
      expect(sum - Math.round(weights.reduce((all, one) => all + one, 0) * 10)).toBe(0);
      for (const [at, one] of weights.entries()) expect(Math.abs((rows[at] ?? 0) - one * 10)).toBeLessThanOrEqual(1);
    }),
  );
});

test('displayed reasons add up: three times 1.04 is not shown as three times 1.0 and 3.1', () => {
  const text = drawn({ weight: 3.12, terms: [term('phone', 1.04), term('email', 1.04), term('prior', 1.04)] });
  const shown = [...text.matchAll(/[+−](\d\.\d)/g)].map(([, digits]) => Number(digits) * 10);
  expect(shown.slice(0, 3).reduce((all, one) => all + one, 0)).toBe(31);
  expect(shown.at(-1)).toBe(31);
});

test('without reasons, the text says why and shows no sum', () => {
  expect(drawn({ state: 'same', probability: 1 })).toMatch(/An officer decided this/);
  const stale = drawn({ weight: 8.3 });
  expect(stale).toMatch(/being compared again/);
  expect(stale).not.toMatch(/Overall|8\.3/);
});

test('the plain reasons name only what an officer can see in the two reports', () => {
  const rival = { ...term('rivals', -9), level: 'rivals' };
  const text = drawn({ weight: 3, terms: [{ ...term('phone', 12), level: 'equal' }, rival] });
  const plain = text.slice(0, text.indexOf('</ul>'));
  expect(plain).toContain('phone');
  expect(plain).not.toContain('another explanation');
  expect(text.slice(plain.length)).toContain('another explanation');
});
