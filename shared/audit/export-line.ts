import { z } from 'zod';
import { canonicalJson } from './row.ts';

/*
 * The format of an audit log export, as JSON lines: first a line that says where the file begins, then one line per row
 * exactly as it was hashed, then one per account that acted, then the end with the last row's number and hash, signed by
 * the server. Anyone with the file can recompute every hash. Only who also has a head from another source (the server's
 * own log, an alert, an earlier export) or the server's public key can tell that nothing was left out.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const start = z.strictObject({ seq, hash });

/** An account as it was named when the file was written. A service account has no username. */
export const exportName = z.strictObject({ id: z.string(), name: z.string(), username: z.string().nullable() });
export type ExportName = z.infer<typeof exportName>;

/** What the end says of the whole file, with the Ed25519 signature of a server over `exportSealInput`. */
export const exportSeal = z.strictObject({
  agency: z.string(),
  exportedAt: z.iso.datetime(),
  /** The public key, as the command `anchor-key` prints it. It proves something only to those who know it already. */
  key: z.base64().max(60),
  signature: z.base64().max(100),
});
export type ExportSeal = z.infer<typeof exportSeal>;

/** What the lines behind the rows say. */
export const exportEnd = exportSeal.partial({ key: true, signature: true }).extend({ names: z.array(exportName) });
export type ExportEnd = z.infer<typeof exportEnd>;

export const exportLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('p2c-audit'),
    /** The first format had no names and no signature. Its files can still be checked against a head. */
    format: z.union([z.literal(1), z.literal(2)]),
    agency: z.string().optional(),
    exportedAt: z.iso.datetime().optional(),
    /**
     * The number and hash of the row before the first one in this file; 0 and zeros when the file starts at the
     * beginning of the log.
     */
    after: start,
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
  exportName.extend({ kind: z.literal('name') }),
  // Not signed where no server with a key wrote it.
  exportSeal.partial().extend({ kind: z.literal('end'), seq, hash }),
]);
export type ExportLine = z.infer<typeof exportLine>;

export const toLine = (one: ExportLine): string => `${canonicalJson(one)}\n`;

export type ExportExtent = {
  after: { seq: number; hash: string };
  end: { seq: number; hash: string };
  names: readonly ExportName[];
  agency: string;
  exportedAt: string;
};

/** What is signed: everything in the file but the rows, which the two hashes stand for. */
export const exportSealInput = ({ after, end, names, agency, exportedAt }: ExportExtent): string =>
  canonicalJson({ kind: 'p2c-audit-export', format: 2, after, end, names, agency, exportedAt });
