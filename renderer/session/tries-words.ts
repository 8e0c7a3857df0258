import type { SessionState } from '#shared/ipc.ts';

/** How many tries are left, and what the last of them costs. */
export function triesWords(left: number, cache: Extract<SessionState, { kind: 'locked' }>['cache']): string {
  const tries = left === 1 ? 'One try is left' : `${left} tries are left`;
  const cost =
    cache === 'encrypted'
      ? 'the key to the reports kept on this computer is destroyed'
      : 'the reports that this window holds are dropped';
  return `${tries}. After that ${cost}; decisions that were not sent remain in a sealed file.`;
}
