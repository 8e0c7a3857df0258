import { z } from 'zod';
import { canonicalJson } from './row.ts';

/*
 * The format of an audit log export: JSON lines. The first line describes the file, then comes one line per row as it was
 * hashed, then the end of the chain. Anyone with the file can recompute every hash; anyone who also knows the end of the
 * chain from elsewhere (the server's own log, an alert, an earlier export) can verify that nothing was left out.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
export const exportLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('p2c-audit'),
    format: z.literal(1),
    agency: z.string(),
    exportedAt: z.iso.datetime(),
    /** The row before the first one in this file; 0 and zeros for a file that starts at the beginning. */
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
