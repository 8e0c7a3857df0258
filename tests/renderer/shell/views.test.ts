import { expect, test } from 'vitest';
import type { Role } from '#shared/domain/officer.ts';
import type { View } from '../../../renderer/shell/view.ts';
import { firstView, mayGo } from '../../../renderer/shell/views.ts';

const VIEWS: readonly View[] = [
  'queue',
  'letters',
  'courtesy',
  'records',
  'audit',
  'second-review',
  'appeals',
  'find',
  'holds',
  'case-numbers',
  'audit-log',
  'figures',
  'accounts',
  'sessions',
  'linkage',
];

test.each<[Role, View[]]>([
  ['officer', ['queue', 'letters', 'courtesy']],
  [
    'supervisor',
    [
      'queue',
      'letters',
      'courtesy',
      'records',
      'audit',
      'second-review',
      'appeals',
      'find',
      'holds',
      'case-numbers',
      'audit-log',
      'figures',
    ],
  ],
  ['records', ['letters', 'records', 'find', 'holds', 'case-numbers']],
  ['administrator', ['accounts', 'sessions', 'linkage']],
])('%s sees only the pages of that role, and starts on one of them', (role, pages) => {
  expect(VIEWS.filter((view) => mayGo(view, role))).toEqual(pages);
  for (const begin of ['queue', 'to_decide', 'start'] as const) expect(mayGo(firstView(role, begin), role)).toBe(true);
});
