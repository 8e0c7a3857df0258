import type { ActKind } from '#shared/domain/act.ts';
import { leavesQueue } from '#shared/domain/workflow.ts';
import { t } from '../t.ts';

/** Says what was undone, and whether that returned the report to the queue. */
export function undoneWords({
  act: { kind },
  trackingNumber,
}: {
  act: { kind: ActKind };
  trackingNumber: string;
}): string {
  const undone = t('shell.undoneAct', { act: kind, number: trackingNumber });
  return leavesQueue(kind) ? t('shell.undoneActBackInQueue', { undone }) : undone;
}
