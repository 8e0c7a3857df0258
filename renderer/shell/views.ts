import { KEY_ACTIONS, type KeyAction } from '#shared/domain/keys.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { Preferences } from '#shared/domain/preferences.ts';
import type { View } from './view.ts';

const REVIEWERS: readonly Role[] = ['officer', 'supervisor'];

/** Roles that may see a page; pages not listed are for everyone. The server enforces access in any case. */
const ROLES: Partial<Record<View, readonly Role[]>> = {
  start: REVIEWERS,
  queue: REVIEWERS,
  letters: [...REVIEWERS, 'records'],
  courtesy: REVIEWERS,
  records: ['records', 'supervisor'],
  audit: ['supervisor'],
  'second-review': ['supervisor'],
  appeals: ['supervisor'],
  find: ['records', 'supervisor'],
  holds: ['records', 'supervisor'],
  'case-numbers': ['records', 'supervisor'],
  'audit-log': ['supervisor'],
  policy: ['supervisor', 'administrator'],
  figures: ['supervisor'],
  accounts: ['administrator'],
  sessions: ['administrator'],
  workstations: ['administrator'],
  confirmations: ['administrator', 'supervisor'],
  services: ['administrator'],
  linkage: ['administrator'],
};

export function mayGo(view: View, role: Role): boolean {
  return ROLES[view]?.includes(role) ?? true;
}

/** The actions that a role has keys for: without a queue, there are no reports to move between or decide. */
export const actionsOf = (role: Role): readonly KeyAction[] => (mayGo('queue', role) ? KEY_ACTIONS : ['go', 'keys']);

/** The first page for a role; reviewers can choose theirs. */
export function firstView(role: Role, begin: Preferences['begin'] = 'queue'): View {
  return role === 'administrator' ? 'accounts' : role === 'records' ? 'records' : begin === 'start' ? 'start' : 'queue';
}
