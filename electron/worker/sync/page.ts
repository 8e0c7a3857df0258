import { z } from 'zod';
import { changePage } from '#shared/api.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { giveBack } from '../api/body.ts';
import { CallError } from '../api/call-error.ts';
import { spansOfObjects } from './json-list.ts';

/**
 * A report, and its JSON: the very bytes that came, where they have all parts of a report and no others. To write letters
 * anew that nobody changed would take as long as to store them. What the schema fills in or takes away within a part is
 * not in them: whoever needs that reads them by the schema. They hold until the page is closed.
 */
export type Arrived = { report: Report; json: string | Uint8Array };

/** A page of the change feed whose reports are read one by one, when their turn comes. */
export type OpenPage = z.infer<typeof envelope> & {
  count: number;
  /**
   * Reads the report at this place; each but once.
   * @throws CallError bad_response
   */
  report: (at: number) => Arrived;
  /** Nothing more is read. */
  close: () => void;
};

const envelope = changePage.omit({ reports: true });
const whole = changePage.extend({ reports: z.array(z.unknown()) });

/** The server writes a page's reports first. */
const REPORTS = '{"reports":[';

/**
 * Opens a page as it came: what stands around its reports is read, and of these only where each lies. All of them as
 * objects at once would be some megabytes that grow old while they wait, and hold the thread for half a slice.
 * @throws CallError bad_response; intercepted for what is no answer of the server
 */
export function openPage(bytes: Buffer): OpenPage {
  const isUsual = bytes.toString('latin1', 0, REPORTS.length) === REPORTS;
  const spans = isUsual ? spansOfObjects(bytes, REPORTS.length) : null;
  if (spans === null) return openWhole(bytes);
  const { starts, ends, end } = spans;
  // What follows the list begins with a comma, or closes the page.
  const rest = bytes.toString('utf8', end).replace(/^,/, '');
  return {
    ...parsed(envelope, json(`{${rest}`)),
    count: starts.length,
    report: (at) => arrived(json(bytes.toString('utf8', starts[at], ends[at])), bytes.subarray(starts[at], ends[at])),
    close: () => giveBack(bytes),
  };
}

/** A page that is written in another way, such as one that something between reformatted. */
function openWhole(bytes: Buffer): OpenPage {
  const read = json(bytes.toString());
  if (read === undefined) throw new CallError('intercepted', { reached: true, status: 200 });
  const { reports, ...rest } = parsed(whole, read);
  giveBack(bytes);
  const report = (at: number) => {
    const one = arrived(reports[at], null);
    reports[at] = undefined;
    return one;
  };
  return { ...rest, count: reports.length, report, close: () => undefined };
}

function arrived(value: unknown, bytes: Uint8Array | null): Arrived {
  const report = parsed(reportSchema, value);
  const isWhole = bytes !== null && haveSameKeys(Object(value), report);
  return { report, json: isWhole ? bytes : JSON.stringify(report) };
}

function haveSameKeys(one: object, other: object): boolean {
  const keys = Object.keys(other);
  return Object.keys(one).length === keys.length && keys.every((key) => Object.hasOwn(one, key));
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
