import { createHash } from 'node:crypto';
import { type AuditContent, auditDigestInput } from '#shared/audit/row.ts';

/** Returns the SHA-256, in hexadecimal, of the previous row's hash and this row's canonical JSON. */
export function auditHash(prev: string, row: AuditContent): string {
  return createHash('sha256').update(auditDigestInput(prev, row)).digest('hex');
}
