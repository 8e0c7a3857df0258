import { z } from 'zod';
import { canonicalJson } from './row.ts';

/*
 * An export of the audit log: lines of JSON, the first of which says what the file is, then one line for each row as it
 * was hashed, then the end of the chain. Whoever has the file can compute every hash anew; whoever also knows the end
 * of the chain from elsewhere (the server's own log, an alert, an earlier export) knows that nothing was left out.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
export const exportLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('p2c-audit'),
    format: z.literal(1),
    agency: z.string(),
    exportedAt: z.iso.datetime(),
    /** The row before the first one of this file; 0 and zeros for a file from the beginning. */
    after: z.strictObject({ seq, hash }),
  }),
  z.strictObject({
    kind: z.literal('row'),
    seq,
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string(),
    target: z.string().nullable(),
    outcome: z.enum(['success', 'failure']),
    source: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash,
  }),
  z.strictObject({ kind: z.literal('end'), seq, hash }),
]);
export type ExportLine = z.infer<typeof exportLine>;

export const toLine = (one: ExportLine): string => `${canonicalJson(one)}\n`;
