import { z } from 'zod';
import { saysCode } from '../field-error.ts';
import { instant, uuid } from './ids.ts';

/** What a service account may do: read the metrics, or pull the audit log. */
export const SERVICE_SCOPES = ['metrics', 'audit'] as const;
export const serviceScope = z.enum(SERVICE_SCOPES);
export type ServiceScope = z.infer<typeof serviceScope>;

export const MOST_SERVICES = 100;
/** Maximum lifetime of a token, in days. */
export const LONGEST_TOKEN_DAYS = 366;

export const newService = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/, saysCode('service_name')),
  scopes: z.array(serviceScope).min(1).max(SERVICE_SCOPES.length),
  days: z.int().min(1).max(LONGEST_TOKEN_DAYS).describe('How long the token works.'),
});
export type NewService = z.infer<typeof newService>;

export const serviceAccount = z.object({
  id: uuid,
  name: z.string(),
  scopes: z.array(serviceScope),
  createdAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable().describe('With any of its tokens, also those that are gone.'),
  tokens: z
    .array(z.object({ createdAt: instant, expiresAt: instant, lastUsedAt: instant.nullable() }))
    .describe('Those that work, newest first: at most two, so that a program can change from one to the other.'),
});
export type ServiceAccount = z.infer<typeof serviceAccount>;

/** `token` is shown once. */
export const serviceMade = z.object({ service: serviceAccount, token: z.string() });
export type ServiceMade = z.infer<typeof serviceMade>;
