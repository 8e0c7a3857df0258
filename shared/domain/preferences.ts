import { z } from 'zod';
import { chosenKeys } from './keys.ts';
import { columnChoice, FIRST_COLUMNS, MOST_VIEWS, savedView } from './views.ts';

const shape = {
  /** How much room a row and a form take. */
  density: z.enum(['comfortable', 'compact']),
  /** Whether lists say "2 h ago" or the time itself; the other one is in the tooltip. */
  times: z.enum(['relative', 'exact']),
  /** Whether the next report opens by itself after a decision. */
  openNext: z.boolean(),
  /** Whether the system shows a notification when a person answered. */
  notify: z.boolean(),
  /** How long a decision can be undone, in seconds, where that is longer than the agency's own time. */
  holdSeconds: z.int().min(0).max(120),
  /** Keys that differ from the first ones. */
  keys: chosenKeys,
  /** What is shown after signing in. */
  begin: z.enum(['queue', 'start']),
  /** The officer's own views of the queue. */
  views: z.array(savedView).max(MOST_VIEWS),
  /** Which columns the queue shows, in which order and how wide. */
  columns: columnChoice,
  /** Of the room, what the queue has beside an open report. */
  queueShare: z.number().min(0).max(1),
  /** Whether the tour of the desk was seen or skipped. */
  tourSeen: z.boolean(),
};

/** How one officer likes the desk; kept in the officer's own encrypted cache. */
export const preferences = z.strictObject(shape);
export type Preferences = z.infer<typeof preferences>;

/** Some of them, to change these and leave the others as they are. */
export const preferencesChange = preferences.partial();
export type PreferencesChange = z.infer<typeof preferencesChange>;

export const FIRST_PREFERENCES: Preferences = {
  density: 'comfortable',
  times: 'relative',
  openNext: true,
  notify: true,
  holdSeconds: 0,
  keys: {},
  begin: 'queue',
  views: [],
  columns: FIRST_COLUMNS,
  queueShare: 0.46,
  tourSeen: false,
};

/** The preferences with what was changed. */
export function withChange(now: Preferences, change: PreferencesChange): Preferences {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...now, ...(Object.fromEntries(given) as Partial<Preferences>) };
}

/** What was kept, whichever version wrote it: what cannot be understood is as at first, and the rest holds. */
export function readPreferences(kept: unknown): Preferences {
  const fields = z.record(z.string(), z.unknown()).safeParse(kept).data ?? {};
  const understood = Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(fields[name]).data]);
  return withChange(FIRST_PREFERENCES, Object.fromEntries(understood) as PreferencesChange);
}

/** For how many seconds a decision can be undone; never for less than the agency wants. */
export const undoSeconds = (agency: number, { holdSeconds }: Pick<Preferences, 'holdSeconds'>): number =>
  Math.max(agency, holdSeconds);
