import { z } from 'zod';
import { uuid } from './ids.ts';

export const ROLES = ['officer', 'supervisor', 'records', 'administrator'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** The roles that review reports. */
export const REVIEWERS = ['officer', 'supervisor'] as const satisfies readonly Role[];

export const officer = z.object({
  id: uuid,
  name: z.string().min(1).max(64),
  displayName: z.string().min(1).max(160),
  role,
});
export type Officer = z.infer<typeof officer>;
