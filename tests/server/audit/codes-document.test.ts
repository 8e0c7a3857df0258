import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditActions } from '#server/audit/groups.ts';

test('the document of codes has every action, once, under its group and in the words of the catalog', () => {
  const text = readFileSync('docs/it/audit-codes.md', 'utf8');
  let group = '';
  const rows = text.split('\n').flatMap((line) => {
    group = /^## .*\(`(\w+)`\)$/.exec(line)?.[1] ?? group;
    const [, action, meaning] = /^\| `([a-z_.]+)` \| (.+) \|$/.exec(line) ?? [];
    return action === undefined ? [] : [{ action, group, meaning }];
  });
  expect(rows).toEqual(auditActions());
});
