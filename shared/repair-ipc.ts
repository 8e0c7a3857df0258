import { z } from 'zod';

/** The one channel of the repair page. */
export const REPAIR_CHANNEL = 'repair';

/** The requests that the repair page's buttons send. */
export const repairRequest = z.enum(['try', 'safe', 'export', 'diagnostics']);
export type RepairRequest = z.infer<typeof repairRequest>;

/** A sentence to show; empty when the person canceled. `isOk` is false when it reports a failure. */
export type RepairAnswer = { isOk: boolean; text: string };
