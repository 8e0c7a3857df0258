import type { DateValue } from 'react-aria-components';
import type { DecisionFilter, DecisionQuery } from '#shared/domain/decision-record.ts';
import type { Input } from '#shared/ipc.ts';
import { addDays, startOfDay, type Zone } from '../model/time.ts';

/** The filters that are picked from lists, unlike dates and text. */
export type Choices = Omit<DecisionFilter, 'text'>;
export type AuditFilter = { from: DateValue | null; to: DateValue | null; text: string; choices: Choices };
export const NO_FILTER: AuditFilter = { from: null, to: null, text: '', choices: {} };

/** Filters that are hidden until asked for. */
export const MORE = [
  'reportKind',
  'reasonCode',
  'hintsFollowed',
  'duplicate',
  'offline',
  'language',
  'hoursAtLeast',
  'openSecondsAtMost',
] as const satisfies (keyof Choices)[];

/** Choices for the minimum number of hours from the receipt of a report to the decision. */
export const HOURS = [24, 72, 120, 240] as const;

/** Choices for the maximum number of seconds that a report was open before its decision. */
export const SECONDS = [10, 30, 60] as const;

export const countMore = (choices: Choices): number => MORE.filter((one) => choices[one] !== undefined).length;

/** Returns the choices with one changed; undefined removes it. */
export function withChoice<K extends keyof Choices>(choices: Choices, name: K, value: Choices[K] | undefined): Choices {
  const { [name]: _, ...rest } = choices;
  return value === undefined ? rest : { ...rest, [name]: value };
}

export type Place = { at: string; id: string };

/** The query for a page; `after` is the last row of the previous one. */
export function queryOf(
  { from, to, choices }: AuditFilter,
  text: string,
  zone: Zone,
  { direction, after, limit }: { direction: DecisionQuery['direction']; after: Place | undefined; limit: number },
): Input<'audit.decisions'> {
  return {
    ...choices,
    direction,
    limit,
    ...(from === null ? {} : { from: startOfDay(from.toString(), zone) }),
    ...(to === null ? {} : { to: startOfDay(addDays(to.toString(), 1), zone) }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(after === undefined ? {} : { afterAt: after.at, afterId: after.id }),
  };
}
