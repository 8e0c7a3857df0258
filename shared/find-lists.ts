import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { text } from './domain/text.ts';
import { foundReport } from './find-api.ts';
import { holdBody, liftBody } from './holds-api.ts';
import { recordsApi } from './records-api.ts';

/*
 * The window's requests for any report on the server, and for lists of records. Requests that simply pass through to
 * one endpoint aren't included. The shapes of the rows come from the server's API.
 */

const byReport = { reportId: uuid };

export const findOpen = { input: z.strictObject(byReport), output: foundReport };
export const holdPlace = holdBody.extend(byReport);
export const holdLift = liftBody.extend(byReport);
export const holdKeep = z.strictObject(byReport);

export const caseNumberList = {
  input: z.strictObject({
    text: text(40),
    voided: z.boolean().optional(),
    offset: z.int().min(0).max(1_000_000),
    limit: z.int().min(1).max(200),
  }),
  output: recordsApi.caseNumbers.response,
};
