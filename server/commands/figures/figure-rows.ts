import type { Sum } from '#server/db/figures.ts';
import type { Figures } from '#shared/domain/figures.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { addDays, mondayOf } from '#shared/domain/working-days.ts';

type Span = { from: string; to: string };
const HOURS = 24;

/** Looks up the count of a code; 0 if there is none. */
export function codeCounts(sums: readonly Sum<'code'>[]): (code: string) => number {
  const counts = new Map<string, number>();
  for (const { code, count } of sums) counts.set(code, (counts.get(code) ?? 0) + count);
  return (code) => counts.get(code) ?? 0;
}

/** Sums up days by week, oldest first; a week is named by its Monday. */
export function byWeek(sums: readonly Sum<'day' | 'code'>[]): Figures['outcomes']['byWeek'] {
  const weeks = new Map<string, Sum<'code'>[]>();
  for (const { day, code, count } of sums) {
    const monday = mondayOf(day);
    weeks.set(monday, [...(weeks.get(monday) ?? []), { code, count }]);
  }
  return [...weeks].flatMap(([key, rows]) => {
    const of = codeCounts(rows);
    return [...new Set(rows.map(({ code }) => code))].map((code) => ({ key, code, count: of(code) }));
  });
}

function daysOf({ from, to }: Span): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

const isDecision = (code: string) => code === 'approved' || code.startsWith('rejected.');

/** Every day of the span, including those on which nothing happened; days that are not counted have no values. */
export function dayRows(
  span: Span,
  isCounted: (day: string) => boolean,
  sums: {
    received: readonly Sum<'day'>[];
    outcomes: readonly Sum<'day' | 'code'>[];
    open: readonly Sum<'day' | 'code'>[];
  },
): Figures['days'] {
  const received = addedUp(sums.received);
  const decided = addedUp(sums.outcomes.filter(({ code }) => isDecision(code)));
  const closed = addedUp(sums.outcomes);
  const open = addedUp(sums.open.filter(({ code }) => code !== 'overdue'));
  const overdue = addedUp(sums.open.filter(({ code }) => code === 'overdue'));
  return daysOf(span).map((day) => ({
    day,
    received: isCounted(day) ? received(day) : null,
    decided: isCounted(day) ? decided(day) : null,
    closed: isCounted(day) ? closed(day) : null,
    open: isCounted(day) ? open(day) : null,
    overdue: isCounted(day) ? overdue(day) : null,
  }));
}

export function letterRows(
  span: Span,
  isCounted: (day: string) => boolean,
  sums: readonly Sum<'day' | 'code'>[],
): Figures['letters'] {
  const of = (wanted: string) => addedUp(sums.filter(({ code }) => code === wanted));
  const [failed, printed, toPrint] = [of('failed'), of('printed'), of('to_print')];
  return daysOf(span).map((day) => ({
    day,
    failed: isCounted(day) ? failed(day) : null,
    printed: isCounted(day) ? printed(day) : null,
    toPrint: isCounted(day) ? toPrint(day) : null,
  }));
}

export function hourRows(sums: readonly Sum<'code' | 'bucket'>[]): Figures['hours'] {
  const at = (wanted: string, hour: number) =>
    sums.find(({ code, bucket }) => code === wanted && bucket === hour)?.count ?? 0;
  return Array.from({ length: HOURS }, (_, hour) => ({
    hour,
    received: at('received', hour),
    decided: at('decided', hour),
  }));
}

/**
 * Shows how often each flag was right: how many of the reports with the flag were rejected for a reason that it
 * suggests, and how many of all reports were. If a flag suggests no reason, `followed` and `base` are null, because the
 * flag can only be dismissed.
 */
