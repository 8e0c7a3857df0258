import { z } from 'zod';
import { instant } from './ids.ts';
import { officer, role } from './officer.ts';

export const MOST_CONFIRMATIONS = 200;

const person = z.object({ id: z.string(), displayName: z.string() });

/** Something that was done to an account and awaits confirmation. */
export const confirmationAct = z.object({
  what: z.enum(['created', 'password', 'second_factor', 'role', 'enabled']),
  by: person,
  at: instant,
  from: role.nullable().describe('The role before, where the role was changed.'),
  to: role.nullable().describe('The role since, where the account was made or enabled or its role changed.'),
});
export type ConfirmationAct = z.infer<typeof confirmationAct>;

/** An account that awaits confirmation by a second person. */
export const confirmation = z.object({
  officer,
  why: z
    .enum(['created', 'password', 'role'])
    .describe(
      'What an administrator did: made the account, reset its password, or gave it another role or, enabling it, its role back.',
    ),
  acts: z.array(confirmationAct).describe('Everything that waits, oldest first: who agrees, agrees to all of it.'),
  askedBy: person.describe('The administrator, who may not decide.'),
  alsoAskedBy: z
    .array(z.string())
    .describe('Administrators who asked before for something that nobody agreed to; they may not decide either.'),
  askedAt: instant,
});
export type Confirmation = z.infer<typeof confirmation>;
