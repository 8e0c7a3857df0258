import { z } from 'zod';

/** What one workstation keeps for itself. */
export const workstationSettings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  /** Whether the next report opens by itself after a decision. */
  openNext: z.boolean().default(true),
  /** Whether the system shows a notification when a person answered. */
  notify: z.boolean().default(true),
});
export type WorkstationSettings = z.infer<typeof workstationSettings>;
