import type { Alerts } from './alerts.ts';

/**
 * Tells supervisors that an appeal arrived. The e-mail doesn't name the report, because the supervisor who reviews it
 * blind must not learn that it was rejected.
 */
export function tellOfAppeal(supervisors: Alerts | null): void {
  supervisors?.raise(
    'new appeal',
    'A reporter asked for a review of a rejection. The page "Appeals" has the reason, the first decision and the day by ' +
      'which an answer is promised. You get at most one e-mail an hour about appeals.',
  );
}

/** Tells the administrators that an appeal was decided by the supervisor who had made the decision. */
export function tellOfOwnAppeal(alerts: Alerts | null, trackingNumber: string): void {
  alerts?.raise(
    `appeal of ${trackingNumber}`,
    `The appeal of report ${trackingNumber} was decided by the supervisor who had made the decision, because no other ` +
      'supervisor can sign in. Have someone else review it. A second supervisor account would prevent this.',
  );
}
