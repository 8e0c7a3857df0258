import { z } from 'zod';
import { instant } from './ids.ts';
import { officer } from './officer.ts';

export const MOST_CONFIRMATIONS = 200;

/** An account with a reviewing role that waits for a second person. */
export const confirmation = z.object({
  officer,
  why: z
    .enum(['created', 'password', 'role'])
    .describe('What an administrator did: made the account, reset its password, or gave it a reviewing role.'),
  askedBy: z.object({ id: z.string(), displayName: z.string() }).describe('The administrator, who may not decide.'),
  askedAt: instant,
});
export type Confirmation = z.infer<typeof confirmation>;