export function flagRows(
  sums: readonly Sum<'code' | 'part'>[],
  reasons: Policy['reasons'],
  decided: (code: string) => number,
): Figures['flags'] {
  const at = (flag: string, wanted: string) =>
    sums.find(({ code, part }) => code === flag && part === wanted)?.count ?? 0;
  return [...new Set(sums.map(({ code }) => code))]
    .map((code) => {
      const suggested = reasons.filter(({ hints }) => hints.includes(code));
      const isJudged = suggested.length > 0;
      return {
        code,
        shown: at(code, 'shown'),
        followed: isJudged ? at(code, 'followed') : null,
        dismissed: at(code, 'dismissed'),
        base: isJudged ? suggested.reduce((sum, reason) => sum + decided(`rejected.${reason.code}`), 0) : null,
      };
    })
    .toSorted((a, b) => b.shown - a.shown);
}

/** The flags that workstations showed, by code, and how often a decision followed one. */
export function seenFlagRows(sums: readonly Sum<'code' | 'part'>[], reasons: Policy['reasons']): Figures['seenFlags'] {
  const at = (flag: string, wanted: string) =>
    sums.find(({ code, part }) => code === flag && part === wanted)?.count ?? 0;
  const [decisionsFollowing, decisionsAgainst] = [at('', 'following'), at('', 'against')];
  const codes = [...new Set(sums.flatMap(({ code }) => (code === '' ? [] : [code])))];
  return {
    told: at('', 'told') + decisionsFollowing + decisionsAgainst,
    decisionsFollowing,
    decisionsAgainst,
    flags: codes
      .map((code) => ({
        code,
        shown: at(code, 'shown'),
        dismissed: at(code, 'dismissed'),
        followed: reasons.some(({ hints }) => hints.includes(code)) ? at(code, 'followed') : null,
      }))
      .toSorted((a, b) => b.shown - a.shown),
  };
}

export function verdictRows(sums: readonly Sum<'code' | 'part'>[]): Figures['reviews'] {
  const of = (wanted: string) => {
    const at = (outcome: string) => sums.find(({ code, part }) => code === outcome && part === wanted)?.count ?? 0;
    return { agreed: at('agreed'), stands: at('stands'), sentBack: at('sent_back'), overturned: at('overturned') };
  };
  return { random: of('random'), forReason: of('reason') };
}

/**
 * One row for each officer who did something on these days or has open reports now, by name. Accounts are never
 * deleted, so every officer has a name.
 */
export function officerRows(
  sums: readonly Sum<'part' | 'code'>[],
  officers: readonly { id: string; display_name: string }[],
  open: ReadonlyMap<string, number>,
  reversedOf: (officer: string) => number,
): Figures['officers'] {
  return officers
    .flatMap(({ id, display_name: displayName }) => {
      const own = sums.filter(({ part }) => part === id);
      const openNow = open.get(id) ?? 0;
      if (own.length === 0 && openNow === 0) return [];
      const of = codeCounts(own);
      const named = {
        approved: of('approve'),
        rejected: of('reject'),
        followUps: of('follow_up'),
        calls: of('log_call'),
      };
      // Earlier versions counted reversals here, on the day of the reversal.
      const all = own.reduce((sum, { code, count }) => sum + (code === 'reversed' ? 0 : count), 0);
      const { approved, rejected, followUps, calls } = named;
      const other = all - approved - rejected - followUps - calls;
      return [{ id, displayName, openNow, ...named, other, reversed: reversedOf(id) }];
    })
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/**
 * Counts each officer's decisions of these days that were reversed later, by anyone.
 * @param sums reversals from the first of these days until today, with the age of the decision in days.
 */
export function reversedOf(
  { from, to }: Span,
  sums: readonly Sum<'day' | 'part' | 'bucket'>[],
): (officer: string) => number {
  const counts = new Map<string, number>();
  for (const { day, part, bucket, count } of sums) {
    const decidedOn = addDays(day, -bucket);
    if (decidedOn >= from && decidedOn <= to) counts.set(part, (counts.get(part) ?? 0) + count);
  }
  return (officer) => counts.get(officer) ?? 0;
}

function addedUp(sums: readonly Sum<'day'>[]): (day: string) => number {
  const counts = new Map<string, number>();
  for (const { day, count } of sums) counts.set(day, (counts.get(day) ?? 0) + count);
  return (day) => counts.get(day) ?? 0;
}
