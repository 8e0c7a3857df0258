import { z } from 'zod';
import { changePage } from '#shared/api.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { giveBack } from '../api/body.ts';
import { CallError } from '../api/call-error.ts';

/** A page of the change feed whose reports are still to be parsed, one by one. */
export type OpenPage = z.infer<typeof envelope>;

const envelope = changePage.extend({ reports: z.array(z.unknown()) });

/**
 * Reads a page as it came, and gives its bytes back to the system at once: a pull has several pages at hand, and what
 * waits for the garbage to be collected would be 70 MB. Only the page that is being stored is taken apart, and of that
 * one report after another.
 * @throws CallError bad_response
 */
export function openPage(bytes: Buffer): OpenPage {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch {
    json = undefined;
  }
  giveBack(bytes);
  return parsed(envelope, json);
}

/**
 * Where the page after this one begins, read from its end without taking it apart; null when there is none, or when it
 * does not show there. A guess, by which a page may be asked for early: it counts only once the page itself was parsed.
 */
export function cursorOfNext(bytes: Buffer): string | null {
  const [, cursor, more] = NEXT.exec(bytes.toString('latin1', Math.max(0, bytes.length - END))) ?? [];
  return cursor === undefined || more === 'false' ? null : cursor;
}

/** The server writes a page's reports first. */
const NEXT = /"cursor":"([\w-]{1,200})","more":(true|false)/;
const END = 400;

/** @throws CallError bad_response */
export const openReport = (json: unknown): Report => parsed(reportSchema, json);

function parsed<T>(schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json);
  if (!read.success) throw new CallError('bad_response', { reached: true, status: 200, cause: read.error });
  return read.data;
}
