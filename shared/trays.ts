import { z } from 'zod';
import { trackingNumberSchema, uuid } from './domain/ids.ts';
import { letterKind } from './domain/policy.ts';
import { rmsRow, rmsState } from './domain/rms-package.ts';
import { text } from './domain/text.ts';
import { MOST_LETTERS, paperRow } from './person-api.ts';
import { courtesyBody, courtesyRow } from './records-api.ts';

/*
 * The window's requests for lists that exist only on the server and are fetched one page at a time (the trays). The
 * shapes of their rows come from the server's API (person-api.ts, records-api.ts).
 */

const pages = { offset: z.int().min(0).max(1_000_000), limit: z.int().min(1).max(200) };
const list = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: z.int() });

export const paperList = {
  input: z.strictObject({ text: text(100), printed: z.boolean(), ...pages }),
  output: list(paperRow),
};
/** The letters to save. If there is only one letter, its tracking number and kind are used for the file name. */
export const papersSave = z.strictObject({
  letters: z
    .array(z.strictObject({ id: uuid, trackingNumber: trackingNumberSchema, kind: letterKind }))
    .min(1)
    .max(MOST_LETTERS),
});
export const papersPrinted = z.strictObject({ ids: z.array(uuid).min(1).max(MOST_LETTERS) });
export const courtesyList = { input: z.strictObject({ done: z.boolean(), ...pages }), output: list(courtesyRow) };
export const courtesyNote = courtesyBody.extend({ reportId: uuid });
export const rmsList = { input: z.strictObject({ state: rmsState, ...pages }), output: list(rmsRow) };

/**
 * What was exported: the number of rows, and the number and hash of the last row. Keep the number and hash outside the
 * exported file as proof.
 */
export const auditExport = z.object({ rows: z.int(), seq: z.int(), hash: z.string() });
export type AuditExport = z.infer<typeof auditExport>;
