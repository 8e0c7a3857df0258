import { z } from 'zod';
import { instant } from './ids.ts';
import { officer } from './officer.ts';

export const MOST_CONFIRMATIONS = 200;

/** An account that waits for a second person. */
export const confirmation = z.object({
  officer,
  why: z
    .enum(['created', 'password', 'role'])
    .describe('What an administrator did: made the account, reset its password, or gave it another role.'),
  askedBy: z.object({ id: z.string(), displayName: z.string() }).describe('The administrator, who may not decide.'),
  alsoAskedBy: z
    .array(z.string())
    .describe('Administrators who asked before for something that nobody agreed to; they may not decide either.'),
  askedAt: instant,
});
export type Confirmation = z.infer<typeof confirmation>;
