import type { Facts } from '../domain/report.ts';
import type { Hint, PlainHintCode } from './hint.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Tolerance for an inaccurate workstation clock and for a person's imprecise memory of the time. */
const SLACK_MS = HOUR_MS;
const LONG_AGO_DAYS = 365;
const LONG_SPAN_DAYS = 60;
/** In US cents. A value above $50,000 for one item is more often a misplaced decimal point than the real value. */
const HIGH_CENTS = 5_000_000;

/**
 * Flags implausible times and values. `receivedAt` is in ISO 8601; without it, times aren't checked against the time of
 * filing.
 */
export function implausible({ when, items, fraud }: Facts, receivedAt: string | undefined): Hint[] {
  const hints: Hint[] = [];
  const say = (code: PlainHintCode) => hints.push({ code, params: {} });
  const [from, to] = [Date.parse(when.from), Date.parse(when.to)];
  if (receivedAt !== undefined) {
    const received = Date.parse(receivedAt);
    if (from > received + SLACK_MS) say('time_ahead');
    else if (received - to > LONG_AGO_DAYS * DAY_MS) say('time_long_ago');
  }
  if (to - from > LONG_SPAN_DAYS * DAY_MS) say('time_span');
  const values = [...items.map(({ valueCents }) => valueCents), fraud?.amountCents ?? null];
  if (values.some((cents) => cents !== null && cents > HIGH_CENTS)) say('value_high');
  if (values.includes(0)) say('value_zero');
  return hints;
}
