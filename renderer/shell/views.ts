import type { Role } from '#shared/domain/officer.ts';
import type { View } from './keymap.ts';

const REVIEWERS: readonly Role[] = ['officer', 'supervisor'];

/** Whose page it is, where it is not everybody's; the server refuses what is behind the others in any case. */
const ROLES: Partial<Record<View, readonly Role[]>> = {
  start: REVIEWERS,
  queue: REVIEWERS,
  letters: [...REVIEWERS, 'records'],
  courtesy: REVIEWERS,
  records: ['records', 'supervisor'],
  audit: ['supervisor'],
  accounts: ['administrator'],
  sessions: ['administrator'],
  linkage: ['administrator'],
};

export function mayGo(view: View, role: Role): boolean {
  return ROLES[view]?.includes(role) ?? true;
}

/** Where somebody with this role begins; reviewers begin where they like. */
export function firstView(role: Role, begin: 'queue' | 'start' = 'queue'): View {
  return role === 'administrator' ? 'accounts' : role === 'records' ? 'records' : begin;
}
