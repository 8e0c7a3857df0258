import { AUDIT_GROUPS, type AuditGroup } from '#shared/audit-api.ts';
import { AUDIT_ACTIONS, type AuditAction } from './catalog.ts';

/** The first pattern that matches an action determines its group. */
const PATTERNS: readonly [AuditGroup, RegExp][] = [
  ['reading', /\.read$|^search\.|^(report|decision)\.open$/],
  ['sign_ins', /^(session|sessions|access)\.|^officer\.(lock|slow|unlock)$/],
  ['accounts', /^(officer|service|services|confirmations)\./],
  ['exports', /^(audit|data|decisions)\.export$|^letter\.print$|^report\.copy$|^journal\.open$|^backup\./],
  [
    'records',
    /^(rms|case_numbers|holds|retention)\.|^report\.(hold|hold_change|release|release_ask|keep_hold|remove)$/,
  ],
  ['server', /^(audit|clock|feed|demo|letter|update|key|workstation)\./],
  ['agency', /^(policy|policy_draft|link_model)\./],
];

/** Actions that match no pattern are about reports. */
export function auditGroup(action: AuditAction): AuditGroup {
  return PATTERNS.find(([, pattern]) => pattern.test(action))?.[0] ?? 'reports';
}

/** Every action with its meaning, in the order of the groups. */
export const auditActions = (): { action: AuditAction; group: AuditGroup; meaning: string }[] =>
  AUDIT_GROUPS.flatMap((group) =>
    ACTIONS_OF[group].map((action) => ({ action, group, meaning: AUDIT_ACTIONS[action] })),
  );

/** The actions of each group. */
export const ACTIONS_OF: Readonly<Record<AuditGroup, readonly AuditAction[]>> = Object.fromEntries(
  AUDIT_GROUPS.map((group) => [
    group,
    (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => auditGroup(action) === group),
  ]),
) as Record<AuditGroup, AuditAction[]>;
