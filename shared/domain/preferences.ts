import { z } from 'zod';
import { decisionFilter } from './decision-record.ts';
import { chosenKeys } from './keys.ts';
import { filledLine } from './text.ts';
import { columnChoice, FIRST_COLUMNS, MOST_VIEWS, savedView } from './views.ts';

/** Maximum number of a supervisor's own filters for the list of decisions. */
export const MOST_DECISION_FILTERS = 30;

const savedDecisionFilter = z.strictObject({ title: filledLine(40), filter: decisionFilter });

const shape = {
  /** Row and form spacing. `two_lines` also shows each report in the queue on two lines while no report is open. */
  density: z.enum(['comfortable', 'compact', 'two_lines']),
  /** Whether lists show relative times ("2 h ago") or exact ones; the tooltip shows the other form. */
  times: z.enum(['relative', 'exact']),
  /** Whether the next report opens automatically after a decision. */
  openNext: z.boolean(),
  /** Whether to show a system notification when a reporter replies. */
  notify: z.boolean(),
  /** How long a decision can be undone, in seconds. It has an effect only if it is longer than the agency's setting. */
  holdSeconds: z.int().min(0).max(120),
  /** Keys that differ from the defaults. */
  keys: chosenKeys,
  /** What is shown after signing in: all open reports, those that the officer may decide, or the start page. */
  begin: z.enum(['queue', 'to_decide', 'start']),
  /** The officer's own views of the queue. */
  views: z.array(savedView).max(MOST_VIEWS),
  /** A supervisor's own filters for the list of decisions. */
  decisionFilters: z.array(savedDecisionFilter).max(MOST_DECISION_FILTERS),
  /** Which columns the queue shows, with their order and widths. */
  columns: columnChoice,
  /** The fraction of the width that the queue gets next to an open report. */
  queueShare: z.number().min(0).max(1),
  /** Whether the tour was finished or skipped. */
  tourSeen: z.boolean(),
};

/** One officer's preferences; stored in the officer's own encrypted cache. */
export const preferences = z.strictObject(shape);
export type Preferences = z.infer<typeof preferences>;

/** A partial change; the other preferences stay as they are. */
export const preferencesChange = preferences.partial();
export type PreferencesChange = z.infer<typeof preferencesChange>;

export const FIRST_PREFERENCES: Preferences = {
  density: 'two_lines',
  times: 'relative',
  openNext: true,
  notify: true,
  holdSeconds: 0,
  keys: {},
  begin: 'to_decide',
  views: [],
  decisionFilters: [],
  columns: FIRST_COLUMNS,
  queueShare: 0.46,
  tourSeen: false,
};

/** The preferences with a change applied. */
export function withChange(now: Preferences, change: PreferencesChange): Preferences {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...now, ...(Object.fromEntries(given) as Partial<Preferences>) };
}

/** Reads preferences stored by any version: invalid ones are replaced by their defaults, the rest are kept. */
export function readPreferences(kept: unknown): Preferences {
  const fields = z.record(z.string(), z.unknown()).safeParse(kept).data ?? {};
  const understood = Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(fields[name]).data]);
  return withChange(FIRST_PREFERENCES, Object.fromEntries(understood) as PreferencesChange);
}

/** How long a decision can be undone, in seconds; never less than the agency's setting. */
export const undoSeconds = (agency: number, { holdSeconds }: Pick<Preferences, 'holdSeconds'>): number =>
  Math.max(agency, holdSeconds);
