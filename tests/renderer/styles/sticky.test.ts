import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('a head that stays while its list scrolls is above the check boxes and marks in the list', () => {
  const rules = readdirSync('renderer/styles').flatMap((name) => {
    const css = readFileSync(`renderer/styles/${name}`, 'utf8');
    return [...css.matchAll(/([^{}]+)\{([^{}]*position: sticky[^{}]*)\}/g)].map(([, head = '', body = '']) => ({
      head: `${name}: ${head.trim()}`,
      isAbove: /z-index: [1-9]/.test(body),
    }));
  });
  expect(rules.length).toBeGreaterThan(2);
  expect(rules.filter(({ head, isAbove }) => /\bth\b|head/.test(head) && !isAbove)).toEqual([]);
});
