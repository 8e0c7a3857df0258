import { z } from 'zod';
import { changePage } from '#shared/api.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { giveBack } from '../api/body.ts';
import { CallError } from '../api/call-error.ts';

/** A page of the change feed whose reports are read one by one, when their turn comes. */
export type OpenPage = z.infer<typeof envelope> & {
  count: number;
  /**
   * Reads the report at this place; each but once.
   * @throws CallError bad_response
   */
  report: (at: number) => Report;
};

const envelope = changePage.omit({ reports: true });
const whole = changePage.extend({ reports: z.array(z.unknown()) });

/**
 * Opens a page as it came: what stands around its reports is read, and these are parsed, which takes 1.5 ms for a page of 100
 * with their letters. Checking all of them by their schema at once would hold the thread for a whole slice.
 * @throws CallError bad_response; intercepted for what is no answer of the server
 */
export function openPage(bytes: Buffer): OpenPage {
  const read = json(bytes.toString());
  giveBack(bytes);
  if (read === undefined) throw new CallError('intercepted', { reached: true, status: 200 });
  const { reports, ...rest } = parsed(whole, read);
  const report = (at: number): Report => {
    const one = parsed(reportSchema, reports[at]);
    reports[at] = undefined;
    return one;
  };
  return { ...rest, count: reports.length, report };
}

/**
 * Where the page after this one begins, read from its end without taking it apart; null when there is none, or when it
 * does not show there. A guess, by which a page may be asked for early: it counts only once the page itself was parsed.
 */
export function cursorOfNext(bytes: Buffer): string | null {
  const [, cursor, more] = NEXT.exec(bytes.toString('latin1', Math.max(0, bytes.length - END))) ?? [];
  return cursor === undefined || more === 'false' ? null : cursor;
}

const NEXT = /"cursor":"([\w-]{1,200})","more":(true|false)/;
const END = 400;

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No schema takes it.
    return undefined;
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw new CallError('bad_response', { reached: true, status: 200, cause: read.error });
  return read.data;
}
