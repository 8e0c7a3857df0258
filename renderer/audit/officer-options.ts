import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';

type Officer = Output<'audit.officers'>['rows'][number];

/** Returns the officers to choose from, by name; officers who share a name are told apart by username. */
export function officerOptions(officers: readonly Officer[]): { id: string; words: string }[] {
  const counts = new Map<string, number>();
  for (const { displayName } of officers) counts.set(displayName, (counts.get(displayName) ?? 0) + 1);
  return officers.map(({ id, name, displayName, disabled }) => {
    const isOnly = counts.get(displayName) === 1 || name === '';
    const told = isOnly ? displayName : t('trail.nameAccount', { name: displayName, account: name });
    return { id, words: disabled ? t('trail.nameDisabled', { name: told }) : told };
  });
}
