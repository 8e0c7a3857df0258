import { z } from 'zod';
import { canonicalJson } from './row.ts';

/*
 * The format of an audit log export, as JSON lines: first a line that describes the file, then one line per row exactly
 * as it was hashed, then a line with the last row's number and hash. Anyone with the file can recompute every hash.
 * Anyone who also has the last hash from another source (the server's own log, an alert, an earlier export) can verify
 * that nothing was left out.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
export const exportLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('p2c-audit'),
    format: z.literal(1),
    agency: z.string(),
    exportedAt: z.iso.datetime(),
    /**
     * The number and hash of the row before the first one in this file; 0 and zeros when the file starts at the
     * beginning of the log.
     */
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
