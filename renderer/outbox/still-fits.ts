import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import { allowedActs, personalObstacle } from '#shared/domain/workflow.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';

/**
 * Whether the officer can make a decision again on the current report.
 * @param now the current report; null if it is no longer on this workstation
 */
export function stillFits(
  { act: { kind } }: Pick<OutboxRow, 'act'>,
  now: Report | null,
  officer: Pick<Officer, 'id' | 'role'>,
): boolean {
  if (now === null || !allowedActs(now.state, officer.role).includes(kind)) return false;
  // Assume that no other supervisor can decide the appeal, because only the form and the server know whether one can.
  return personalObstacle(now, kind, officer, true) === null;
}
