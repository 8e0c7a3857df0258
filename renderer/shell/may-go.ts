import type { Role } from '#shared/domain/officer.ts';
import type { View } from './keymap.ts';

/** Whether the page is one of this role's; the server refuses what is behind the others in any case. */
export function mayGo(view: View, role: Role): boolean {
  if (view === 'audit') return role === 'supervisor';
  if (view === 'start') return role !== 'administrator';
  return (view !== 'accounts' && view !== 'sessions') || role === 'administrator';
}
