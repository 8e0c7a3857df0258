import { expect, test } from 'vitest';
import { AUDIT_ACTIONS, type AuditAction } from '#server/audit/catalog.ts';
import { ACTIONS_OF, auditGroup } from '#server/audit/groups.ts';

test.each<[AuditAction, string]>([
  ['session.open', 'sign_ins'],
  ['officer.unlock', 'sign_ins'],
  ['officer.role', 'accounts'],
  ['search.open', 'reading'],
  ['report.open', 'reading'],
  ['decision.open', 'reading'],
  ['figures.read', 'reading'],
  ['accounts.read', 'reading'],
  ['sessions.read', 'reading'],
  ['holds.read', 'reading'],
  ['policy_draft.read', 'reading'],
  ['audit.read', 'reading'],
  ['audit.export', 'exports'],
  ['backup.make', 'exports'],
  ['data.export', 'exports'],
  ['report.approve', 'reports'],
  ['review.close', 'reports'],
  ['report.hold_change', 'records'],
  ['policy.publish', 'agency'],
  ['policy_draft.discard', 'agency'],
  ['policy_draft.take_over', 'agency'],
  ['audit.check', 'server'],
])('%s is listed under %s', (action, group) => {
  expect(auditGroup(action)).toBe(group);
});

test('every action is in exactly one group', () => {
  expect(Object.values(ACTIONS_OF).flat().sort()).toEqual(Object.keys(AUDIT_ACTIONS).sort());
});
